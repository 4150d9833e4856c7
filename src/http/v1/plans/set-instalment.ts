// PUT and PATCH /v1/payment-plans/{id}/instalments/{ordinal}: an instalment's override and batch, both or one of them.
import type { Plan } from "../../../domain/plans/plan.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { declare } from "../call/declaration.ts";
import { changeReply } from "./plan-answer.ts";
import { A_CHANGE, aud, INSTALMENT_FAILURES } from "./plan-facts.ts";
import { amountIn } from "./plan-money.ts";
import { instalmentFacts, instalmentPatch } from "./plan-schemas.ts";

type Money = { readonly amount: string; readonly currency: string };

/** The command for both facts; fails as `amountIn`. */
function settingOf(plan: Plan, instalment: number, money: Money | null, inBatch: boolean) {
  const override = money === null ? ok(null) : amountIn(plan.currency, money);
  if (!override.ok) return override;
  return ok({ kind: "set-instalment", instalment, override: override.value, inBatch } as const);
}

export const setInstalment = declare(
  "PUT /v1/payment-plans/{id}/instalments/{ordinal}",
  {
    id: "setInstalment",
    ...A_CHANGE,
    summary: "Override an instalment, or put it in a payment batch",
    description:
      "Both facts, both explicit; null takes the override back. An override of 0 waives. An instalment that comes free keeps its amount where it is past due, else it takes the terms' (update 8).",
    body: { name: "InstalmentFacts", schema: instalmentFacts },
    failures: INSTALMENT_FAILURES,
    example: { path: { id: 1, ordinal: 3 }, body: { override: aud("5.00"), inBatch: false } },
  },
  (input, request) => {
    const { override, inBatch } = input.body;
    return changeReply(request, input, (plan) => settingOf(plan, input.path.ordinal, override, inBatch));
  },
);

export const patchInstalment = declare(
  "PATCH /v1/payment-plans/{id}/instalments/{ordinal}",
  {
    id: "patchInstalment",
    ...A_CHANGE,
    summary: "Change one fact of an instalment",
    description:
      "A JSON merge patch: `override`, `inBatch`, or both. What is left out stays as it is; null takes the override back.",
    body: { name: "InstalmentPatch", schema: instalmentPatch },
    failures: INSTALMENT_FAILURES,
    example: { path: { id: 1, ordinal: 3 }, query: { validateOnly: "true" }, body: { inBatch: true } },
  },
  (input, request) => {
    const { override: money, inBatch } = input.body;
    const instalment = input.path.ordinal;
    return changeReply(request, input, (plan) => {
      const row = plan.rows.find(({ ordinal }) => ordinal === instalment);
      if (row === undefined) return err({ tag: "INSTALMENT_UNKNOWN", instalment, count: plan.rows.length });
      const wanted = inBatch ?? row.inBatch;
      if (money !== undefined) return settingOf(plan, instalment, money, wanted);
      return ok({ kind: "set-instalment", instalment, override: row.override, inBatch: wanted });
    });
  },
);
