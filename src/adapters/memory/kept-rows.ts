// Ids and stamps of instalments in this process's memory, as a table would give them: an id for as long as a row is there.

import type { ListedInstalment } from "../../domain/plans/bulk/plan-lists-port.ts";
import type { Instalment, Plan } from "../../domain/plans/plan.ts";
import type { Stamp } from "../../domain/values/stamp.ts";

type RowRecord = Pick<ListedInstalment, "id" | "created" | "lastUpdated"> & { readonly row: Instalment };

export type KeptRows = {
  /** Notes what a change made of a plan's rows; one that stayed the same object keeps its stamp. */
  readonly put: (planId: number, rows: readonly Instalment[], stamp: Stamp) => void;
  readonly of: (plan: Plan) => readonly ListedInstalment[];
};

export function keptRows(): KeptRows {
  const records = new Map<number, readonly RowRecord[]>();
  let lastId = 0;
  return {
    put: (planId, rows, stamp) => {
      const before = records.get(planId) ?? [];
      const after = rows.map((row, index): RowRecord => {
        const old = before[index];
        if (old?.row === row) return old;
        // A database takes an id for each row that it is given, and then finds that it has that row.
        lastId += 1;
        if (old !== undefined) return { ...old, row, lastUpdated: stamp };
        return { id: lastId, created: stamp, lastUpdated: stamp, row };
      });
      records.set(planId, after);
    },
    of: ({ id: planId, clientId, currency, terms }) =>
      (records.get(planId) ?? []).map(({ row, ...record }) => ({
        ...row,
        ...record,
        planId,
        clientId,
        currency,
        state: terms.state,
      })),
  };
}
