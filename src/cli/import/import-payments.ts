// The bulk load of payments: each recorded as a request would, once for its key, those of one plan in their order.

import { ConstraintBroken, type Database } from "../../adapters/libsql/connection/database.ts";
import { importedPayments, keepingKey } from "../../adapters/libsql/plans/bulk-payments.ts";
import { libsqlPlans } from "../../adapters/libsql/plans/plan-store.ts";
import {
  differingMembers,
  type RecordedPayment,
  recordKeyedPayment,
} from "../../domain/plans/bulk/keyed-payments.ts";
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

function knownOutcome(
  { number, value }: Line,
  planId: number | undefined,
  known: RecordedPayment,
): LineOutcome {
  const members = differingMembers(value, planId, known);
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
  const work = {
    plans: libsqlPlans(keepingKey(database, value.key, planId)),
    digest: sha256,
    newSalt: () => crypto.randomUUID(),
    policy: { arrears: settings.ARREARS, today: todayIn(settings.TIME_ZONE, Date.parse(stamp.at)) },
    stamp,
  };
  try {
    const recorded = await recordKeyedPayment(work, planId, value);
    if (recorded.ok) return { number, outcome: "created" };
    return { number, outcome: "refused", reason: answerOf(recorded.error).detail };
  } catch (error) {
    // Somebody else is loading the same payments: theirs is there now.
    const now = error instanceof ConstraintBroken ? await importedPayments(database, [value.key], []) : null;
    const known = now?.imported.get(value.key);
    if (known === undefined) throw error;
    return knownOutcome(line, planId, known);
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
