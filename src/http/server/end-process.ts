// How a process that did something ends: a moment after its last word.

/**
 * Long enough for what is being compiled in the background to be done. `process.exit` waits for that, and where it needs a
 * collection of garbage, which the main thread no longer makes, it waits for ever
 * (nodejs/node issue 54918; some 1 end of 500 on a busy machine).
 */
const MOMENT_MS = 100;

/** Ends the process with the exit code. */
export async function endProcess(code: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  return process.exit(code);
}
