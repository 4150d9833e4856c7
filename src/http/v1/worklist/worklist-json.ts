// What needs a person as /v1 JSON.

import type { LocalDate } from "../../../domain/values/local-date.ts";
import { AGES, ageOf, daysBetween } from "../../../domain/worklist/ages.ts";
import type { WorkItem } from "../../../domain/worklist/worklist-page.ts";
import type { OverdueSums } from "../../../domain/worklist/worklist-port.ts";
import { money } from "../plans/plan-json.ts";

/** One piece of work as of a day. */
export function workJson(item: WorkItem, today: LocalDate) {
  if (item.kind === "overdue-plan") {
    const { kind, since, plan } = item;
    const { id, version, clientId, businessUnitId, overdue, currency } = plan;
    return {
      ...{ kind, since, days: daysBetween(since, today), age: ageOf(since, today) },
      overdue: money(overdue, currency),
      plan: { id, version, clientId, businessUnitId },
      contact: plan.contact,
    };
  }
  const { kind, since, contact } = item;
  const { id, name, onStopReason: reason } = contact;
  return {
    kind,
    since,
    days: since === null ? null : daysBetween(since, today),
    contact: { id, name },
    reason,
  };
}

/** The sums by currency, each with every age. */
export function totalsJson({ sums, plans, complete }: OverdueSums) {
  const currencies = [...Map.groupBy(sums, ({ currency }) => currency)].map(([currency, own]) => {
    const sumOf = (those: typeof own) => ({
      overdue: money(
        those.reduce((sum, { overdue }) => sum + overdue, 0n),
        currency,
      ),
      plans: those.reduce((count, one) => count + one.plans, 0),
    });
    const ages = AGES.map((age) => ({ age, ...sumOf(own.filter((one) => one.age === age)) }));
    return { ...sumOf(own), ages };
  });
  return { plans, complete, currencies };
}
