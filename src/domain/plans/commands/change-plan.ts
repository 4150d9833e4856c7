// The way of every change through a store: read the plan, decide on it, write the decision; again if somebody was faster.

import { err, ok, type Result } from "../../values/result.ts";
import { encodeCommand } from "../history/command-text.ts";
import { commitTexts } from "../history/kept-command.ts";
import { planEvent, sealEvent } from "../history/plan-event.ts";
import type { Plan } from "../plan.ts";
import type { PlanChange } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";
import type { PaymentPlans } from "../plans-port.ts";
import { applyCommand } from "./apply-command.ts";
import { createPlan } from "./create-plan.ts";
import type { ChangePlan, CreatePlan } from "./plan-command.ts";
import { previewOfChange, previewOfCreation } from "./preview.ts";
import { type SealWork, sealCreation } from "./seal-creation.ts";

/** What the core cannot know by itself: the store, the digest, who calls when, and under which policy. */
export type PlanWork = SealWork & {
  readonly plans: PaymentPlans;
  /** A new random text, without line breaks, each time: the salt of a commitment to what a person wrote. */
  readonly newSalt: () => string;
  /** Given where the caller may make plans of these business units alone. */
  readonly businessUnits?: readonly number[];
  /**
   * Given where the request has an idempotency key: what is kept of its response with the write, besides what the
   * plan's history tells. A plan that is being made has the id `UNSAVED_ID` in it.
   */
  readonly kept?: (plan: Plan) => string | null;
};

/** A plan as it is after a change, and what the change was. */
export type ChangedPlan = { readonly plan: Plan; readonly change: PlanChange };

export type ChangeFailure =
  | PlanFailure
  | { readonly tag: "PLAN_NOT_FOUND"; readonly id: number }
  | { readonly tag: "VERSION_STALE"; readonly id: number; readonly version: number }
  | { readonly tag: "VERSION_CONFLICT"; readonly id: number };

/**
 * `expected`: the versions that the caller will change, null for whichever is newest. `preview`: decide and answer,
 * but write nothing (law I17).
 */
export type ChangeOptions = { readonly expected: readonly number[] | null; readonly preview: boolean };

export const NEWEST: ChangeOptions = { expected: null, preview: false };

/** How often a change is decided anew on the newest version before the caller is told to try again. */
const MAX_ATTEMPTS = 5;

/**
 * Makes a plan in one write trip, none for a preview (its id is then `UNSAVED_ID`). `nonce` is random text that starts
 * its chain of events. Fails as `createPlan`, and with OWNER_OUT_OF_REACH for a business unit that is not the caller's.
 */
export async function makePlan(
  work: PlanWork,
  command: CreatePlan,
  nonce: string,
  preview = false,
): Promise<Result<ChangedPlan, PlanFailure>> {
  const { plans, policy, stamp, businessUnits } = work;
  if (businessUnits?.includes(command.businessUnitId) === false)
    return err({ tag: "OWNER_OUT_OF_REACH", member: "businessUnitId" });
  const created = createPlan(command, policy, stamp);
  if (!created.ok) return created;
  const change = created.value;
  const unsaved = previewOfCreation(change, stamp);
  if (preview) return ok({ plan: unsaved, change });
  const event = await sealCreation(work, command, change, nonce);
  const plan = { ...unsaved, eventHash: event.hash };
  const id = await plans.create(change.after, event, work.kept?.(plan));
  return ok({ plan: { ...plan, id }, change });
}

/**
 * Changes a plan: one read trip, and one write trip, which an unchanged plan takes only to keep an idempotency key
 * (update rule 7). `commandFor` turns the plan as it is into the command, or refuses. When another change took the
 * version in between, the command is decided anew on the newer plan, so neither is lost; VERSION_CONFLICT after too
 * many of those, VERSION_STALE when the newest version is not an expected one. A preview makes the read trip only; its
 * plan keeps version and stamps.
 */
export async function changePlan<F = never>(
  work: PlanWork,
  id: number,
  commandFor: (plan: Plan) => Result<ChangePlan, F>,
  { expected, preview }: ChangeOptions = NEWEST,
): Promise<Result<ChangedPlan, ChangeFailure | F>> {
  const { plans, digest, newSalt, policy, stamp } = work;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const plan = await plans.byId(id);
    if (plan === null) return err({ tag: "PLAN_NOT_FOUND", id });
    if (expected !== null && !expected.includes(plan.version)) {
      return err({ tag: "VERSION_STALE", id, version: plan.version });
    }
    const command = commandFor(plan);
    if (!command.ok) return command;
    const applied = applyCommand(plan, command.value, policy, stamp);
    if (!applied.ok) return applied;
    const change = applied.value;
    if (!change.changed || preview) {
      const same = previewOfChange(plan, change);
      if (!preview && work.kept !== undefined) await plans.keepUnchanged(same, work.kept(same));
      return ok({ plan: same, change });
    }
    const { command: recorded, texts } = await commitTexts(command.value, newSalt, digest);
    const requestHash = await digest(encodeCommand(recorded));
    const record = { command: recorded, policy, stamp };
    const version = plan.version + 1;
    const unsealed = planEvent(version, record, change, requestHash, plan.eventHash);
    const event = await sealEvent(unsealed, digest, texts);
    const after = { ...plan, ...change.after, version, lastUpdated: stamp, eventHash: event.hash };
    if ((await plans.save(plan, change.after, event, work.kept?.(after))) === "saved") {
      return ok({ plan: after, change });
    }
  }
  return err({ tag: "VERSION_CONFLICT", id });
}
