// The bodies that make or change a plan's terms, to the core's commands.
import type * as z from "zod/mini";
import type { TermsPatch } from "../../../domain/plans/bulk/terms-patch.ts";
import type { CreatePlan, UpdatePlan } from "../../../domain/plans/commands/plan-command.ts";
import { ACTIVE } from "../../../domain/plans/plan.ts";
import { readAmount } from "../../../domain/plans/terms/read-amount.ts";
import { writtenStart } from "../../../domain/plans/terms/written-start.ts";
import { type Currency, parseCurrency } from "../../../domain/values/currency.ts";
import { ok, type Result } from "../../../domain/values/result.ts";
import type { Failure } from "../../failures/failure.ts";
import { amountIn } from "./plan-money.ts";
import type { newPlan, planTerms, termsPatch } from "./plan-schemas.ts";

type Body<T extends (...given: never[]) => z.ZodMiniType> = z.output<ReturnType<T>>;

type Agreed = Pick<Body<typeof newPlan>, "start" | "amount" | "count" | "recurrence">;

function agreed(body: Agreed, state: string, currency: Currency) {
  const amount = amountIn(currency, body.amount);
  if (!amount.ok) return amount;
  const { start, count, recurrence } = body;
  return ok({
    terms: { start, amount: amount.value, count, recurrence, state },
    asWritten: { start: writtenStart(start), amount: body.amount.amount },
  });
}

/** Fails as `amountIn`. */
export function toCreate(body: Body<typeof newPlan>, currency: Currency): Result<CreatePlan, Failure> {
  const { clientId, businessUnitId, paymentMethod: method } = body;
  const read = agreed(body, ACTIVE, currency);
  if (!read.ok) return read;
  return ok({ kind: "create", clientId, businessUnitId, currency, method, ...read.value });
}

/** Fails as `amountIn`. */
export function toUpdate(body: Body<typeof planTerms>, currency: Currency): Result<UpdatePlan, Failure> {
  const { clientId = null, businessUnitId = null, paymentMethod: method, recordState } = body;
  const read = agreed(body, recordState, currency);
  if (!read.ok) return read;
  return ok({ kind: "update", clientId, businessUnitId, method, ...read.value });
}

/** What is left out stays out; whose currency the amount has is judged plan by plan. Fails as `readAmount`. */
export function toPatch(body: Body<typeof termsPatch>): Result<TermsPatch, Failure> {
  const { start, count, recurrence, recordState: state, paymentMethod: method } = body;
  const terms = { start, count, recurrence, state, method };
  if (body.amount === undefined) return ok(terms);
  const currency = parseCurrency(body.amount.currency);
  if (currency === null) throw new Error("a currency that the schema let through");
  const minor = readAmount(body.amount.amount, currency);
  return minor.ok ? ok({ ...terms, amount: { minor: minor.value, currency } }) : minor;
}
