// The demo data that is worth looking at: people, plans of every recurrence in every state, references, stops. Made relative
// to today, so that there is always something overdue of each age, something due this week and something to come.
import type { Database } from "../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../src/adapters/libsql/stores.ts";
import type { ContactExtraPatch } from "../src/domain/contacts/extras/contact-extra-patch.ts";
import type { DecimalText } from "../src/domain/contacts/extras/decimal-text.ts";
import type { WrittenDate } from "../src/domain/contacts/extras/written-date.ts";
import { changePlan, makePlan, type PlanWork } from "../src/domain/plans/commands/change-plan.ts";
import { RECURRENCES, type Recurrence } from "../src/domain/plans/terms/recurrence.ts";
import { DEFAULT_IDENTITY } from "../src/domain/references/identity.ts";
import { draftReference } from "../src/domain/references/save-reference.ts";
import type { Currency } from "../src/domain/values/currency.ts";
import type { LocalDate } from "../src/domain/values/local-date.ts";
import { formatMinor } from "../src/domain/values/money.ts";
import { ok } from "../src/domain/values/result.ts";
import type { Stamp } from "../src/domain/values/stamp.ts";
import { sha256 } from "../src/http/request/key/api-key.ts";
import { DEMO_NAMES } from "./demo-names.ts";
import { DAYS, daysFrom, happenedTo, PAID, SITUATIONS } from "./demo-situations.ts";

const FIRST_CONTACT = 5001;
const FIRST_CLIENT = 501;
const PLANS = 60;
const BY = "demo data";

export type DemoWorld = {
  /** A connection for each step: one is meant for one request. */
  readonly connect: () => Database;
  readonly today: LocalDate;
  readonly newSalt: () => string;
};

const stampOn = (day: LocalDate): Stamp => ({ at: `${day}T01:00:00.000Z`, by: BY });

/** Adds all of it beside what `addDemoData` adds, unless it is there already. */
export async function addDemoWorld({ connect, today, newSalt }: DemoWorld): Promise<void> {
  const stores = () => libsqlStores(connect());
  if ((await stores().contacts.byId(FIRST_CONTACT)) !== null) return;
  const stamp = stampOn(daysFrom(today, -400));
  for (const [at, name] of DEMO_NAMES.entries()) {
    const id = FIRST_CONTACT + at;
    // Each tenth is a head office, the two after it are its branches.
    const parentId = at % 10 === 1 || at % 10 === 2 ? id - (at % 10) : null;
    const reference = at % 4 === 3 ? null : `D-${100 + at}`;
    await stores().contacts.put({ id, name, reference, parentId }, [0], stamp);
    const extra = extraOf(at, today);
    if (extra !== null)
      await stores().contacts.saveExtra({ by: "id", id }, extra, stampOn(daysFrom(today, -1)));
    // The last few are clients of nobody known: what is not linked is shown too.
    if (at < 36) await stores().clients.put(FIRST_CLIENT + at, id, [0], stamp);
    if (at % 4 !== 2) await stores().references.save(referenceOf(id, at), stamp);
  }
  for (let at = 0; at < PLANS; at += 1) await addPlan({ connect, today, newSalt }, at);
}

function extraOf(at: number, today: LocalDate): ContactExtraPatch | null {
  const day = (days: number) => daysFrom(today, days) as string as WrittenDate;
  const aud = (minor: bigint) => ({ minor, currency: "AUD" as Currency });
  switch (at) {
    case 0:
      return {
        accountReference: "LEDGER 7 (head office)",
        creditLimit: aud(2_500_000n),
        accountBalance: "1920.00" as DecimalText,
      };
    case 4:
      return { onStopDate: day(-12), onStopReason: "three invoices unpaid" };
    case 7:
      return { onStopReason: "in dispute: goods returned" };
    case 10:
      return { onStopDate: day(-40), onStopReason: "receivership of the group", onStopDescendant: true };
    case 13:
      return { creditLimit: aud(50_000n), accountBalance: "812.40" as DecimalText, creditLimitOnStop: true };
    case 16:
      return { onStopDate: day(30), delay2Pay: 14 };
    case 21:
      return { useParentRef: true, directDebit: true };
    default:
      return at % 5 === 0
        ? { creditLimit: aud(BigInt(at) * 10_000n), delay2Pay: 7, directDebit: at % 2 === 0 }
        : null;
  }
}

/** CRNs of the form that Centrelink's have, made up. */
function referenceOf(contactId: number, at: number) {
  const digits = String(204_815_700 + at * 7_919).replace(/(\d{3})(?=\d)/g, "$1 ");
  const letter = "XVTSLKJHCBA".charAt(at % 11);
  const draft = draftReference(
    {
      accountId: 1 + (at % 2),
      contactId,
      crn: `${digits}${letter}`,
      ...{ benefitGroupId: null, statusId: null, createId: null, createSessionId: null },
    },
    { scheme: "any", identity: DEFAULT_IDENTITY },
  );
  if (!draft.ok) throw new Error("a demo reference is not valid");
  return draft.value;
}

const CURRENCIES: readonly (readonly [Currency, unit: bigint])[] = [
  ["AUD" as Currency, 100n],
  ["AUD" as Currency, 100n],
  ["AUD" as Currency, 100n],
  ["JPY" as Currency, 100n],
  ["KWD" as Currency, 1_000n],
];

async function addPlan({ connect, today, newSalt }: DemoWorld, at: number): Promise<void> {
  const recurrences = Object.keys(RECURRENCES) as Recurrence[];
  const recurrence = recurrences[at % recurrences.length] ?? "Monthly";
  const situation = SITUATIONS[at % SITUATIONS.length] ?? SITUATIONS[0];
  const [currency, unit] = CURRENCIES[at % 3 === 0 ? at % CURRENCIES.length : 0] ?? ["AUD" as Currency, 100n];
  const paid = situation.kind === "future" ? 0 : PAID;
  const start = daysFrom(today, situation.due - paid * DAYS[recurrence]);
  const workOn = (day: LocalDate): PlanWork => ({
    plans: libsqlStores(connect()).plans,
    digest: sha256,
    newSalt,
    policy: { arrears: "roll", today: day },
    stamp: stampOn(day),
  });
  const agreed = daysFrom(start < today ? start : today, -5);
  const amount = unit * BigInt(15 + ((at * 37) % 240));
  const count = situation.kind === "completed" ? PAID : PAID + 1 + ((at * 5) % 20);
  const terms = { start, amount, count, recurrence, state: "Active" };
  const made = await makePlan(
    workOn(agreed),
    {
      ...{
        kind: "create",
        clientId: FIRST_CLIENT + (at % DEMO_NAMES.length),
        businessUnitId: 3 + (at % 3),
        currency,
        terms,
      },
      asWritten: { start: `${start}T00:00:00`, amount: formatMinor(amount, currency) },
      method: ["DirectDebit", "Cash", "Centrepay", "BankTransfer"][at % 4] ?? "Cash",
    },
    newSalt(),
  );
  if (!made.ok) throw new Error(`a demo plan is refused: ${made.error.tag}`);
  const { plan } = made.value;
  for (const [day, command] of happenedTo(plan, situation, today)) {
    const changed = await changePlan(workOn(day), plan.id, () => ok(command));
    if (!changed.ok) throw new Error(`demo plan ${plan.id}: ${changed.error.tag}`);
  }
}
