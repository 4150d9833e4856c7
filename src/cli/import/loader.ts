// What an import needs to know of one kind of file: how its lines are read, and how they are stored.
import type { Database } from "../../adapters/libsql/connection/database.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import type * as fields from "./import-fields.ts";
import type { Columns, Fields } from "./import-lines.ts";
import type { LineOutcome } from "./import-report.ts";

/** A line that was read. */
export type Item<T> = { readonly number: number; readonly value: T };

/** Stored, or not yet: what waits is tried again when the rest of the file is there. */
export type Loaded<T> = { readonly outcomes: readonly LineOutcome[]; readonly waiting: readonly Item<T>[] };

export type Loader<T> = {
  readonly columns: Columns;
  readonly read: (fields: Fields) => fields.Read<T>;
  /** What no two lines of a file may share; null where lines may be repeated. */
  readonly keyOf: (value: T) => string | number | null;
  readonly chunkSize: number;
  /** Whether two lines may be stored in one chunk. */
  readonly together: (one: T, other: T) => boolean;
  readonly load: (
    database: Database,
    items: readonly Item<T>[],
    stamp: Stamp,
    /** All that still wait, when waiting longer is of no use: then none may wait any more. Null before that. */
    stuck: readonly Item<T>[] | null,
  ) => Promise<Loaded<T>>;
};
