// The kinds of bulk load: how a line is read, how a chunk of lines is stored, and what may have to wait.

import { putContacts as storeContacts } from "../../adapters/libsql/contacts/bulk-contacts.ts";
import { createPlans } from "../../adapters/libsql/plans/bulk-plans.ts";
import { saveReferences as storeReferences } from "../../adapters/libsql/references/bulk-references.ts";
import type { ContactLoad } from "../../domain/contacts/bulk/many-contacts-port.ts";
import {
  type PutManyFailure,
  putContacts,
  type Stuck,
  stuckAmong,
} from "../../domain/contacts/bulk/put-contacts.ts";
import { makePlans, type NewKeyedPlan } from "../../domain/plans/bulk/keyed-plans.ts";
import type { KeyedPlan } from "../../domain/plans/bulk/keyed-plans-port.ts";
import { canSaveTogether } from "../../domain/references/many-references-port.ts";
import { saveReferences } from "../../domain/references/register-reference.ts";
import type { ReferenceDraft } from "../../domain/references/save-reference.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import { answerOf } from "../../http/failures/failure-answers.ts";
import { todayIn } from "../../http/request/clock.ts";
import { sha256 } from "../../http/request/key/api-key.ts";
import type { Settings } from "../../http/settings/settings.ts";
import * as fields from "./import-fields.ts";
import { payments } from "./import-payments.ts";
import type { LineOutcome } from "./import-report.ts";
import type { Item, Loader } from "./loader.ts";

const MAX_IN_CIRCLE = 20;

/** "1 under 3 under 2 under 1" */
function circleText(circle: readonly number[]): string {
  const named = circle.slice(0, MAX_IN_CIRCLE);
  const more = circle.length - named.length;
  const chain = more > 0 ? [...named, `… ${more} more`] : named;
  return `The parents are a circle: ${[...chain, circle[0]].join(" under ")}.`;
}

function reasonOf(failure: PutManyFailure): string {
  switch (failure.tag) {
    case "PARENTS_IN_CIRCLE":
      return circleText(failure.circle);
    case "PARENT_REFUSED":
      return `The parent ${failure.parentId} is refused itself.`;
    case "CONTACT_BUSY":
      return "Others were changing the contact at the same time. Load it again.";
    case "CONTACT_INVALID":
      return fields.contactReason(failure.failures);
    default:
      return answerOf(failure).detail;
  }
}

/** What keeps contacts waiting in a round in which all wait in vain; its chunks share it. */
const stuckIn = new WeakMap<readonly Item<ContactLoad>[], Stuck>();

function stuckOf(waiting: readonly Item<ContactLoad>[]): Stuck {
  const known = stuckIn.get(waiting) ?? stuckAmong(waiting.map(({ value }) => value));
  stuckIn.set(waiting, known);
  return known;
}

/** A contact whose parent is further down the file waits for it; on the last round it is refused. */
const contacts: Loader<ContactLoad> = {
  columns: fields.CONTACT_COLUMNS,
  read: fields.contactOf,
  keyOf: ({ draft }) => draft.id,
  chunkSize: 200,
  together: () => true,
  load: async (database, items, stamp, stuck) => {
    const contacts = {
      putMany: (loads: readonly ContactLoad[], by: Stamp) => storeContacts(database, loads, by),
    };
    const loads = items.map((item) => item.value);
    const puts = await putContacts({ contacts, stamp }, loads, stuck === null ? null : stuckOf(stuck));
    const outcomes: LineOutcome[] = [];
    const waiting: Item<ContactLoad>[] = [];
    for (const [index, item] of items.entries()) {
      const put = puts[index];
      const { number } = item;
      if (put === undefined || put.tag === "waiting") waiting.push(item);
      else if (put.tag === "refused")
        outcomes.push({ number, outcome: "refused", reason: reasonOf(put.failure) });
      else outcomes.push({ number, outcome: put.tag });
    }
    return { outcomes, waiting };
  },
};

const references = (settings: Settings): Loader<ReferenceDraft> => ({
  columns: fields.REFERENCE_COLUMNS,
  read: (line) => fields.referenceOf(line, settings),
  keyOf: () => null,
  chunkSize: 2_000,
  together: canSaveTogether,
  load: async (database, items, stamp) => {
    const references = {
      saveMany: (drafts: readonly ReferenceDraft[], by: Stamp) => storeReferences(database, drafts, by),
    };
    const verdicts = await saveReferences(
      { references, stamp },
      items.map((item) => item.value),
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

const plans = (settings: Settings): Loader<NewKeyedPlan> => ({
  columns: fields.PLAN_COLUMNS,
  read: (line) => fields.planOf(line, settings),
  keyOf: ({ key }) => key,
  chunkSize: 50,
  together: () => true,
  load: async (database, items, stamp) => {
    const work = {
      plans: { createMany: (plans: readonly KeyedPlan[]) => createPlans(database, plans) },
      digest: sha256,
      newNonce: () => crypto.randomUUID(),
      policy: { arrears: settings.ARREARS, today: todayIn(settings.TIME_ZONE, Date.parse(stamp.at)) },
      stamp,
    };
    const made = await makePlans(
      work,
      items.map((item) => item.value),
    );
    const outcomes = made.map((one, index): LineOutcome => {
      const number = items[index]?.number ?? 0;
      if (!one.ok) return { number, outcome: "refused", reason: answerOf(one.error).detail };
      return { number, outcome: one.value };
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
