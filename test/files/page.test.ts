// docs/files.md: its example runs, its line is one that is written, its mapping reads a file.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import * as files from "../../package/files.ts";
import { ROOT } from "../support/processes.ts";
import { readOf, sample } from "./outcomes.ts";

const PAGE = readFileSync(join(ROOT, "docs/files.md"), "utf8");
const SAMPLES = join(ROOT, "test/samples/files");

/** What the fenced block of a language holds. */
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([^\`]*)\`\`\``).exec(PAGE)?.[1] ?? "";

it("its example prints the one form, with the line that the page shows", () => {
  const entry = pathToFileURL(join(ROOT, "package/files.ts")).href;
  const code = block("ts").replace('"receivables-edge/files"', JSON.stringify(entry));
  expect(code).toContain(entry);
  const args = ["--input-type=module", "-e", code];
  const printed = execFileSync(process.execPath, args, { cwd: SAMPLES, encoding: "utf8" });
  expect(printed.split("\n")).toContain(block("json").trim());
  expect(readOf(files.readRemittance(printed)).lines).toHaveLength(7);
});

it("its mapping reads a file", async () => {
  const mapping: unknown = JSON.parse(/`(\{"account"[^`]*)`/.exec(PAGE)?.[1] ?? "");
  const checked = readOf(files.checkMapping(mapping));
  expect(
    readOf(await files.readMappedCsv(sample("deductions.csv"), { ...checked, skip: 1 })).lines,
  ).toHaveLength(2);
});

it("every reader is in its table", () => {
  const readers = Object.keys(files).filter((name) => /^read[A-Z]/.test(name));
  expect(readers.length).toBe(6);
  for (const name of readers) expect(PAGE).toContain(`| \`${name}\` |`);
});
