// The one way to the database: a batch of reads in one trip, or an atomic batch of writes in one trip.
import { StoreBlocked, StoreUnavailable, TooLargeForStore } from "../../../domain/ports/store-errors.ts";
import { ServerError } from "./server-error.ts";

export type Value = string | bigint | number | null | ArrayBuffer;
export type Row = Readonly<Record<string, Value>>;
export type Statement = { readonly sql: string; readonly args: Value[] };

/**
 * What a write comes to, kept with the idempotency key of its request where there is one. `select` gives the subject,
 * its id and its version, no row where the write was refused; left out, it is the newest event of the batch.
 */
export type Effect = { readonly select?: Statement; readonly dto?: string | null };

export type Database = {
  /** Runs the statements in one read transaction; rows of each, in order. */
  read(statements: readonly Statement[]): Promise<Row[][]>;
  /**
   * Runs the statements in one write transaction, all or none; rows of each `returning`, in order. The effect is for a
   * database that claims an idempotency key with the write; others have no use for it.
   */
  write(statements: readonly Statement[], effect?: Effect): Promise<Row[][]>;
  /** Where the database can tell: throws `StoreUnavailable` when a write would find no room, or the last one failed. */
  checkPlace?(): Promise<void>;
  close(): void;
};

/** Runs the statements in one transaction of the kind, all or none; rows of each, in order. */
export type Batch = (statements: readonly Statement[], mode: "read" | "write") => Promise<Row[][]>;

/** The database refused a statement of a batch by a constraint; nothing of the batch was kept. */
export class ConstraintBroken extends Error {
  readonly statementIndex: number;
  constructor(statementIndex: number, cause: unknown) {
    super("a constraint of the database was broken", { cause });
    this.name = "ConstraintBroken";
    this.statementIndex = statementIndex;
  }
}

/** A server's batches as a database, their errors sorted into those above; bugs pass through. */
export function databaseOf(batch: Batch): Database {
  const run: Batch = async (statements, mode) => {
    try {
      return await batch(statements, mode);
    } catch (error) {
      throw sortedError(error, error instanceof ServerError ? error.statementIndex : 0);
    }
  };
  return {
    read: (statements) => run(statements, "read"),
    write: (statements) => run(statements, "write"),
    // Nothing is held between batches.
    close: () => {},
  };
}

/** What SQLite and libSQL servers say of too much; bound values that are too long have only words for it. */
const TOO_LARGE = /^(?:RESPONSE_TOO_LARGE|SQLITE_TOOBIG|SQL_STORE_TOO_LARGE)$/;

/** Codes that a wrong statement of ours would give: a bug, not an outage. */
const OUR_FAULT = /^(SQLITE_ERROR|SQLITE_MISMATCH|SQLITE_RANGE|SQL_|ARGS_|URL_)/;

/** What an error of libSQL means for the caller; `statementIndex` is the statement of the batch that failed. */
export function sortedError(error: unknown, statementIndex: number): unknown {
  const code = codeOf(error);
  if (code === null) return new StoreUnavailable(error);
  // The operator's word, given to the server by `npm run tenant -- block`.
  if (code === "BLOCKED") return new StoreBlocked(error);
  if (code.startsWith("SQLITE_CONSTRAINT")) return new ConstraintBroken(statementIndex, error);
  const said = error instanceof Error ? error.message : "";
  if (TOO_LARGE.test(code) || (code === "ARGS_INVALID" && said.includes("too big")))
    return new TooLargeForStore(error);
  return OUR_FAULT.test(code) ? error : new StoreUnavailable(error);
}

/** The embedded library has errors of its own, with the same codes. */
function codeOf(error: unknown): string | null {
  if (error instanceof ServerError) return error.code;
  if (!(error instanceof Error) || error.name !== "SqliteError") return null;
  return "code" in error && typeof error.code === "string" ? error.code : null;
}
