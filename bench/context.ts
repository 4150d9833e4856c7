// What every benchmark gets: how long it may take, a folder of its own, and where it says how far it is.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Tethered } from "../tools/shared/tethered.ts";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

export type Bench = {
  readonly quick: boolean;
  /** A value of the full run, or of the quick one. */
  readonly pick: (full: number, quick: number) => number;
  /** A new, empty folder that is removed at the end. */
  readonly folder: (name: string) => string;
  /** Ends the process when the run ends, however it ends. */
  readonly keep: <T extends { readonly stop: Tethered["stop"] }>(running: T) => T;
  readonly progress: (text: string) => void;
  readonly close: () => Promise<void>;
};

export function openBench(quick: boolean): Bench {
  const root = mkdtempSync(join(tmpdir(), "receivables-edge-bench-"));
  const running: { readonly stop: Tethered["stop"] }[] = [];
  const startedAt = Date.now();
  return {
    quick,
    pick: (full, short) => (quick ? short : full),
    folder: (name) => {
      const path = join(root, name);
      mkdirSync(path, { recursive: true });
      return path;
    },
    keep: (process) => {
      running.push(process);
      return process;
    },
    progress: (text) => {
      const seconds = Math.round((Date.now() - startedAt) / 1_000);
      const line = `[${String(seconds).padStart(4)} s] ${text}`;
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}`);
      else process.stderr.write(`${line}\n`);
    },
    close: async () => {
      for (const one of running.reverse()) await one.stop();
      rmSync(root, { recursive: true, force: true });
      if (process.stderr.isTTY) process.stderr.write("\r\u001b[2K");
    },
  };
}
