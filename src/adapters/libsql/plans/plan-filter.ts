// Which plans a list or a rehearsal is about, as a condition: compiled once for each set of members that are given.
import type { PlanFilter } from "../../../domain/plans/bulk/plan-lists-port.ts";
import { ACTIVE } from "../../../domain/plans/plan.ts";
import type { Statement } from "../connection/database.ts";
import { amongNumbers, numbersOf } from "../schema/numbers.ts";
import { and, eq, placeholder, type SQL, sql } from "../schema/sql.ts";
import type { prepare } from "../schema/statement.ts";
import { plans } from "../schema/tables.ts";

type Compiled = ReturnType<typeof prepare>;

/** A statement of the plans of any filter. Only members that are given are in it, so that indexes serve. */
export function byFilter(
  compile: (condition: SQL | undefined, filter: PlanFilter) => Compiled,
): (filter: PlanFilter, values: Readonly<Record<string, unknown>>) => Statement {
  const compiled = new Map<string, Compiled>();
  return (filter, values) => {
    const { clientId, businessUnitId, state, active, within } = filter;
    const shape = `${clientId !== null} ${businessUnitId !== null} ${state !== null} ${active} ${within !== undefined}`;
    const statement = compiled.get(shape) ?? compile(conditionOf(filter), filter);
    compiled.set(shape, statement);
    return statement({ clientId, businessUnitId, state, within: numbersOf(within), ...values });
  };
}

function conditionOf({ clientId, businessUnitId, state, active, within }: PlanFilter): SQL | undefined {
  return and(
    clientId === null ? undefined : eq(plans.clientId, placeholder("clientId")),
    businessUnitId === null ? undefined : eq(plans.businessUnitId, placeholder("businessUnitId")),
    state === null ? undefined : eq(plans.recordState, placeholder("state")),
    // In the words of the indexes plans_by_state and plans_closed.
    active === null ? undefined : active ? eq(plans.recordState, ACTIVE) : closed,
    within === undefined ? undefined : amongNumbers(plans.businessUnitId, "within"),
  );
}

/** Written out, for the partial index is only taken where its own condition stands in the query. */
const closed = sql`${plans.recordState} <> ${sql.raw(`'${ACTIVE}'`)}`;

export const amongIds = sql`${plans.id} in (select value from json_each(${placeholder("ids")}))`;
