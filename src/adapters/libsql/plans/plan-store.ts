// Payment plans in libSQL: one read trip, one atomic write trip; the event's unique version decides every race.

import type { SealedEvent } from "../../../domain/plans/history/plan-event.ts";
import type { Instalment, Payment, PlanState } from "../../../domain/plans/plan.ts";
import type { PaymentPlans } from "../../../domain/plans/plans-port.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import { ConstraintBroken, type Database, type Statement } from "../connection/database.ts";
import { paymentsToText } from "./payment-rows.ts";
import { instalmentsToText, planColumns, toWholePlan } from "./plan-rows.ts";
import {
  deleteInstalmentsBeyond,
  insertPlan,
  ofKnownPlan,
  ofNewestPlan,
  unchangedPlan,
  updatePlan,
  upsertPayments,
} from "./plan-statements.ts";
import { textStatements } from "./plan-text-statements.ts";
import { selectWholePlan } from "./whole-plan-statements.ts";

/** The statements that make a plan, in order; they belong into one write batch. The first gives back the id. */
export function createStatements(state: PlanState, event: SealedEvent): Statement[] {
  const { clientId, businessUnitId, currency } = state;
  const owner = { clientId, businessUnitId, currency };
  return [
    insertPlan({ ...planColumns(state), ...owner, ...stampOf(event), eventHash: event.hash }),
    ofNewestPlan.insertEvent(eventColumns(event)),
    ofNewestPlan.upsertInstalments({ ...stampOf(event), rows: instalmentsToText(state.rows) }),
  ];
}

export function libsqlPlans(database: Database): PaymentPlans {
  return {
    byId: async (id) => {
      const [found = []] = await database.read([selectWholePlan({ id })]);
      return found[0] === undefined ? null : toWholePlan(found[0]);
    },

    create: async (state, event, kept = null) => {
      const [created = []] = await database.write(createStatements(state, event), { dto: kept });
      return Number(created[0]?.id);
    },

    save: async (before, after, event, kept = null) => {
      const { id, version } = before;
      const columns = { ...planColumns(after), ...stampOf(event), id, version, next: event.version };
      try {
        await database.write(
          [
            ofKnownPlan.insertEvent({ ...eventColumns(event), id }),
            updatePlan({ ...columns, eventHash: event.hash }),
            ...rowStatements(id, before.rows, after.rows, stampOf(event)),
            ...ledgerStatements(id, before.payments, after.payments),
            ...textStatements(id, event.version, event.texts),
          ],
          { dto: kept },
        );
        return "saved";
      } catch (error) {
        // The first statement claims the version: only the unique (subject, id, version) can refuse it.
        if (error instanceof ConstraintBroken && error.statementIndex === 0) return "version-conflict";
        throw error;
      }
    },

    keepUnchanged: async ({ id, version }, kept = null) => {
      await database.write([], { select: unchangedPlan({ id, version }), dto: kept });
    },
  };
}

const stampOf = (event: SealedEvent): Stamp => ({ at: event.at, by: event.actor });

/** The columns of the plan's event, for `insertEvent`. */
export function eventColumns(event: SealedEvent): Record<string, unknown> {
  const { version, kind, at, actor, previousHash, hash, text: body } = event;
  return { version, kind, at, actor, previousHash, hash, body };
}

/** Only rows that differ are written. The core keeps an unchanged row as the same object. */
function rowStatements(
  id: number,
  before: readonly Instalment[],
  after: readonly Instalment[],
  stamp: Stamp,
): Statement[] {
  const changed = after.filter((row, index) => row !== before[index]);
  const statements: Statement[] = [];
  if (after.length < before.length) statements.push(deleteInstalmentsBeyond({ id, count: after.length }));
  if (changed.length > 0) {
    statements.push(ofKnownPlan.upsertInstalments({ ...stamp, id, rows: instalmentsToText(changed) }));
  }
  return statements;
}

function ledgerStatements(id: number, before: readonly Payment[], after: readonly Payment[]): Statement[] {
  const changed = after.filter((payment, index) => payment !== before[index]);
  return changed.length === 0 ? [] : [upsertPayments({ id, ledger: paymentsToText(changed) })];
}
