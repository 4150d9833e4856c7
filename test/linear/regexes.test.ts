// Every pattern of the source takes linear time on any text; where it can match without bound, that is proven.
import { checkSync } from "recheck";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { nodesOf, sourceFiles, sourceOf, treeOf } from "../support/source-tree.ts";

type Pattern = { readonly file: string; readonly source: string; readonly flags: string };

const UNBOUNDED = /[*+]|\{\d+,\}/;

/** Whether a pattern can match texts of any length: a repeat without an end, outside classes and escapes. */
const isUnbounded = (source: string): boolean =>
  UNBOUNDED.test(source.replace(/\\[\s\S]/g, "").replace(/\[[^\]]*\]/g, ""));

/** What is wrong with a pattern; null when it is linear, which for an unbounded one must be proven, not only tried. */
function problemOf({ source, flags }: Pick<Pattern, "source" | "flags">): string | null {
  const checked = checkSync(source, flags, { timeout: 20_000, randomSeed: 1 });
  if (checked.status === "vulnerable") return checked.complexity.summary;
  if (checked.status === "unknown") return `not known: ${checked.error.kind}`;
  return checked.checker === "automaton" || !isUnbounded(source) ? null : "tried, not proven";
}

/** The patterns of a file, and of the scripts for browsers that it holds as text. */
const literalsOf = (file: string, code: string): readonly Pattern[] =>
  [...nodesOf(treeOf(code))].flatMap(({ regex, type, value }) => {
    const { raw = "" } = type === "TemplateElement" ? (value as { raw?: string }) : {};
    if (raw.trimStart().startsWith("'use strict'")) return literalsOf(file, raw);
    if (regex === undefined) return [];
    const { pattern, flags } = regex as { pattern: string; flags: string };
    return [{ file, source: pattern, flags }];
  });

/** How often a file makes a pattern out of text. */
const constructionsIn = (code: string): number =>
  [...nodesOf(treeOf(code))].filter(
    ({ type, callee }) =>
      (type === "NewExpression" || type === "CallExpression") &&
      (callee as { name?: string } | undefined)?.name === "RegExp",
  ).length;

const files = sourceFiles();
const literals = files.flatMap((file) => literalsOf(file, sourceOf(file)));
const constructing = files.filter((file) => constructionsIn(sourceOf(file)) > 0);

describe("the checker", () => {
  beforeAll(() => vi.stubEnv("RECHECK_SYNC_BACKEND", "pure"));
  afterAll(() => vi.unstubAllEnvs());

  it.each([
    ["(a+)+$", ""],
    ["\\s+$", ""],
    ["^\\s*\\d{4}\\s*Z?\\s*$", ""],
    ["0+$", ""],
    ["T.*Z$", ""],
    ["^([0-9]+\\.?[0-9]*)$", ""],
    ["\\B(?=(?:\\d{3})+$)", "g"],
    ['"(?:[^"\\\\]|\\\\.)*"', "g"],
    ["(?<=a+)b", ""],
  ])("reports /%s/%s", (source, flags) => {
    expect(problemOf({ source, flags })).not.toBeNull();
  });

  it("finds patterns wherever they stand", () => {
    const code =
      'const a = /x+/g.test(""); class B { c = ((d: string) => d.match(/y/u)) }; new RegExp("z"); RegExp("w")';
    expect(literalsOf("f", code)).toEqual([
      { file: "f", source: "x+", flags: "g" },
      { file: "f", source: "y", flags: "u" },
    ]);
    expect(constructionsIn(code)).toBe(2);
    const script = "const s = String.raw`\n'use strict';\nf(/\\s+$/);`";
    expect(literalsOf("f", script)).toEqual([{ file: "f", source: "\\s+$", flags: "" }]);
    expect(literals.length).toBeGreaterThan(80);
    expect(["a{2,}", "[*]b+", "\\*a*"].every(isUnbounded)).toBe(true);
    expect(["a{2,9}", "[*+]", "\\+\\*"].some(isUnbounded)).toBe(false);
  });

  it.each(literals.map((pattern) => [pattern.file, `/${pattern.source}/${pattern.flags}`, pattern] as const))(
    "passes %s %s",
    (_file, _shown, pattern) => {
      expect(problemOf(pattern)).toBeNull();
    },
  );

  it.each(constructing)("passes what %s makes out of text", async (file) => {
    const made: { source: string; flags: string }[] = [];
    const BuiltIn = RegExp;
    const Recording = new Proxy(BuiltIn, {
      construct: (target, given) => {
        const pattern = Reflect.construct(target, given) as RegExp;
        if (new Error().stack?.includes(file) === true) made.push(pattern);
        return pattern;
      },
    });
    vi.resetModules();
    vi.stubGlobal("RegExp", Recording);
    try {
      await import(/* @vite-ignore */ new URL(`../../${file}`, import.meta.url).href);
    } finally {
      vi.unstubAllGlobals();
    }
    // One that is made later, in a call, would be missed: there must be none.
    expect(made).toHaveLength(constructionsIn(sourceOf(file)));
    for (const { source, flags } of made)
      expect(problemOf({ source, flags }), `/${source}/${flags}`).toBeNull();
  });
});
