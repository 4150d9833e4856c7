// Embedded files of many tenants: each is opened when it is first asked for, and the one that was used longest ago is
// closed again when there are too many.
import { existsSync } from "node:fs";
import { StoreBlocked, StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import type { Database } from "./database.ts";
import type { FileDatabase } from "./embedded-file.ts";
import { filePathOf } from "./file-folder.ts";
import { FileTrouble } from "./file-mark.ts";
import { inOneFile } from "./one-file.ts";

/** Lies beside a file that nobody may read or write for a while. */
export const blockMarkOf = (path: string): string => `${path}.blocked`;

/** For all files together; each may keep its share in memory. */
const CACHE_KIB = 256 * 1024;
const LEAST_CACHE_KIB = 1024;

type Open = { readonly file: FileDatabase; running: number };

export type FilePool = {
  /** The file of a `file:` URL as one request sees it. `StoreUnavailable` where there is none: none is ever made. */
  readonly open: (url: string) => Database;
  /** Brings every log into its file and closes all; the paths of those where another process was in the way. */
  readonly close: () => readonly string[];
  readonly size: () => number;
};

/** `mostOpen` files at once, beside those that are being written just then; `openFile` opens one that is there. */
export function filePool(
  mostOpen: number,
  openFile: (path: string, cacheKib: number) => FileDatabase,
): FilePool {
  const files = new Map<string, Open>();
  const cacheKib = Math.max(LEAST_CACHE_KIB, Math.floor(CACHE_KIB / mostOpen));

  const shut = (path: string, { file }: Open): boolean => {
    files.delete(path);
    try {
      return file.checkpoint();
    } catch {
      return false;
    } finally {
      file.close();
    }
  };

  const makeRoom = (): void => {
    for (const [path, open] of files) {
      if (files.size < mostOpen) return;
      if (open.running === 0) shut(path, open);
    }
  };

  const opened = (path: string): Open => {
    if (existsSync(blockMarkOf(path))) throw new StoreBlocked();
    const known = files.get(path);
    if (!existsSync(path)) {
      // Removed: what is put there later is another file, and nothing of this one is for it.
      if (known?.running === 0) shut(path, known);
      throw new StoreUnavailable(new FileTrouble("FILE_MISSING"));
    }
    if (known !== undefined) {
      files.delete(path);
      files.set(path, known);
      return known;
    }
    makeRoom();
    try {
      const open = { file: openFile(path, cacheKib), running: 0 };
      files.set(path, open);
      return open;
    } catch (error) {
      throw error instanceof StoreUnavailable ? error : new StoreUnavailable(error);
    }
  };

  return {
    open: (url) => {
      const path = filePathOf(url);
      let seen: { readonly file: FileDatabase; readonly database: Database } | undefined;
      const use = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
        const open = opened(path);
        if (seen?.file !== open.file) seen = { file: open.file, database: inOneFile(open.file) };
        open.running += 1;
        try {
          return await work(seen.database);
        } finally {
          open.running -= 1;
        }
      };
      return {
        read: (statements) => use((database) => database.read(statements)),
        write: (statements) => use((database) => database.write(statements)),
        checkPlace: () => use(async (database) => database.checkPlace?.()),
        close: () => {},
      };
    },
    close: () => [...files].flatMap(([path, open]) => (shut(path, open) ? [] : [path])),
    size: () => files.size,
  };
}
