// What a text speaks of that is not there: a file, a folder, a command, a project of tests, a paper, a section, a rule.
import type { Repository } from "./repository.ts";

/** The top of a path as papers and comments write it. */
const PATH = /(?<![\w./-])(?:src|test|tools|scripts|bench|docs|drizzle|package|\.ci|\.github)\/[\w.{},*/-]*/g;
const FILE = /(?<![\w./*<>{},-])[\w-]+(?:\.[\w-]+)*\.(?:ts|md|toml|grit|sql)\b(?!\w*\()/g;
const COMMAND = /\bnpm (?:run (?:--silent )?([a-z][\w:]*)|(test(?::\w+)?|start|ci|pack)\b)/g;
const PROJECT = /--project ([a-z]+)/g;

export function missing(text: string, there: Repository): readonly string[] {
  const paths = [...text.matchAll(PATH)].flatMap(([path]) => expanded(path.replace(/[.,/]+$/, "")));
  const files = [...text.matchAll(FILE)].map(([name]) => name);
  const commands = [...text.matchAll(COMMAND)].map(([, run, own]) => run ?? own ?? "");
  const projects = [...text.matchAll(PROJECT)].map(([, name = ""]) => name);
  return [
    ...paths.filter((path) => !isThere(path, there)).map((path) => `path ${path}`),
    ...files.filter((name) => !there.names.has(name)).map((name) => `file ${name}`),
    ...commands.filter((name) => !there.commands.has(name)).map((name) => `command ${name}`),
    ...projects.filter((name) => !there.projects.has(name)).map((name) => `project ${name}`),
  ];
}

function isThere(path: string, { paths }: Repository): boolean {
  if (!path.includes("*")) return paths.has(path);
  const parts = path.split(/(\*+)/).map((part) => {
    if (part.startsWith("**")) return ".*";
    return part === "*" ? "[^/]*" : part.replaceAll(".", "\\.");
  });
  const pattern = new RegExp(`^${parts.join("")}$`);
  return [...paths].some((one) => pattern.test(one));
}

/** `a/{b,c}.ts` is two paths. */
function expanded(path: string): readonly string[] {
  const [, before, choices, after] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(path) ?? [];
  if (before === undefined || choices === undefined) return [path];
  return choices.split(",").flatMap((choice) => expanded(`${before}${choice}${after}`));
}

/** The headings of a paper and the words that begin an item in bold: what a citation can name. */
export function sectionsOf(markdown: string): ReadonlySet<string> {
  const found = withoutFences(markdown).matchAll(/^#+ (.+)$|^(?:[-*] |\d\. )?\*\*(.+?)\.?\*\*/gm);
  return new Set(Array.from(found, ([, heading, bold]) => (heading ?? bold ?? "").replaceAll("`", "")));
}

export const withoutFences = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```/gm, "");

/** `docs/wire.md "JSON in"` where the paper has no such section. */
export function missingSections(text: string, sections: (paper: string) => ReadonlySet<string>): string[] {
  const cited = text.matchAll(/\b(docs\/[\w/-]+\.md),? "([^"]+)"/g);
  return [...cited].flatMap(([, paper = "", section = ""]) =>
    sections(paper).has(section) ? [] : [`section "${section}" of ${paper}`],
  );
}

const RULES = [
  // D1, I17, T4, S5, R6, P4.
  { pattern: /(?<![\w-])(?:[DTSRP]\d|I\d{1,2})(?![\w-])/g, name: (found: string) => [found] },
  // update 5, update rules 1 to 7, update 1 and 2, rule 8, rules 4 to 8; but "rules 2" are those of an event.
  {
    pattern: /\b(?:update|update rules?|rules?) \d(?!\d)(?:(?:,? (?:and|to|or) |, )\d(?!\d))*/gi,
    name: (found: string) =>
      /^rules \d+$/i.test(found)
        ? [found.toLowerCase()]
        : Array.from(found.matchAll(/\d+/g), ([number]) => `Update ${number}`),
  },
] as const;

/** The rules, laws and bars that a text names and the papers do not define. */
export function missingRules(text: string, defined: ReadonlySet<string>): string[] {
  return RULES.flatMap(({ pattern, name }) => [...text.matchAll(pattern)].flatMap(([found]) => name(found)))
    .filter((rule) => !defined.has(rule))
    .map((rule) => `rule ${rule}`);
}

/** What the papers define: `**D1**`, `**Update 3**`, `**rules 2**`, and the first cell of a row of bars. */
export function rulesDefined(...papers: readonly string[]): ReadonlySet<string> {
  const found = papers.flatMap((paper) => [
    ...paper.matchAll(/\*\*((?:[DIT]|Update )\d+|rules \d)\*\*/g),
    ...paper.matchAll(/^\| ([SRP]\d) \|/gm),
  ]);
  return new Set(found.map(([, rule = ""]) => rule));
}
