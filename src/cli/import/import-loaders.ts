// The kinds of bulk load: how a line is read, how a chunk of lines is stored, and what may have to wait.

import { type ContactLoad, putContacts } from "../../adapters/libsql/contacts/bulk-contacts.ts";
import { createPlans, type PlanLoad } from "../../adapters/libsql/plans/bulk-plans.ts";
import { saveReferences } from "../../adapters/libsql/references/bulk-references.ts";
import type { ParentFailure } from "../../domain/contacts/parents/parent-chain.ts";
import { parentCircles } from "../../domain/contacts/parents/parent-circle.ts";
import { makePlan } from "../../domain/plans/commands/change-plan.ts";
import { ACTIVE_STATUS } from "../../domain/references/payment-reference.ts";
import type { ReferenceDraft } from "../../domain/references/save-reference.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import { answerOf } from "../../http/failures/failure-answers.ts";
import { textTooLong } from "../../http/failures/member-sentences.ts";
import { todayIn } from "../../http/request/clock.ts";
import { sha256 } from "../../http/request/key/api-key.ts";
import type { Settings } from "../../http/settings/settings.ts";
import * as fields from "./import-fields.ts";
import { payments } from "./import-payments.ts";
import type { LineOutcome } from "./import-report.ts";
import type { Item, Loader } from "./loader.ts";

/** "1 under 3 under 2 under 1" */
function circleText(circle: readonly number[]): string {
  const named = circle.slice(0, MOST_IN_CIRCLE);
  const more = circle.length - named.length;
  const chain = more > 0 ? [...named, `… ${more} more`] : named;
  return `The parents are a circle: ${[...chain, circle[0]].join(" under ")}.`;
}

const MOST_IN_CIRCLE = 20;

type ParentReasons = (id: number, failure: ParentFailure) => string;

/** The reasons of a round in which all wait in vain; its chunks share them. */
const reasonsOf = new WeakMap<readonly Item<ContactLoad>[], ParentReasons>();

/** Why a contact that waited for its parent got none: by itself, or since the parent waits in vain as well. */
function parentReasons(stuck: readonly Item<ContactLoad>[]): ParentReasons {
  const parents = new Map(
    stuck.flatMap(({ value: { draft } }) =>
      draft.parentId === null ? [] : [[draft.id, draft.parentId] as const],
    ),
  );
  const circles = parentCircles(parents);
  return (id, failure) => {
    if (failure.tag === "PARENT_CYCLE")
      return circleText([id, ...failure.through.filter((one) => one !== id)]);
    const circle = circles.get(id);
    if (failure.tag !== "PARENT_UNKNOWN") return answerOf(failure).detail;
    if (circle !== undefined) return circleText(circle);
    if (parents.has(failure.parentId)) return `The parent ${failure.parentId} is refused itself.`;
    return answerOf(failure).detail;
  };
}

/** A contact whose parent is further down the file waits for it; on the last round it is refused. */
const contacts: Loader<ContactLoad> = {
  columns: fields.CONTACT_COLUMNS,
  read: fields.contactOf,
  keyOf: ({ draft }) => draft.id,
  chunkSize: 200,
  together: () => true,
  load: async (database, items, stamp, stuck) => {
    const puts = await putContacts(
      database,
      items.map((item) => item.value),
      stamp,
    );
    const outcomes: LineOutcome[] = [];
    const waiting: Item<ContactLoad>[] = [];
    for (const [index, item] of items.entries()) {
      const put = puts[index];
      if (put === undefined) continue;
      const { number } = item;
      if (put.tag === "parent-refused") {
        const { id } = item.value.draft;
        if (stuck === null) waiting.push(item);
        else {
          const reasonOf = reasonsOf.get(stuck) ?? parentReasons(stuck);
          reasonsOf.set(stuck, reasonOf);
          outcomes.push({ number, outcome: "refused", reason: reasonOf(id, put.failure) });
        }
      } else if (put.tag === "text-too-long") {
        outcomes.push({ number, outcome: "refused", reason: put.members.map(textTooLong).join(" ") });
      } else if (put.tag === "version-conflict") {
        const reason = "Others were changing the contact at the same time. Load it again.";
        if (stuck === null) waiting.push(item);
        else outcomes.push({ number, outcome: "refused", reason });
      } else outcomes.push({ number, outcome: put.tag });
    }
    return { outcomes, waiting };
  },
};

const references = (settings: Settings): Loader<ReferenceDraft> => ({
  columns: fields.REFERENCE_COLUMNS,
  read: (line) => fields.referenceOf(line, settings),
  keyOf: () => null,
  chunkSize: 2_000,
  together: (one, other) => (one.statusId === ACTIVE_STATUS) === (other.statusId === ACTIVE_STATUS),
  load: async (database, items, stamp) => {
    const verdicts = await saveReferences(
      database,
      items.map((item) => item.value),
      stamp,
    );
    const outcomes = verdicts.map(({ outcome, reference }, index): LineOutcome => {
      const number = items[index]?.number ?? 0;
      if (outcome.tag === "created") return { number, outcome: "created" };
      if (outcome.tag === "existing") return { number, outcome: "unchanged" };
      const reason = `Reference ${reference.id} is there with another ${outcome.differing.join(", ")}.`;
      return { number, outcome: "different", reason };
    });
    return { outcomes, waiting: [] };
  },
});

type NewPlan = Extract<ReturnType<typeof fields.planOf>, { ok: true }>["value"];

/** Makes the plan as a request would, but hands what is to be stored to the caller. */
async function sealed(
  { key, command }: NewPlan,
  settings: Settings,
  stamp: Stamp,
): Promise<PlanLoad | string> {
  const kept: PlanLoad[] = [];
  const plans = {
    byId: async () => null,
    create: async (state: PlanLoad["state"], event: PlanLoad["event"]) => kept.push({ key, state, event }),
    save: async () => "saved" as const,
    keepUnchanged: async () => {},
  };
  const policy = { arrears: settings.ARREARS, today: todayIn(settings.TIME_ZONE, Date.parse(stamp.at)) };
  const newSalt = () => crypto.randomUUID();
  const made = await makePlan({ plans, digest: sha256, newSalt, policy, stamp }, command, newSalt());
  return made.ok ? (kept[0] ?? "") : answerOf(made.error).detail;
}

const plans = (settings: Settings): Loader<NewPlan> => ({
  columns: fields.PLAN_COLUMNS,
  read: (line) => fields.planOf(line, settings),
  keyOf: ({ key }) => key,
  chunkSize: 50,
  together: () => true,
  load: async (database, items, stamp) => {
    const made = await Promise.all(items.map((item) => sealed(item.value, settings, stamp)));
    const created = await createPlans(
      database,
      made.filter((load) => typeof load !== "string"),
    );
    const outcomes = items.map(({ number, value }, index): LineOutcome => {
      const load = made[index];
      if (typeof load === "string") return { number, outcome: "refused", reason: load };
      return { number, outcome: created.has(value.key) ? "created" : "unchanged" };
    });
    return { outcomes, waiting: [] };
  },
});

/** The loaders by the name of their option, in the order in which they run. */
export const loadersFor = (settings: Settings) => ({
  contacts,
  references: references(settings),
  plans: plans(settings),
  payments: payments(settings),
});
