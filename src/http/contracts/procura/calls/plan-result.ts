// What a plan call of the contract answers: the DTO, its version, and the way to the rest.
import type { Context } from "hono";
import type { PlanWork } from "../../../../domain/plans/commands/change-plan.ts";
import type { Plan } from "../../../../domain/plans/plan.ts";
import type { Failure } from "../../../failures/failure.ts";
import type { AppEnv } from "../../../request/context.ts";
import { planWork } from "../../../request/plan-work.ts";
import type { Replay } from "../../../request/repeats/idempotency.ts";
import { type ActionResult, webApiResult } from "../../../webapi/action-result.ts";
import type { Calling } from "../../web-api/contract-call.ts";
import { webApiFailure } from "../../web-api/web-api-failure.ts";
import { type PaymentPlanDto, paymentPlanDto } from "../dtos.ts";
import { COMMAND_MEMBERS, toDto } from "../payment-plan-dto.ts";

/** A failure, with a wrong field of the command under its name in the DTO. */
export const planFailure = (failure: Failure): ActionResult => webApiFailure(failure, COMMAND_MEMBERS);

/** The id in the path. */
export const planId = ({ req }: Context<AppEnv>): number => Number(req.param("id"));

/** The work of a change whose DTO is kept with the request's idempotency key, where it has one. */
export function keeping({ deps, context }: Calling): PlanWork {
  const work = planWork(deps, context);
  return work.kept === undefined ? work : { ...work, kept: (plan) => JSON.stringify(toDto(plan)) };
}

export const planResult = (status: number, plan: Plan): ActionResult =>
  dtoResult(status, toDto(plan), plan.version);

/** The result of a change that was made before: its DTO was kept, but for the id, which the database gave. */
export function recallResult(status: number, { dto, wrote }: Replay): ActionResult | null {
  if (dto === null) return null;
  const kept = JSON.parse(dto) as PaymentPlanDto;
  return dtoResult(status, { ...kept, PaymentPlanID: wrote.id }, wrote.version);
}

/** The DTO, the version as an ETag, and the way to everything the contract has no member for; of a new one, where it is. */
function dtoResult(status: number, dto: PaymentPlanDto, version: number): ActionResult {
  const { PaymentPlanID: id } = dto;
  return webApiResult(status, paymentPlanDto, dto, {
    ...(status === 201 ? { Location: `/Billings/PaymentPlan/${id}` } : {}),
    ETag: `"${version}"`,
    Link: `</v1/payment-plans/${id}>; rel="describedby"`,
  });
}
