// Lists of the plans in this process's memory: filters and pages by the rules of the ports, over the core's own sums.
import type { ManyPlans } from "../../domain/plans/bulk/many-plans-port.ts";
import type {
  InstalmentFilter,
  ListedInstalment,
  PlanFilter,
  PlanLists,
} from "../../domain/plans/bulk/plan-lists-port.ts";
import { summaryOf } from "../../domain/plans/bulk/plan-summary.ts";
import { ACTIVE, effectiveAmount, type Plan } from "../../domain/plans/plan.ts";
import { pageOf } from "../../domain/values/page.ts";
import type { KeptRows } from "./kept-rows.ts";
import { textSize } from "./text-size.ts";

type Reads = PlanLists & Pick<ManyPlans, "byIds" | "matching" | "count">;

export function memoryPlanLists(plans: ReadonlyMap<number, Plan>, rows: KeptRows): Reads {
  const byId = () => [...plans.values()].sort((a, b) => a.id - b.id);
  const following = (filter: PlanFilter, after: number) =>
    byId().filter((plan) => plan.id > after && isIn(plan, filter));
  return {
    byIds: async (ids) => {
      const found = byId().filter((plan) => ids.includes(plan.id));
      return pageOf(found, found.length, (plan) => plan.id, textSize);
    },
    matching: async (filter, { after, limit }) =>
      pageOf(following(filter, after), limit, (plan) => plan.id, textSize),
    count: async (filter, most) => Math.min(most, following(filter, 0).length),
    summaries: async (filter, asOf, { after, limit }) => {
      const summaries = following(filter, after).map((plan) => summaryOf(plan, asOf));
      return pageOf(summaries, limit, (summary) => summary.id, textSize);
    },
    overdue: async (filter, asOf, { after: { day, id }, limit }) => {
      const all = byId()
        .flatMap((plan) => (isIn(plan, filter) ? [summaryOf(plan, asOf)] : []))
        .flatMap((summary) => {
          const since = summary.oldestUnpaid;
          const isNext = since !== null && (since > day || (since === day && summary.id > id));
          return isNext && since < asOf ? [{ since, summary }] : [];
        })
        .sort((one, other) => (one.since === other.since ? 0 : one.since < other.since ? -1 : 1));
      const last = all.length > limit ? all[limit - 1] : undefined;
      return {
        items: all.slice(0, limit).map(({ summary }) => summary),
        next: last === undefined ? null : { day: last.since, id: last.summary.id },
      };
    },
    instalments: async (filter, { offset, limit }, after) => {
      const within = (plan: Plan) => filter.within?.includes(plan.businessUnitId) !== false;
      const of = byId().filter((plan) => plan.id > after && within(plan));
      const matching = of.flatMap((plan) => rows.of(plan).filter((row) => isAmong(row, filter)));
      return { items: matching.slice(offset, offset + limit), found: matching.length, next: null };
    },
  };
}

function isIn({ clientId, businessUnitId, terms }: Plan, filter: PlanFilter): boolean {
  if (filter.within?.includes(businessUnitId) === false) return false;
  if (filter.clientId !== null && clientId !== filter.clientId) return false;
  if (filter.businessUnitId !== null && businessUnitId !== filter.businessUnitId) return false;
  if (filter.state !== null && terms.state !== filter.state) return false;
  return filter.active === null || (terms.state === ACTIVE) === filter.active;
}

function isAmong(row: ListedInstalment, filter: InstalmentFilter): boolean {
  if (filter.planIds !== null && !filter.planIds.includes(row.planId)) return false;
  if (filter.clientId !== null && row.clientId !== filter.clientId) return false;
  if (filter.from !== null && row.due < filter.from) return false;
  if (filter.to !== null && row.due > filter.to) return false;
  if (filter.inBatch !== null && row.inBatch !== filter.inBatch) return false;
  return filter.paid === null || (row.received === effectiveAmount(row)) === filter.paid;
}
