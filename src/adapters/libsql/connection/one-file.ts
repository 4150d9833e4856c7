// An embedded file as one request sees it: what was read of one file is never written to another that took its place.
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import type { Database } from "./database.ts";
import type { FileDatabase } from "./embedded-file.ts";
import { FileTrouble } from "./file-mark.ts";

/** The same database; throws `StoreUnavailable` once another file lies at the path than at the first trip. */
export function inOneFile(file: FileDatabase): Database {
  let first: number | undefined;
  const check = (): void => {
    first ??= file.generation();
    if (file.generation() !== first) throw new StoreUnavailable(new FileTrouble("FILE_REPLACED"));
  };
  return {
    read: async (statements) => {
      check();
      return file.read(statements);
    },
    write: async (statements) => {
      check();
      return file.write(statements);
    },
    checkPlace: async () => file.checkPlace(),
    close: () => {},
  };
}
