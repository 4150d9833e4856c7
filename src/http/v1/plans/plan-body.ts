// The bodies that make or change a plan's terms, to the core's commands.
import type * as z from "zod/mini";
import type { CreatePlan, UpdatePlan } from "../../../domain/plans/commands/plan-command.ts";
import { ACTIVE } from "../../../domain/plans/plan.ts";
import { writtenStart } from "../../../domain/plans/terms/written-start.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import type { Failure } from "../../failures/failure.ts";
import type { EnumTable, EnumTables } from "../../webapi/values/enum-tables.ts";
import { amountIn } from "./plan-money.ts";
import type { newPlan, planTerms } from "./schemas.ts";

/** FIELDS_INVALID for a name that the deployer's table does not have; null when it has. */
export function unknownName(pointer: string, name: string, table: EnumTable): Failure | null {
  if (Object.hasOwn(table, name)) return null;
  const detail = `One of this deployment's table is expected: ${Object.keys(table).join(", ")}.`;
  return { tag: "FIELDS_INVALID", fields: [{ pointer, detail }] };
}

type Agreed = Pick<z.output<typeof newPlan>, "start" | "amount" | "count" | "recurrence">;

function agreed(body: Agreed, state: string, currency: Currency) {
  const amount = amountIn(currency, body.amount);
  if (!amount.ok) return amount;
  const { start, count, recurrence } = body;
  return ok({
    terms: { start, amount: amount.value, count, recurrence, state },
    asWritten: { start: writtenStart(start), amount: body.amount.amount },
  });
}

export function toCreate(
  body: z.output<typeof newPlan>,
  currency: Currency,
  enums: EnumTables,
): Result<CreatePlan, Failure> {
  const { clientId, businessUnitId, paymentMethod: method } = body;
  const unknown = unknownName("/paymentMethod", method, enums.PaymentMethod);
  if (unknown !== null) return err(unknown);
  const read = agreed(body, ACTIVE, currency);
  if (!read.ok) return read;
  return ok({ kind: "create", clientId, businessUnitId, currency, method, ...read.value });
}

export function toUpdate(
  body: z.output<typeof planTerms>,
  currency: Currency,
  enums: EnumTables,
): Result<UpdatePlan, Failure> {
  const { clientId = null, businessUnitId = null, paymentMethod: method, recordState } = body;
  const unknown =
    unknownName("/paymentMethod", method, enums.PaymentMethod) ??
    unknownName("/recordState", recordState, enums.RecordState);
  if (unknown !== null) return err(unknown);
  const read = agreed(body, recordState, currency);
  if (!read.ok) return read;
  return ok({ kind: "update", clientId, businessUnitId, method, ...read.value });
}
