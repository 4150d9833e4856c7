// What every command does with its words: --help says how it is called, a wrong one is told in a line.
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** Prints how the command is called, and ends, where that is what was asked for. */
export function helpIfAsked(usage: string): void {
  if (!process.argv.slice(2).some((word) => word === "--help" || word === "-h")) return;
  console.log(usage);
  process.exit(0);
}

/** One line of what is wrong, how the command is called, and the end with exit code 2. */
export function refuse(problem: string, usage: string): never {
  console.error(`${problem}\n${usage}`);
  return process.exit(2);
}

/** The options that were given. */
export function optionsOf<T extends ParseArgsOptionsConfig>(usage: string, options: T) {
  helpIfAsked(usage);
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : "The options cannot be read.", usage);
  }
}
