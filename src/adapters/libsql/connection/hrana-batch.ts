// A transaction as one request of SQL over HTTP (Hrana 2): begin, each statement where the one before went well, commit,
// or roll back where it did not come to that.
import type { Batch, Row, Statement } from "./database.ts";
import { cellOf, rowsOf, type StatementResult } from "./hrana-values.ts";
import { ServerError } from "./server-error.ts";

const BEGIN = { read: "BEGIN TRANSACTION READONLY", write: "BEGIN IMMEDIATE" } as const;

/** The server keeps texts for the time of a request, but only so many, and none as long as this. */
const MOST_STORED = 30;
const TOO_LONG_TO_STORE = 5_000;

type Problem = { readonly message: string; readonly code?: string | null };
type BatchResult = {
  readonly step_results: readonly (StatementResult | null)[];
  readonly step_errors: readonly (Problem | null)[];
};
/** What the server answers. Nothing of it is believed: what is not as it should be throws. */
export type PipelineAnswer = {
  readonly results: readonly (
    | { readonly type: "ok"; readonly response: { readonly type: string; readonly result?: BatchResult } }
    | { readonly type: "error"; readonly error: Problem }
  )[];
};

/** What the server says is wrong. */
export const serverError = ({ code, message }: Problem, statementIndex = 0): ServerError =>
  new ServerError(code ?? "UNKNOWN", message, statementIndex);

/** The texts that stand in more than one of the statements; they travel once. */
function repeatedTexts(statements: readonly Statement[]): readonly string[] {
  const once = new Set<string>();
  const repeated = new Set<string>();
  for (const { sql } of statements) (once.has(sql) ? repeated : once).add(sql);
  return [...repeated].filter((sql) => sql.length < TOO_LONG_TO_STORE).slice(0, MOST_STORED);
}

/** The body of the request that runs the statements in one transaction. */
export function pipelineBody(statements: readonly Statement[], mode: Parameters<Batch>[1]): string {
  const stored = new Map(repeatedTexts(statements).map((sql, id) => [sql, id]));
  const textOf = (sql: string) => {
    const id = stored.get(sql);
    return id === undefined ? { sql } : { sql_id: id };
  };
  const after = (step: number) => ({ type: "ok", step });
  const last = statements.length;
  const steps = [
    { stmt: { sql: BEGIN[mode], want_rows: false } },
    ...statements.map(({ sql, args }, step) => ({
      condition: after(step),
      stmt: { ...textOf(sql), args: args.map(cellOf), want_rows: true },
    })),
    { condition: after(last), stmt: { sql: "COMMIT", want_rows: false } },
    { condition: { type: "not", cond: after(last + 1) }, stmt: { sql: "ROLLBACK", want_rows: false } },
  ];
  return JSON.stringify({
    requests: [
      ...[...stored].map(([sql, id]) => ({ type: "store_sql", sql_id: id, sql })),
      { type: "batch", batch: { steps } },
      { type: "close" },
    ],
  });
}

/** The rows of each of so many statements, in order; throws `ServerError` for the first step that failed. */
export function pipelineRows({ results }: PipelineAnswer, count: number): Row[][] {
  let batch: BatchResult | undefined;
  for (const result of results) {
    if (result.type === "error") throw serverError(result.error);
    if (result.response.type === "batch") batch = result.response.result;
  }
  if (batch === undefined) throw new ServerError("PROTOCOL", "the server answered no batch");
  const commit = count + 1;
  for (let step = 0; step <= commit; step += 1) {
    const error = batch.step_errors[step] ?? null;
    if (error !== null) throw serverError(error, step === 0 || step === commit ? 0 : step - 1);
    if ((batch.step_results[step] ?? null) === null)
      throw new ServerError("TRANSACTION_CLOSED", "a statement was not run", Math.max(step - 1, 0));
  }
  return batch.step_results.slice(1, commit).map((result) => (result === null ? [] : rowsOf(result)));
}
