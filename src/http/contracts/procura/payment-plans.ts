// The payment plans contract: update and recalculate, and the sibling calls that make and read what it updates.
import type { Context } from "hono";
import { changePlan, makePlan, type PlanWork } from "../../../domain/plans/commands/change-plan.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import { webApiFailure } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { planWork } from "../../request/plan-work.ts";
import { previewRefusal } from "../../request/preview-scope.ts";
import { type Replay, writeOnce } from "../../request/repeats/idempotency.ts";
import { currencyOf } from "../../settings/settings.ts";
import {
  type ActionResult,
  type ModelState,
  webApiInvalid,
  webApiResult,
} from "../../webapi/action-result.ts";
import { type PaymentPlanDto, paymentPlanDto } from "../../webapi/dtos.ts";
import { type WebApiAction, webApiAction } from "../../webapi/mount.ts";
import { secured } from "../secured.ts";
import { missingMembers, toCreate, toDto, toUpdate } from "./payment-plan-dto.ts";
import { planCallOptions } from "./plan-options.ts";

export function paymentPlanActions(deps: Deps): readonly WebApiAction<AppEnv>[] {
  const { settings } = deps;
  return [
    secured(
      "plans:write",
      webApiAction({
        methods: ["POST"],
        path: "/billings/PaymentPlan/UpdatePaymentPlanAndRecalculate",
        body: paymentPlanDto,
        handle: (context, bound) => {
          const missing = missingMembers(bound, ["PaymentPlanID"]);
          if (missing !== null) return webApiInvalid(missing);
          return updateResult(deps, context, bound.value.PaymentPlanID, bound.value);
        },
      }),
    ),
    secured(
      "plans:write",
      webApiAction({
        methods: ["POST"],
        path: "/billings/PaymentPlan",
        body: paymentPlanDto,
        handle: async (context, bound) => {
          const missing = missingMembers(bound);
          if (missing !== null) return webApiInvalid(missing);
          const command = toCreate(bound.value, currencyOf(settings, bound.value.BUID));
          if (!command.ok) return webApiFailure(command.error);
          const options = planCallOptions(context);
          if (!options.ok) return webApiFailure(options.error);
          const { preview } = options.value;
          const refusal = previewRefusal(context, preview);
          if (refusal !== null) return webApiFailure(refusal);
          const make = async () => {
            const made = await makePlan(keeping(deps, context), command.value, deps.randomId(), preview);
            if (!made.ok) return webApiFailure(made.error);
            const { plan } = made.value;
            return preview ? webApiResult(200, paymentPlanDto, toDto(plan)) : planResult(201, plan);
          };
          return writeOnce(context, make, async (replay) => recallResult(201, replay));
        },
      }),
    ),
    secured(
      "plans:read",
      webApiAction({
        methods: ["GET"],
        path: "/billings/PaymentPlan/:id{[0-9]{1,10}}",
        handle: async (context) => {
          const id = Number(context.req.param("id"));
          const plan = await context.get("stores").plans.byId(id);
          return plan === null ? webApiFailure({ tag: "PLAN_NOT_FOUND", id }) : planResult(200, plan);
        },
      }),
    ),
    secured(
      "plans:write",
      webApiAction({
        methods: ["PUT"],
        path: "/billings/PaymentPlan/:id{[0-9]{1,10}}",
        body: paymentPlanDto,
        handle: (context, bound) => {
          const id = Number(context.req.param("id"));
          const wrong = missingMembers(bound) ?? otherId(bound.value.PaymentPlanID, id);
          return wrong === null ? updateResult(deps, context, id, bound.value) : webApiInvalid(wrong);
        },
      }),
    ),
  ];
}

/** The path says which plan; a body that names another one is a mistake, 0 or nothing names none. */
function otherId(inBody: number, inPath: number): ModelState | null {
  if (inBody === 0 || inBody === inPath) return null;
  return { "model.PaymentPlanID": ["The PaymentPlanID field must be the id of the path, 0 or left out."] };
}

/** Update and recalculate plan `id` to the DTO's terms; a preview answers the same and writes nothing. */
async function updateResult(
  deps: Deps,
  context: Context<AppEnv>,
  id: number,
  dto: PaymentPlanDto,
): Promise<ActionResult> {
  const options = planCallOptions(context);
  if (!options.ok) return webApiFailure(options.error);
  const refusal = previewRefusal(context, options.value.preview);
  if (refusal !== null) return webApiFailure(refusal);
  const work = keeping(deps, context);
  const arrears = options.value.arrears ?? work.policy.arrears;
  const change = async () => {
    const changed = await changePlan(
      { ...work, policy: { ...work.policy, arrears } },
      id,
      (plan) => toUpdate(dto, plan),
      options.value,
    );
    return changed.ok ? planResult(200, changed.value.plan) : webApiFailure(changed.error);
  };
  return writeOnce(context, change, async (replay) => recallResult(200, replay));
}

/** The work of a change whose DTO is kept with the request's idempotency key, where it has one. */
function keeping(deps: Deps, context: Context<AppEnv>): PlanWork {
  const work = planWork(deps, context);
  return work.kept === undefined ? work : { ...work, kept: (plan) => JSON.stringify(toDto(plan)) };
}

const planResult = (status: number, plan: Plan): ActionResult => dtoResult(status, toDto(plan), plan.version);

/** The result of a change that was made before: its DTO was kept, but for the id, which the database gave. */
function recallResult(status: number, { dto, wrote }: Replay): ActionResult | null {
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
