// The built document under every rule that Redocly and Spectral recommend, but for the exceptions that have a reason.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { EXCEPTIONS, type Exception } from "../../tools/openapi-check/exceptions.ts";
import { lint, type Problem } from "../../tools/openapi-check/linters.ts";
import { ROOT } from "../support/processes.ts";

const DOCUMENT = join(ROOT, "dist/assets/openapi.json");
/** An operation without a description, an answer or a known tag, and an example that its schema refuses. */
const FAULTY = join(ROOT, ".vitest/openapi/faulty.json");
const faulty = {
  openapi: "3.1.1",
  info: { title: "Faulty", version: "1" },
  servers: [{ url: "/" }],
  paths: {
    "/one": {
      get: {
        tags: ["unknown"],
        responses: {
          200: { description: "", content: { "text/plain": { schema: { type: "integer" }, example: "no" } } },
        },
      },
    },
  },
};

/** Of a machine that does much else. */
const TIMEOUT_MS = 60_000;

const allows = ({ tool, rule, where, says }: Exception, problem: Problem): boolean =>
  tool === problem.tool && rule === problem.rule && where.test(problem.where) && says.test(problem.says);

const shown = ({ tool, rule, where, says }: Problem): string => `${tool} ${rule} ${where}: ${says}`;

let found: readonly Problem[];
beforeAll(async () => {
  mkdirSync(join(ROOT, ".vitest/openapi"), { recursive: true });
  writeFileSync(FAULTY, JSON.stringify(faulty));
  found = await lint([DOCUMENT, FAULTY]);
}, TIMEOUT_MS);

const of = (file: string): readonly Problem[] => found.filter((problem) => problem.file === file);

describe("the document", () => {
  it("keeps to every recommended rule but for the named exceptions", () => {
    const others = of(DOCUMENT).filter((problem) => !EXCEPTIONS.some((named) => allows(named, problem)));
    expect(others.map(shown)).toEqual([]);
  });

  it.each(EXCEPTIONS)("needs the exception of $tool from $rule: $reason", (named) => {
    expect(named.reason).toMatch(/\S/);
    expect(of(DOCUMENT).some((problem) => allows(named, problem))).toBe(true);
  });
});

it("a document with faults is told them by both linters", () => {
  const rules = of(FAULTY).map(({ tool, rule }) => `${tool} ${rule}`);
  expect(rules).toEqual(
    expect.arrayContaining([
      "redocly no-invalid-media-type-examples",
      "redocly operation-4xx-response",
      "spectral oas3-valid-media-example",
      "spectral operation-description",
      "spectral operation-tag-defined",
    ]),
  );
});
