// A new member or kind does not compile until every place that has to know of it does. Each case adds one to a copy of
// the core, and expects the compiler to name just the files that are to be filled in.
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

const folder = temporaryFolder();
const pathOf = (file: string) => join(folder.path, "domain", file);

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
  const files = stdout.matchAll(/^domain\/(\S+?)\(\d+,\d+\): error/gm);
  return [...new Set(Array.from(files, ([, file = ""]) => file))].sort();
}

/** The same once `text` stands in place of `anchor`, which must be in the file once. The file is put back. */
function wrongWith(file: string, anchor: string, text: string): readonly string[] {
  const code = readFileSync(pathOf(file), "utf8");
  expect(code.split(anchor), `"${anchor}" in ${file}`).toHaveLength(2);
  writeFileSync(
    pathOf(file),
    code.replace(anchor, () => text),
  );
  try {
    return wrongFiles();
  } finally {
    writeFileSync(pathOf(file), code);
  }
}

it("the core compiles as it is", () => {
  expect(wrongFiles()).toEqual([]);
});

const PLAN = "plans/plan.ts";
const COMMANDS = "plans/commands/plan-command.ts";
const CONTACT = "contacts/contact.ts";
const NUMBER = "readonly added: number;";

describe("a new member", () => {
  it.each([
    [
      "of a plan: made, verified and told",
      ...[PLAN, "type PlanState = {", NUMBER],
      ["plans/commands/create-plan.ts", "plans/plan-members.ts"],
    ],
    [
      "of a stored plan: made and verified",
      ...[PLAN, "type Plan = PlanState & {", NUMBER],
      ["plans/commands/preview.ts", "plans/history/plan-at-version.ts", "plans/history/verify-kept.ts"],
    ],
    [
      "of the terms: set, compared, told and read back",
      ...[PLAN, "type Terms = {", NUMBER],
      [
        "plans/bulk/terms-patch.ts",
        "plans/commands/update-plan.ts",
        "plans/difference/terms-claims.ts",
        "plans/history/command-text.ts",
      ],
    ],
    [
      "of an instalment: made, compared, and written in the text of a difference",
      ...[PLAN, "type InstalmentFacts = {", NUMBER],
      [
        "plans/difference/changed-rows.ts",
        "plans/history/difference-text.ts",
        "plans/plan.ts",
        "plans/recalculate/recalculate.ts",
      ],
    ],
    [
      "of a difference: found, written and read back",
      ...["plans/difference/difference.ts", "type Difference = {", NUMBER],
      ["plans/difference/difference.ts", "plans/history/difference-text.ts"],
    ],
    [
      "of an update: asked for, compared and read back",
      ...[COMMANDS, "type UpdatePlan = {", NUMBER],
      [
        "plans/bulk/terms-patch.ts",
        "plans/commands/update-plan.ts",
        "plans/history/command-text.ts",
        "plans/schedule/choice-on-plan.ts",
      ],
    ],
    [
      "of the command of a payment: asked for and read back",
      ...[COMMANDS, "type RecordPayment = {", NUMBER],
      ["plans/bulk/keyed-payments.ts", "plans/history/command-text.ts"],
    ],
    [
      "of the policy: written and read back",
      ...[COMMANDS, "type Policy = {", NUMBER],
      ["plans/history/command-text.ts"],
    ],
    [
      "of an event: made, written and read back",
      ...["plans/history/plan-event.ts", "type PlanEvent = {", NUMBER],
      ["plans/history/event-text.ts", "plans/history/plan-event.ts"],
    ],
    [
      "kept beside an event's text: verified",
      ...["plans/history/kept-histories-port.ts", "type KeptEvent = {", NUMBER],
      ["plans/history/verify-kept.ts"],
    ],
    [
      "of a contact that is text: bounded, checked, erased and told",
      ...[CONTACT, "type ContactDraft = {", "readonly added: string;"],
      [
        "contacts/contact-draft.ts",
        "contacts/contact-texts.ts",
        "events/contact-history.ts",
        "events/erase-change.ts",
      ],
    ],
    [
      "of the credit-control facts: unset at first, and read",
      ...[CONTACT, "type ContactExtra = {", NUMBER],
      ["contacts/contact.ts", "contacts/extras/read-extra.ts"],
    ],
    [
      "of the credit-control facts that is text: bounded and erased, too",
      ...[CONTACT, "type ContactExtra = {", "readonly added: string | null;"],
      [
        "contacts/contact-draft.ts",
        "contacts/contact-texts.ts",
        "contacts/contact.ts",
        "contacts/extras/read-extra.ts",
      ],
    ],
    [
      "of a reference: told in its events",
      ...["references/payment-reference.ts", "type PaymentReference = {", NUMBER],
      ["events/recorded-event.ts"],
    ],
  ] as const)("%s", (_, file, opening, added, wanted) => {
    expect(wrongWith(file, opening, `${opening} ${added}`)).toEqual(wanted);
  });
});

describe("a new kind", () => {
  it.each([
    [
      "of command: applied, read back, and in words",
      ...[
        COMMANDS,
        "type ChangePlan = UpdatePlan",
        'type ChangePlan = { readonly kind: "added" } | UpdatePlan',
      ],
      [
        "plans/commands/apply-command.ts",
        "plans/commands/command-kinds.ts",
        "plans/difference/sentences.ts",
        "plans/history/command-text.ts",
      ],
    ],
    [
      "of a contact's event: listed, and told again",
      ...[
        "events/recorded-event.ts",
        '| { readonly kind: "extra-saved";',
        '| { readonly kind: "added"; readonly before: null; readonly after: null } | { readonly kind: "extra-saved";',
      ],
      ["events/contact-history.ts", "events/recorded-event.ts"],
    ],
    [
      "of a reference's event: listed",
      ...["events/recorded-event.ts", 'kind: "deactivated" |', 'kind: "added" | "deactivated" |'],
      ["events/recorded-event.ts"],
    ],
    [
      "of warning: in words",
      ...[
        "plans/difference/warnings.ts",
        "type PlanWarning =",
        'type PlanWarning = { readonly tag: "ADDED" }',
      ],
      ["plans/difference/warnings.ts"],
    ],
  ] as const)("%s", (_, file, anchor, text, wanted) => {
    expect(wrongWith(file, anchor, text)).toEqual(wanted);
  });
});
