// A start that fails says why in one line: what was tried, and the code of what went wrong; never a value or a stack.
import { endProcess } from "./end-process.ts";

/** The first code among an error and its causes: SQLITE_NOTADB, ECONNREFUSED, EADDRINUSE. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string" && /^\w{2,40}$/.test(at.code)) return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
  }
  const isPlain = !(error instanceof Error) || error.name === "Error" || error.name === "TypeError";
  return isPlain ? "no answer" : error.name;
}

/** What `work` gives; when it fails, one line on standard error and the end of the process. */
export async function orExit<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    console.error(`${what}: ${codeOf(error)}.`);
    return endProcess(1);
  }
}
