// The small data set that the contract pages' samples name, so that they work on what was empty before.
import { makePlan } from "../domain/plans/commands/change-plan.ts";
import type { Stores } from "../domain/ports/stores.ts";
import { DEFAULT_IDENTITY } from "../domain/references/identity.ts";
import { draftReference } from "../domain/references/save-reference.ts";
import type { Currency } from "../domain/values/currency.ts";
import type { LocalDate } from "../domain/values/local-date.ts";
import type { Instant, Stamp } from "../domain/values/stamp.ts";
import { sha256 } from "../http/request/key/api-key.ts";

const CONTACTS = [
  { id: 38759340, reference: "JB-1", name: "Joe Bloggs" },
  { id: 39010151, reference: "ABC123456", name: "Jane Sample" },
];

/** Adds the contacts, plan 1 (client 2, which is the first contact, business unit 3) and the sample reference. `newText` gives random text. */
export async function addDemo(
  stores: Pick<Stores, "contacts" | "clients" | "references" | "plans">,
  at: Instant,
  nonce: string,
  newText: () => string,
): Promise<void> {
  const stamp: Stamp = { at, by: "demo data" };
  for (const contact of CONTACTS) await stores.contacts.put({ ...contact, parentId: null }, [0], stamp);

  const reference = draftReference(
    {
      accountId: 1,
      contactId: 1,
      crn: "sample string 1",
      benefitGroupId: 1,
      statusId: 1,
      createId: 1,
      createSessionId: 1,
    },
    { scheme: "any", identity: DEFAULT_IDENTITY },
  );
  if (!reference.ok) throw new Error("the demo reference is not valid");
  await stores.references.save(reference.value, stamp);

  const start = "2024-12-04" as LocalDate;
  const plan = await makePlan(
    {
      plans: stores.plans,
      digest: sha256,
      newSalt: newText,
      policy: { arrears: "roll", today: start },
      stamp,
    },
    {
      kind: "create",
      clientId: 2,
      businessUnitId: 3,
      currency: "AUD" as Currency,
      terms: { start, amount: 750n, count: 4, recurrence: "Weekly", state: "Active" },
      asWritten: { start: "2024-12-04T00:00:00", amount: "7.50" },
      method: "Cash",
    },
    nonce,
  );
  if (!plan.ok) throw new Error(`the demo plan is refused: ${plan.error.tag}`);
  await stores.clients.put(2, 38759340, [0], stamp);
}
