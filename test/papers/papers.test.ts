// The papers and the comments speak of what is there: files, commands, sections and rules, and links lead somewhere.
import { describe, expect, it } from "vitest";
import { commentsOf } from "./comments.ts";
import { deadLinks } from "./links.ts";
import { PAPERS, readText, repository, SOURCES } from "./repository.ts";
import { missing, missingRules, missingSections, rulesDefined, sectionsOf } from "./speaks-of.ts";

const there = repository();
const shelf = { is: (path: string) => there.paths.has(path), read: readText };
const sections = (paper: string) => sectionsOf(there.paths.has(paper) ? readText(paper) : "");
const rules = rulesDefined(readText("docs/plan-rules.md"), readText("docs/measured.md"));

it("there are papers, sources, rules and commands to look at", () => {
  expect(PAPERS).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "docs/operations.md"]));
  expect(SOURCES.length).toBeGreaterThan(700);
  expect(rules.size).toBeGreaterThan(50);
  expect(there.commands).toContain("dev");
  expect(there.projects).toContain("papers");
});

describe.each(PAPERS)("%s", (paper) => {
  const text = readText(paper);

  it("has no link that leads nowhere", () => {
    expect(deadLinks(paper, shelf)).toEqual([]);
  });

  it("speaks of files, commands, sections and rules that are there", () => {
    expect([
      ...missing(text, there),
      ...missingSections(text, sections),
      ...missingRules(text, rules),
    ]).toEqual([]);
  });
});

it("every paper is reached from the README", () => {
  const reached = new Set<string>();
  const waiting = ["README.md"];
  for (let paper = waiting.pop(); paper !== undefined; paper = waiting.pop()) {
    if (reached.has(paper)) continue;
    reached.add(paper);
    const folder = paper.includes("/") ? paper.slice(0, paper.lastIndexOf("/") + 1) : "";
    const linked = readText(paper).matchAll(/\]\((?!https?:)([^)#\s]+\.md)/g);
    for (const [, link] of linked) waiting.push(new URL(`${folder}${link}`, "file:///").pathname.slice(1));
  }
  expect(PAPERS.filter((paper) => !reached.has(paper))).toEqual([]);
});

it("every comment speaks of files, commands, sections and rules that are there", () => {
  const wrong = SOURCES.flatMap((path) =>
    commentsOf(path, readText(path)).flatMap(({ line, text }) =>
      [...missing(text, there), ...missingSections(text, sections), ...missingRules(text, rules)].map(
        (what) => `${path}:${line}: ${what}`,
      ),
    ),
  );
  expect(wrong).toEqual([]);
});

it("every rule that an answer of the service names is in the papers", () => {
  const named = SOURCES.filter((path) => path.startsWith("src/")).flatMap((path) =>
    missingRules(readText(path), rules).map((what) => `${path}: ${what}`),
  );
  expect(named).toEqual([]);
});

describe("what is not there is told:", () => {
  const told = (text: string) => [
    ...missing(text, there),
    ...missingSections(text, sections),
    ...missingRules(text, rules),
  ];

  it.each([
    ["a path", "see `src/http/apps.ts`.", ["path src/http/apps.ts"]],
    ["one of several paths", "`src/http/{app,apps}.ts`", ["path src/http/apps.ts"]],
    [
      "a pattern that matches nothing",
      "test/domain/plans/lawz-*.test.ts",
      ["path test/domain/plans/lawz-*.test.ts"],
    ],
    ["a file by its name", "made by plan-jsn.ts", ["file plan-jsn.ts"]],
    ["a paper", "(98-plans.md, update 1)", ["file 98-plans.md"]],
    ["a command", "`npm run debv -- --x`", ["command debv"]],
    ["a project", "npx vitest run --project dmain", ["project dmain"]],
    ["a section", 'docs/wire.md "JSON inn"', ['section "JSON inn" of docs/wire.md']],
    ["a law", "holds by law I15", ["rule I15"]],
    ["a bar", "(S9)", ["rule S9"]],
    ["an update rule", "update rules 1 to 9", ["rule Update 9"]],
    ["rules of events", "made under rules 3", ["rule rules 3"]],
  ])("%s", (_, text, wanted) => {
    expect(told(text)).toEqual(wanted);
  });

  it("nothing of what is", () => {
    const text =
      '`src/http/{app,node}.ts`, test/domain/plans/laws-*.test.ts, plan-json.ts, docs/wire.md "JSON in", `npm run dev`, `npm test`, --project domain, D2, I17, T4, S5, R6, P4, rule 8, update 1 and 2, rules 4 to 8, rules 2, 2024-12-04T00:00:00';
    expect(told(text)).toEqual([]);
  });

  it("a link and an anchor", () => {
    const pages: Record<string, string> = {
      "docs/a.md": "# A b\n[x](b.md) [y](#a-b) [z](../c.md#no) [v](nowhere.md) [w](#nothing)",
      "docs/b.md": "",
      "c.md": "# Yes",
    };
    const made = { is: (path: string) => path in pages, read: (path: string) => pages[path] ?? "" };
    expect(deadLinks("docs/a.md", made)).toEqual(["../c.md#no", "nowhere.md", "#nothing"]);
  });

  it("in comments alone, whatever they look like", () => {
    const code =
      'const a = "// no.ts"; // one.ts\nconst b = `/* no.ts */`;\n/** two.ts\n * three.ts */\n// four\n// five';
    expect(commentsOf("x.ts", code)).toMatchObject([
      { line: 1, text: " one.ts" },
      { line: 3, text: " two.ts three.ts " },
      { line: 5, text: " four five" },
    ]);
    expect(commentsOf("x.toml", "a = 1\n# b\n")).toMatchObject([{ line: 2, text: " b" }]);
  });
});
