// The examples of a paper: a block of commands, and behind it a block of what they print.
import { spawn } from "node:child_process";
import { dirname } from "node:path";

export type Example = { readonly commands: string; readonly prints: readonly string[] };

/** In the order of the paper. A block of commands without one of what it prints is no example. */
export function examplesOf(markdown: string): readonly Example[] {
  const found = markdown.matchAll(/^```sh\n((?:(?!```).*\n)*)```\n+```text\n((?:(?!```).*\n)*)```$/gm);
  return Array.from(found, ([, commands = "", prints = ""]) => ({
    commands,
    prints: prints.trim().split("\n"),
  }));
}

/** The lines that are not printed. `…` stands for anything. */
export function unprinted({ prints }: Example, output: string): readonly string[] {
  const lines = output.split(/\r?\n/);
  return prints.filter((wanted) => {
    const parts = wanted.split("…").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const pattern = new RegExp(`^${parts.join(".*")}$`);
    return !lines.some((line) => pattern.test(line));
  });
}

/** What the commands print on standard output, typed into a shell in `folder`; this Node is the one that they find. */
export function typed(commands: string, folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
    const child = spawn("sh", ["-ec", commands], { cwd: folder, env: { ...process.env, PATH } });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${commands}: ${code}\n${errors}`)),
    );
  });
}
