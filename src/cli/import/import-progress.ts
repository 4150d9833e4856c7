// How far the bulk load of a file is, on the terminal.
import type { WriteStream } from "node:tty";
import { bar, drawnLine } from "../progress-bar.ts";

export type Progress = {
  readonly show: (bytes: number, lines: number) => void;
  readonly end: () => void;
};

/** "refs.csv  [######........]  20 %  20,000 lines, 9,500/s" */
export function barText(file: string, share: number, lines: number, seconds: number): string {
  const rate = seconds > 0 ? Math.round(lines / seconds) : 0;
  const percent = Math.floor(Math.min(share, 1) * 100);
  return `${file}  ${bar(share)}  ${percent} %  ${lines.toLocaleString("en")} lines, ${rate.toLocaleString("en")}/s`;
}

/** `size` in bytes. */
export function progressOf(
  stream: Pick<WriteStream, "isTTY" | "write">,
  file: string,
  size: number,
): Progress {
  const startedAt = Date.now();
  const { show, end } = drawnLine(stream);
  return {
    show: (bytes, lines) =>
      show(() => barText(file, size === 0 ? 1 : bytes / size, lines, (Date.now() - startedAt) / 1_000)),
    end,
  };
}
