// Starts the project's own commands for tests and ends each by its own id.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Running = {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Waits for text in the output; fails when the process ends first or the time is over. */
  readonly prints: (text: string, timeoutMs?: number) => Promise<void>;
  readonly ended: Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
};

/** Runs a script of the project under this Node. */
export function run(script: string, env: Record<string, string>, args: readonly string[] = []): Running {
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env: { ...process.env, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  return {
    process: child,
    output: () => output,
    ended,
    prints: async (text, timeoutMs = 60_000) => {
      for (const giveUpAt = Date.now() + timeoutMs; !output.includes(text); ) {
        if (gone || Date.now() > giveUpAt) throw new Error(`"${text}" was not printed:\n${output}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a command line as a person would paste it; what it prints on standard output. */
export function shell(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["-c", line], { cwd: ROOT });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${line}: ${code}\n${errors}`)),
    );
  });
}

/** Ids of processes whose command line holds the text. */
export async function processesWith(text: string): Promise<readonly string[]> {
  const lines = (await shell("ps -eo pid,args")).split("\n").filter((line) => line.includes(text));
  return lines.map((line) => line.trim());
}
