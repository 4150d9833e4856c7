// PaymentPlanDTO and the core's plan, each from the other; no route and no rule.

import type { CreatePlan, UpdatePlan } from "../../../domain/plans/commands/plan-command.ts";
import type { AsWritten, Plan, Terms } from "../../../domain/plans/plan.ts";
import type { TermsFailure } from "../../../domain/plans/plan-failure.ts";
import { readAmount } from "../../../domain/plans/terms/read-amount.ts";
import type { Recurrence } from "../../../domain/plans/terms/recurrence.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import { parseLocalDate } from "../../../domain/values/local-date.ts";
import { ok, type Result } from "../../../domain/values/result.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import type { CommandMember } from "../../failures/answer.ts";
import type { AuditDataDto, PaymentPlanDto } from "./dtos.ts";

/** Refused when missing, never defaulted (docs/plan-rules.md). */
export const REQUIRED_MEMBERS = [
  "StartDate",
  "PaymentAmount",
  "Installments",
  "Recurrence",
  "PaymentMethod",
  "RecordState",
] as const;

/** Where a field of a plan command stands in the DTO. */
export const COMMAND_MEMBERS: Readonly<Record<CommandMember, string>> = {
  clientId: "ClientID",
  businessUnitId: "BUID",
  start: "StartDate",
  amount: "PaymentAmount",
  count: "Installments",
  recurrence: "Recurrence",
};

/** What both commands take from the DTO. `PaymentAmount` is read in the currency, exactly. */
type Agreed = { readonly terms: Terms; readonly asWritten: AsWritten; readonly method: string };

function agreed(dto: PaymentPlanDto, currency: Currency): Result<Agreed, TermsFailure> {
  const amount = readAmount(dto.PaymentAmount, currency);
  if (!amount.ok) return amount;
  const start = parseLocalDate(dto.StartDate);
  if (start === null) throw new Error("a bound date is a calendar date");
  return ok({
    terms: {
      start,
      amount: amount.value,
      count: dto.Installments,
      // The table's names are the deployer's; the core refuses one that it does not know.
      recurrence: dto.Recurrence as Recurrence,
      state: dto.RecordState ?? "",
    },
    asWritten: { start: dto.StartDate, amount: dto.PaymentAmount },
    method: dto.PaymentMethod ?? "",
  });
}

/** ClientID and BUID say whose plan it is: 0 or missing means as stored. */
export function toUpdate(dto: PaymentPlanDto, plan: Plan): Result<UpdatePlan, TermsFailure> {
  const read = agreed(dto, plan.currency);
  if (!read.ok) return read;
  return ok({ kind: "update", clientId: dto.ClientID, businessUnitId: dto.BUID, ...read.value });
}

export function toCreate(dto: PaymentPlanDto, currency: Currency): Result<CreatePlan, TermsFailure> {
  const read = agreed(dto, currency);
  if (!read.ok) return read;
  return ok({ kind: "create", clientId: dto.ClientID, businessUnitId: dto.BUID, currency, ...read.value });
}

export const audit = (stamp: Stamp): AuditDataDto => ({ DateUtc: stamp.at, UserName: stamp.by });

export function toDto(plan: Plan): PaymentPlanDto {
  return {
    PaymentPlanID: plan.id,
    ClientID: plan.clientId,
    BUID: plan.businessUnitId,
    StartDate: plan.asWritten.start,
    PaymentAmount: plan.asWritten.amount,
    Installments: plan.terms.count,
    Recurrence: plan.terms.recurrence,
    PaymentMethod: plan.method,
    RecordState: plan.terms.state,
    Created: audit(plan.created),
    LastUpdated: audit(plan.lastUpdated),
  };
}
