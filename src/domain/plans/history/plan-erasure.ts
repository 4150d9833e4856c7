// Erases what people wrote about a plan, in its ledger and in its history, and keeps that it was done.
import { err, ok, type Result } from "../../values/result.ts";
import { applyCommand } from "../commands/apply-command.ts";
import type { ChangeFailure, PlanWork } from "../commands/change-plan.ts";
import type { EraseTexts } from "../commands/plan-command.ts";
import { encodeCommand } from "./command-text.ts";
import { countTexts } from "./erase-texts.ts";
import { redactedEventText } from "./kept-command.ts";
import type { PlanErasures, VersionText } from "./plan-erasures-port.ts";
import { planEvent, sealEvent } from "./plan-event.ts";

/**
 * `notes`: notes of payments and reasons of reversals. `replaced`: events from before commitments existed, whose own
 * text is replaced.
 */
export type PlanTally = { readonly notes: number; readonly replaced: number };

export type ErasurePlanFailure = Extract<ChangeFailure, { tag: "PLAN_NOT_FOUND" | "VERSION_CONFLICT" }>;

const MAX_ATTEMPTS = 5;
const EVENTS_A_TRIP = 200;

/**
 * Erases the notes of a plan's payments and the reasons of their reversals, and says how many there were; `preview` only says it. Where there are none,
 * nothing is written. The event of it holds no text; it names the digest of every text that it put in place of an older
 * event's, so that what is left of those cannot be changed unseen.
 */
export async function erasePlan(
  work: PlanWork & { readonly erasures: PlanErasures },
  id: number,
  preview = false,
): Promise<Result<PlanTally, ErasurePlanFailure>> {
  const { plans, erasures, digest, policy, stamp } = work;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const plan = await plans.byId(id);
    if (plan === null) return err({ tag: "PLAN_NOT_FOUND", id });
    const replaced = await replacements(erasures, id);
    const notes = countTexts(plan);
    const tally = { notes, replaced: replaced.length };
    if (preview || (notes === 0 && replaced.length === 0)) return ok(tally);
    const hashes = replaced.map(async ({ version, text }) => ({ version, hash: await digest(text) }));
    const command: EraseTexts = { kind: "erase-texts", replaced: await Promise.all(hashes) };
    const applied = applyCommand(plan, command, policy, stamp);
    if (!applied.ok) throw new Error(`an erasure is refused: ${applied.error.tag}`);
    const requestHash = await digest(encodeCommand(command));
    const record = { command, policy, stamp };
    const unsealed = planEvent(plan.version + 1, record, applied.value, requestHash, plan.eventHash);
    const event = await sealEvent(unsealed, digest);
    if ((await erasures.eraseTexts(plan, applied.value.after, event, replaced)) === "saved") return ok(tally);
  }
  return err({ tag: "VERSION_CONFLICT", id });
}

/** What is to stand in place of the texts of events that are older than commitments. */
async function replacements(erasures: PlanErasures, id: number): Promise<readonly VersionText[]> {
  const replaced: VersionText[] = [];
  for (let after = 0; ; ) {
    const page = await erasures.textEvents(id, after, EVENTS_A_TRIP);
    for (const { version, text } of page) {
      const without = redactedEventText(text);
      if (without !== null) replaced.push({ version, text: without });
    }
    const last = page.at(-1);
    if (last === undefined) return replaced;
    after = last.version;
  }
}
