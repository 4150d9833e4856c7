// The log of a server process: lines of one turn of the event loop go out in one write, which costs more than they do.
import type { LogLine } from "./log-line.ts";

type LogWriter = {
  readonly log: (line: LogLine) => void;
  /** Writes what is waiting now; for the end of the process. */
  readonly flush: () => void;
};

/** `write` takes whole lines, each with its end. */
export function logWriter(write: (lines: string) => void): LogWriter {
  let waiting = "";
  const flush = (): void => {
    if (waiting === "") return;
    const lines = waiting;
    waiting = "";
    write(lines);
  };
  return {
    log: (line) => {
      if (waiting === "") setImmediate(flush);
      waiting += `${JSON.stringify(line)}\n`;
    },
    flush,
  };
}
