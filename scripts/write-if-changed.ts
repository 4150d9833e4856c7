// Writes a file whole or not at all, and leaves one alone that is right already: a running service may be reading it.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

function isThere(file: string, content: Uint8Array): boolean {
  try {
    return readFileSync(file).equals(content);
  } catch {
    return false;
  }
}

/** `half` is a name of its own for each process, in the same file system. */
export function writeIfChanged(file: string, content: Uint8Array, half: string): void {
  if (isThere(file, content)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(half, content);
  renameSync(half, file);
}
