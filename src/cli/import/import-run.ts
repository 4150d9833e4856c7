// Takes one file through its loader, a chunk at a time. Each chunk is one transaction, so a load that was killed has
// stored whole chunks; run again, it finds those unchanged and goes on behind them.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "../../adapters/libsql/connection/database.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import { readLines } from "./import-lines.ts";
import type { Outcome, Report } from "./import-report.ts";
import type { Item, Loader } from "./loader.ts";

export type Run = {
  /** A database for one chunk: the trips of a remote one share a deadline. */
  readonly connect: () => Database;
  readonly stamp: () => Stamp;
  readonly report: Report;
  /** Bytes read of the file, and lines that are done. */
  readonly onProgress: (bytes: number, lines: number) => void;
};

/** Loads the file. Throws `FileUnusable`, or what the database throws. */
export async function loadFile<T>(loader: Loader<T>, path: string, run: Run): Promise<void> {
  const { connect, stamp, report, onProgress } = run;
  let [bytes, lines] = [0, 0];
  const done = (number: number, outcome: Outcome, reason: string) => {
    lines += 1;
    report.add([{ number, outcome, reason }]);
  };

  /** Stores the items chunk by chunk; those that have to wait come back. */
  const store = async (items: readonly Item<T>[], isStuck: boolean): Promise<Item<T>[]> => {
    const waiting: Item<T>[] = [];
    for (let at = 0; at < items.length; at += loader.chunkSize) {
      const chunk = items.slice(at, at + loader.chunkSize);
      const loaded = await loader.load(connect(), chunk, stamp(), isStuck ? items : null);
      report.add(loaded.outcomes);
      lines += loaded.outcomes.length;
      waiting.push(...loaded.waiting);
      onProgress(bytes, lines);
      // An embedded database answers at once and frees what it used only between turns of the event loop.
      await nextTurn();
    }
    return waiting;
  };

  const seen = new Set<string | number>();
  let chunk: Item<T>[] = [];
  let waiting: Item<T>[] = [];
  const flush = async () => {
    waiting.push(...(await store(chunk, false)));
    chunk = [];
  };
  for await (const line of readLines(path, loader.columns, (read) => {
    bytes = read;
  })) {
    const { number } = line;
    const read = "problem" in line ? ({ ok: false, error: line.problem } as const) : loader.read(line.fields);
    if (!read.ok) {
      done(number, "refused", read.error);
      continue;
    }
    const key = loader.keyOf(read.value);
    if (key !== null && seen.has(key)) {
      done(number, "refused", "A line before it in this file is about the same.");
      continue;
    }
    if (key !== null) seen.add(key);
    const [first] = chunk;
    if (chunk.length >= loader.chunkSize || (first && !loader.together(first.value, read.value)))
      await flush();
    chunk.push({ number, value: read.value });
  }
  await flush();

  for (let before = Number.POSITIVE_INFINITY; waiting.length > 0; ) {
    const isStuck = waiting.length === before;
    before = waiting.length;
    waiting = await store(waiting, isStuck);
  }
}
