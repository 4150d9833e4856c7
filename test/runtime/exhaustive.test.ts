// A new member or kind does not compile until every place that has to know of it does: each case adds one to a copy of
// the core, and names the files that the compiler then asks to be filled in. `docs/architecture.md` tells these lists.
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

const folder = temporaryFolder();
const at = (file: string) => join(folder.path, "domain", file);

beforeAll(() => {
  cpSync(join(ROOT, "src/domain"), join(folder.path, "domain"), { recursive: true });
  const options = {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: { types: [] },
    include: ["domain"],
  };
  writeFileSync(join(folder.path, "tsconfig.json"), JSON.stringify(options));
  writeFileSync(join(folder.path, "package.json"), JSON.stringify({ type: "module" }));
});
afterAll(() => folder.remove());

/** The files of the core that do not compile, in order. */
function wrongFiles(): readonly string[] {
  const tsc = join(ROOT, "node_modules/.bin/tsc");
  const { stdout } = spawnSync(tsc, ["-p", folder.path, "--pretty", "false"], {
    cwd: folder.path,
    encoding: "utf8",
  });
  return [
    ...new Set(stdout.matchAll(/^domain\/(\S+?)\(\d+,\d+\): error/gm).map(([, file = ""]) => file)),
  ].toSorted();
}

/** What does not compile once `text` stands for `anchor`, which the file must have once; the file is put back. */
function wrongAfter(file: string, anchor: string, text: string): readonly string[] {
  const code = readFileSync(at(file), "utf8");
  expect(code.split(anchor), `${anchor} in ${file}`).toHaveLength(2);
  writeFileSync(
    at(file),
    code.replace(anchor, () => text),
  );
  try {
    return wrongFiles();
  } finally {
    writeFileSync(at(file), code);
  }
}

/** A member added behind the line that opens its type. */
const member = (opening: string, added = "readonly added: number;") =>
  [opening, `${opening}\n  ${added}`] as const;

it("compiles as it is", () => {
  expect(wrongFiles()).toEqual([]);
});

describe("a new member has to be filled in", () => {
  it.each([
    ["of a plan", "plans/plan.ts", member("export type PlanState = {"), []],
    ["of a stored plan", "plans/plan.ts", member("export type Plan = PlanState & {"), []],
    ["of the terms", "plans/plan.ts", member("export type Terms = {"), []],
    ["of an instalment", "plans/plan.ts", member("export type InstalmentFacts = {"), []],
    ["of a payment", "plans/plan.ts", member("export type Payment = {"), []],
    ["of a difference", "plans/difference/difference.ts", member("export type Difference = {"), []],
    ["of the totals", "plans/totals.ts", member("export type Totals = {"), []],
    ["of an update", "plans/commands/plan-command.ts", member("export type UpdatePlan = {"), []],
    ["of a payment's command", "plans/commands/plan-command.ts", member("export type RecordPayment = {"), []],
    [
      "of the policy",
      "plans/commands/plan-command.ts",
      ["export type Policy = { ", "export type Policy = { readonly added: number; "],
      [],
    ],
    ["of an event", "plans/history/plan-event.ts", member("export type PlanEvent = {"), []],
    ["of a kept event", "plans/history/kept-history.ts", member("export type KeptEvent = {"), []],
    ["of who a contact is", "contacts/contact.ts", member("export type ContactDraft = {"), []],
    [
      "text of who a contact is",
      "contacts/contact.ts",
      member("export type ContactDraft = {", "readonly added: string;"),
      [],
    ],
    ["of the credit facts", "contacts/contact.ts", member("export type ContactExtra = {"), []],
    [
      "text of the credit facts",
      "contacts/contact.ts",
      member("export type ContactExtra = {", "readonly added: string | null;"),
      [],
    ],
    ["of a reference", "references/payment-reference.ts", member("export type PaymentReference = {"), []],
  ] as const)("%s", (_, file, [anchor, text], wanted) => {
    expect(wrongAfter(file, anchor, text)).toEqual(wanted);
  });
});

describe("a new kind has to be filled in", () => {
  it.each([
    [
      "of command",
      "plans/commands/plan-command.ts",
      [
        "export type ChangePlan = UpdatePlan",
        'export type AddedCommand = { readonly kind: "added" };\nexport type ChangePlan = AddedCommand | UpdatePlan',
      ],
      [],
    ],
    [
      "of contact event",
      "events/recorded-event.ts",
      [
        '  | { readonly kind: "extra-saved";',
        '  | { readonly kind: "added"; readonly before: null; readonly after: null }\n  | { readonly kind: "extra-saved";',
      ],
      [],
    ],
    [
      "of reference event",
      "events/recorded-event.ts",
      ['readonly kind: "deactivated"', 'readonly kind: "added" | "deactivated"'],
      [],
    ],
    ["of claim", "plans/difference/claims.ts", member("export type ClaimFacts = {"), []],
    [
      "of reading",
      "plans/difference/changed-rows.ts",
      ["export const READINGS = [", 'export const READINGS = [\n  "extra",'],
      [],
    ],
    [
      "of warning",
      "plans/difference/warnings.ts",
      ["export type PlanWarning =", 'export type PlanWarning =\n  | { readonly tag: "ADDED" }'],
      [],
    ],
  ] as const)("%s", (_, file, [anchor, text], wanted) => {
    expect(wrongAfter(file, anchor, text)).toEqual(wanted);
  });
});
