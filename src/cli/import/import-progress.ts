// A bar on the terminal that says how far a bulk load is; nothing where nobody watches.
import type { WriteStream } from "node:tty";

const WIDTH = 30;
const REDRAW_MS = 100;

export type Progress = {
  readonly show: (bytes: number, lines: number) => void;
  readonly end: () => void;
};

/** "refs.csv  [######........]  20 %  20,000 lines, 9,500/s" */
export function barText(file: string, share: number, lines: number, seconds: number): string {
  const filled = Math.round(Math.min(share, 1) * WIDTH);
  const bar = "#".repeat(filled).padEnd(WIDTH, ".");
  const rate = seconds > 0 ? Math.round(lines / seconds) : 0;
  const percent = Math.floor(Math.min(share, 1) * 100);
  return `${file}  [${bar}]  ${percent} %  ${lines.toLocaleString("en")} lines, ${rate.toLocaleString("en")}/s`;
}

/** `size` in bytes. */
export function progressOf(
  stream: Pick<WriteStream, "isTTY" | "write">,
  file: string,
  size: number,
): Progress {
  if (!stream.isTTY) return { show: () => {}, end: () => {} };
  const startedAt = Date.now();
  let drawnAt = 0;
  const draw = (bytes: number, lines: number) => {
    drawnAt = Date.now();
    const text = barText(file, size === 0 ? 1 : bytes / size, lines, (drawnAt - startedAt) / 1_000);
    stream.write(`\r\u001B[K${text}`);
  };
  return {
    show: (bytes, lines) => {
      if (Date.now() - drawnAt >= REDRAW_MS) draw(bytes, lines);
    },
    end: () => void stream.write("\r\u001B[K"),
  };
}
