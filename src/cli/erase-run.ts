// Erases through the stores, and says in words what there was.
import type { Database } from "../adapters/libsql/connection/database.ts";
import type { Erasures } from "../adapters/libsql/erasure/erasure-store.ts";
import { libsqlManyPlans } from "../adapters/libsql/plans/many-plans-store.ts";
import { libsqlPlans } from "../adapters/libsql/plans/plan-store.ts";
import type { ContactTally } from "../domain/contacts/contact-erasures-port.ts";
import { isNothing } from "../domain/contacts/erase-contact.ts";
import { erasePlan, type PlanTally } from "../domain/plans/history/plan-erasure.ts";
import type { Plan } from "../domain/plans/plan.ts";
import type { Page } from "../domain/values/page.ts";
import type { Stamp } from "../domain/values/stamp.ts";
import { answerOf } from "../http/failures/failure-answers.ts";
import { todayIn } from "../http/request/clock.ts";
import { sha256 } from "../http/request/key/api-key.ts";
import type { Settings } from "../http/settings/settings.ts";

export type EraseRun = {
  /** A database for one trip. */
  readonly connect: () => Database;
  readonly erasures: Erasures;
  readonly settings: Pick<Settings, "ARREARS" | "TIME_ZONE">;
  readonly stamp: Stamp;
  /** Only says what there is. */
  readonly preview: boolean;
};

/** `found` is false where there is nothing of that number; `said` is the line about it. */
export type Erased = { readonly found: boolean; readonly said: string };

const PLANS_A_TRIP = 100;

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export async function eraseContact({ erasures, stamp, preview }: EraseRun, id: number): Promise<Erased> {
  const tally = await (preview ? erasures.tallyContact(id) : erasures.eraseContact(id, stamp));
  if (tally === null)
    return { found: false, said: `There is no contact ${id}, nor a payment reference in its name.` };
  return { found: true, said: `Contact ${id}: ${contactWords(tally, preview)}` };
}

function contactWords(tally: ContactTally, preview: boolean): string {
  if (isNothing(tally)) return "nothing is left to erase.";
  const { members, events, references } = tally;
  const own = members === null ? "no contact of that number" : members.join(", ") || "no text of its own";
  const verb = preview ? "would be erased" : "erased";
  return `${verb}: ${own}; texts in ${counted(events, "event")}; the CRNs of ${counted(references, "payment reference")}.`;
}

/** The plan of that number, or all plans of the client. */
export async function erasePlans(
  run: EraseRun,
  of: { readonly planId: number } | { readonly clientId: number },
): Promise<Erased> {
  if ("planId" in of) {
    const tally = await eraseOne(run, of.planId);
    return typeof tally === "string"
      ? { found: false, said: tally }
      : { found: true, said: `Plan ${of.planId}: ${planWords(tally, run.preview)}` };
  }
  let [plans, notes, replaced] = [0, 0, 0];
  for await (const id of planIds(run, of.clientId)) {
    const tally = await eraseOne(run, id);
    if (typeof tally === "string") throw new Error(tally);
    plans += 1;
    notes += tally.notes;
    replaced += tally.replaced;
  }
  if (plans === 0) return { found: false, said: `There is no plan of client ${of.clientId}.` };
  const words = planWords({ notes, replaced }, run.preview);
  return { found: true, said: `Client ${of.clientId}, ${counted(plans, "plan")}: ${words}` };
}

function planWords({ notes, replaced }: PlanTally, preview: boolean): string {
  if (notes === 0 && replaced === 0) return "nothing is left to erase.";
  const verb = preview ? "would be erased" : "erased";
  const older =
    replaced === 0
      ? ""
      : ` ${counted(replaced, "event is", "events are")} older than commitments: the hash of such a one can no longer be computed.`;
  return `${counted(notes, "text")} about payments ${verb}.${older}`;
}

/** What there was, or the sentence of a refusal. */
async function eraseOne(
  { connect, erasures, settings, stamp, preview }: EraseRun,
  id: number,
): Promise<PlanTally | string> {
  const policy = { arrears: settings.ARREARS, today: todayIn(settings.TIME_ZONE, Date.parse(stamp.at)) };
  const newSalt = () => crypto.randomUUID();
  const work = { plans: libsqlPlans(connect()), digest: sha256, newSalt, policy, stamp, erasures };
  const erased = await erasePlan(work, id, preview);
  return erased.ok ? erased.value : answerOf(erased.error).detail;
}

async function* planIds({ connect }: EraseRun, clientId: number): AsyncGenerator<number> {
  const filter = { clientId, businessUnitId: null, state: null, active: null };
  for (let after: number | null = 0; after !== null; ) {
    const page: Page<Plan> = await libsqlManyPlans(connect()).matching(filter, {
      after,
      limit: PLANS_A_TRIP,
    });
    for (const { id } of page.items) yield id;
    after = page.next;
  }
}
