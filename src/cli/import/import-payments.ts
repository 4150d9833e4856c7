// The bulk load of payments: each recorded as a request would, once for its key, those of one plan in their order.

import { ConstraintBroken, type Database } from "../../adapters/libsql/connection/database.ts";
import {
  type ImportedPayment,
  importedPayments,
  keepingKey,
} from "../../adapters/libsql/plans/bulk-payments.ts";
import { libsqlPlans } from "../../adapters/libsql/plans/plan-store.ts";
import { changePlan } from "../../domain/plans/commands/change-plan.ts";
import { readAmount } from "../../domain/plans/terms/read-amount.ts";
import { ok } from "../../domain/values/result.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import { answerOf } from "../../http/failures/failure-answers.ts";
import { todayIn } from "../../http/request/clock.ts";
import { sha256 } from "../../http/request/key/api-key.ts";
import type { Settings } from "../../http/settings/settings.ts";
import * as fields from "./import-fields.ts";
import type { LineOutcome } from "./import-report.ts";
import type { Item, Loader } from "./loader.ts";

type NewPayment = fields.NewPayment;
type Line = Item<NewPayment>;

/** Each of them is as many as a request makes. */
const MOST_ATTEMPTS = 20;

/** The members in which the payment of this key is another one; a note may have been erased since, and is not asked. */
function differing(one: NewPayment, planId: number | undefined, known: ImportedPayment): readonly string[] {
  const amount = readAmount(one.amount, known.currency);
  const members = {
    plan: planId === known.planId,
    amount: amount.ok && amount.value === known.amount,
    receivedOn: one.receivedOn === known.receivedOn,
    instalment: one.instalment === known.instalment,
  };
  return Object.entries(members).flatMap(([member, same]) => (same ? [] : [member]));
}

function knownOutcome(
  { number, value }: Line,
  planId: number | undefined,
  known: ImportedPayment,
): LineOutcome {
  const members = differing(value, planId, known);
  if (members.length === 0) return { number, outcome: "unchanged" };
  const reason = `A payment of this key is there, in plan ${known.planId}, with another ${members.join(", ")}.`;
  return { number, outcome: "different", reason };
}

async function record(
  database: Database,
  line: Line,
  planId: number,
  settings: Settings,
  stamp: Stamp,
): Promise<LineOutcome> {
  const { number, value } = line;
  const { key, amount: text, receivedOn, instalment, note } = value;
  const work = {
    plans: libsqlPlans(keepingKey(database, key, planId)),
    digest: sha256,
    newSalt: () => crypto.randomUUID(),
    policy: { arrears: settings.ARREARS, today: todayIn(settings.TIME_ZONE, Date.parse(stamp.at)) },
    stamp,
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const recorded = await changePlan(work, planId, (plan) => {
        const amount = readAmount(text, plan.currency);
        if (!amount.ok) return amount;
        return ok({ kind: "record-payment", amount: amount.value, receivedOn, note, instalment });
      });
      if (recorded.ok) return { number, outcome: "created" };
      // To wait for the end of the file would change the order of the plan's payments.
      if (recorded.error.tag !== "VERSION_CONFLICT" || attempt === MOST_ATTEMPTS)
        return { number, outcome: "refused", reason: answerOf(recorded.error).detail };
    } catch (error) {
      // Somebody else is loading the same payments: theirs is there now.
      const now = error instanceof ConstraintBroken ? await importedPayments(database, [key], []) : null;
      const known = now?.imported.get(key);
      if (known === undefined) throw error;
      return knownOutcome(line, planId, known);
    }
  }
}

/** What all of them give, when none of them is under way any more; throws what one of them threw. */
async function allDone<T>(works: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

export const payments = (settings: Settings): Loader<NewPayment> => ({
  columns: fields.PAYMENT_COLUMNS,
  read: fields.paymentOf,
  keyOf: ({ key }) => key,
  chunkSize: 50,
  together: () => true,
  load: async (database, items, stamp) => {
    const keys = items.map(({ value }) => value.key);
    const planKeys = items.flatMap(({ value }) => ("key" in value.plan ? [value.plan.key] : []));
    const { imported, planIds } = await importedPayments(database, keys, planKeys);
    const planOf = ({ plan }: NewPayment) => ("key" in plan ? planIds.get(plan.key) : plan.id);
    const byPlan = Map.groupBy(items, ({ value }) => planOf(value));
    const done = await allDone(
      [...byPlan].map(async ([planId, lines]) => {
        const outcomes: LineOutcome[] = [];
        for (const line of lines) {
          const known = imported.get(line.value.key);
          if (known !== undefined) outcomes.push(knownOutcome(line, planId, known));
          else if (planId !== undefined) outcomes.push(await record(database, line, planId, settings, stamp));
          else {
            const reason = "There is no payment plan of this planKey.";
            outcomes.push({ number: line.number, outcome: "refused", reason });
          }
        }
        return outcomes;
      }),
    );
    return { outcomes: done.flat().sort((one, other) => one.number - other.number), waiting: [] };
  },
});
