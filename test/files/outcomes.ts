// What a reader gave, for tests that know which of the two it must be.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../../src/domain/values/result.ts";
import type { FileRefusal } from "../../src/files/file-refusal.ts";
import { refusalSentence } from "../../src/files/refusal-sentence.ts";

export const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, "../samples/files", name)));

export function readOf<T>(outcome: Result<T, FileRefusal>): T {
  if (!outcome.ok) throw new Error(refusalSentence(outcome.error));
  return outcome.value;
}

export function refusalOf(outcome: Result<unknown, FileRefusal>): FileRefusal {
  if (outcome.ok) throw new Error("it was read");
  return outcome.error;
}
