// A line on the terminal that is drawn over and over and says how far something is.

const BAR_WIDTH = 30;
const REDRAW_MS = 100;

/** "[######........]" for a share of 0 to 1. */
export function bar(share: number): string {
  const filled = Math.round(Math.min(share, 1) * BAR_WIDTH);
  return `[${"#".repeat(filled).padEnd(BAR_WIDTH, ".")}]`;
}

type Terminal = { readonly isTTY?: boolean; readonly write: (text: string) => boolean };

export type DrawnLine = {
  /** Draws the text where the last one is, unless that was drawn just now. */
  readonly show: (text: () => string) => void;
  /** Takes the line away. */
  readonly end: () => void;
};

/** A line that is drawn on a terminal; nothing where nobody watches. */
export function drawnLine(stream: Terminal): DrawnLine {
  if (stream.isTTY !== true) return { show: () => {}, end: () => {} };
  let drawnAt = 0;
  return {
    show: (text) => {
      if (Date.now() - drawnAt < REDRAW_MS) return;
      drawnAt = Date.now();
      stream.write(`\r\u001B[K${text()}`);
    },
    end: () => void stream.write("\r\u001B[K"),
  };
}
