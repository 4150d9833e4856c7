// One line of the bulk load to what the core takes: a contact, a reference or a plan; or the reason why not. Pure.

import type { ContactLoad } from "../../domain/contacts/bulk/many-contacts-port.ts";
import { type ContactFailure, checkContact } from "../../domain/contacts/contact-draft.ts";
import { readExtra, WRITTEN_MEMBERS } from "../../domain/contacts/extras/read-extra.ts";
import type { KeyedPayment } from "../../domain/plans/bulk/keyed-payments.ts";
import type { NewKeyedPlan } from "../../domain/plans/bulk/keyed-plans.ts";
import { ACTIVE } from "../../domain/plans/plan.ts";
import { RECURRENCES, type Recurrence } from "../../domain/plans/terms/recurrence.ts";
import { writtenStart } from "../../domain/plans/terms/written-start.ts";
import { draftReference, type ReferenceDraft } from "../../domain/references/save-reference.ts";
import { parseCurrency } from "../../domain/values/currency.ts";
import { MAX_ID } from "../../domain/values/ids.ts";
import { parseLocalDate } from "../../domain/values/local-date.ts";
import { parseMinor } from "../../domain/values/money.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import { isStorable, isWithin, MAX_NOTE_LENGTH } from "../../domain/values/text-length.ts";
import { firstMessage } from "../../http/contracts/bigchange/contact-extra-checks.ts";
import { contactSentence, referenceSentence } from "../../http/failures/member-sentences.ts";
import { currencyOf, type Settings } from "../../http/settings/settings.ts";
import type { Columns, Fields } from "./import-lines.ts";

const REFERENCE_NUMBERS = ["benefitGroupId", "statusId", "createId", "createSessionId"] as const;

export const CONTACT_COLUMNS: Columns = {
  known: ["id", "name", "reference", "parentId", ...WRITTEN_MEMBERS],
  required: ["id", "name"],
};
export const REFERENCE_COLUMNS: Columns = {
  known: ["accountId", "contactId", "crn", ...REFERENCE_NUMBERS],
  required: ["accountId", "contactId", "crn"],
};
export const PLAN_COLUMNS: Columns = {
  known: [
    ...["key", "clientId", "businessUnitId", "start", "amount", "currency"],
    ...["count", "recurrence", "paymentMethod"],
  ],
  required: ["key", "clientId", "businessUnitId", "start", "amount", "count", "recurrence", "paymentMethod"],
};

export const PAYMENT_COLUMNS: Columns = {
  known: ["key", "planId", "planKey", "amount", "receivedOn", "instalment", "note"],
  required: ["key", "amount", "receivedOn"],
};

export type Read<T> = Result<T, string>;

/** A whole number of 32 bits; NaN, which the core refuses, for other text; null for none. */
function numberOf(fields: Fields, name: string): number | null {
  const text = fields.get(name);
  if (text === undefined) return null;
  return /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= MAX_ID ? Number(text) : Number.NaN;
}

const REPLACED = ["reference", "parentId"] as const;

export const contactReason = (failures: readonly ContactFailure[]): string =>
  failures.map((failure) => contactSentence(failure, failure.member)).join(" ");

/** The contact with the facts whose columns are not empty; a reference and a parent that are left out stay. */
export function contactOf(fields: Fields): Read<ContactLoad> {
  const draft = checkContact({
    id: numberOf(fields, "id") ?? Number.NaN,
    name: fields.get("name") ?? "",
    reference: fields.get("reference") ?? null,
    parentId: numberOf(fields, "parentId"),
  });
  if (!draft.ok) return err(contactReason(draft.error));
  const patch = readExtra((member) => {
    const text = fields.get(member);
    return text === undefined ? "absent" : { text };
  });
  if (!patch.ok) return err(firstMessage(patch.error));
  const left = REPLACED.filter((column) => !fields.has(column));
  return ok({ draft: draft.value, left, patch: patch.value });
}

/** The reference under the deployment's own rules; no reason holds a CRN. */
export function referenceOf(fields: Fields, settings: Settings): Read<ReferenceDraft> {
  const numbers = REFERENCE_NUMBERS.map((name) => [name, numberOf(fields, name)] as const);
  const wrong = numbers.filter(([, number]) => Number.isNaN(number));
  if (wrong.length > 0)
    return err(wrong.map(([name]) => `The field ${name} must be a whole number.`).join(" "));
  const draft = draftReference(
    {
      accountId: numberOf(fields, "accountId"),
      contactId: numberOf(fields, "contactId"),
      crn: fields.get("crn") ?? null,
      ...(Object.fromEntries(numbers) as Record<(typeof REFERENCE_NUMBERS)[number], number | null>),
    },
    { scheme: settings.CRN_SCHEME, identity: settings.REFERENCE_IDENTITY },
  );
  if (draft.ok) return draft;
  return err(draft.error.map((failure) => referenceSentence(failure, failure.member)).join(" "));
}

const MAX_KEY_LENGTH = 200;
const WRONG_KEY = `The key must have 1 to ${MAX_KEY_LENGTH} characters.`;
const isKey = (key: string): boolean => key !== "" && key.length <= MAX_KEY_LENGTH;
/** As long as the service's own calls take one: a sign, 28 digits, a point, 28 digits. */
const MAX_AMOUNT_LENGTH = 58;

/** The plan as a command, and its key; whether the terms hold is the core's to judge when it is made. */
export function planOf(fields: Fields, settings: Settings): Read<NewKeyedPlan> {
  const text = (name: string): string => fields.get(name) ?? "";
  const key = text("key");
  if (!isKey(key)) return err(WRONG_KEY);
  const businessUnitId = numberOf(fields, "businessUnitId") ?? 0;
  const currency = parseCurrency(text("currency") || currencyOf(settings, businessUnitId));
  if (currency !== currencyOf(settings, businessUnitId)) {
    return err(`This business unit's currency is ${currencyOf(settings, businessUnitId)}.`);
  }
  const amount = text("amount").length > MAX_AMOUNT_LENGTH ? null : parseMinor(text("amount"), currency);
  if (amount?.ok !== true)
    return err("The amount must be decimal text, in no more decimals than the currency has.");
  const start = parseLocalDate(text("start"));
  if (start === null || start !== text("start")) return err("The start must be a date, such as 2025-01-31.");
  const recurrence = text("recurrence");
  if (!Object.hasOwn(RECURRENCES, recurrence)) {
    return err(`The recurrence must be one of ${Object.keys(RECURRENCES).join(", ")}.`);
  }
  const method = text("paymentMethod");
  const methods = Object.keys(settings.ENUMERATIONS.PaymentMethod);
  if (!methods.includes(method)) return err(`The paymentMethod must be one of ${methods.join(", ")}.`);
  const terms = {
    start,
    amount: amount.value,
    count: numberOf(fields, "count") ?? 0,
    recurrence: recurrence as Recurrence,
    state: ACTIVE,
  };
  return ok({
    key,
    command: {
      kind: "create",
      clientId: numberOf(fields, "clientId") ?? 0,
      businessUnitId,
      currency,
      terms,
      asWritten: { start: writtenStart(start), amount: text("amount") },
      method,
    },
  });
}

/** A payment and the plan that its line names, by its id or by its key. */
export type NewPayment = KeyedPayment & { readonly plan: { readonly id: number } | { readonly key: string } };

/** The payment; whether the plan takes it is the core's to judge when it is recorded. */
export function paymentOf(fields: Fields): Read<NewPayment> {
  const key = fields.get("key") ?? "";
  if (!isKey(key)) return err(WRONG_KEY);
  const planId = numberOf(fields, "planId");
  const planKey = fields.get("planKey");
  if ((planId === null) === (planKey === undefined))
    return err("Either the planId or the planKey must say which plan it is.");
  if (planId !== null && !(planId >= 1)) return err("The planId must be a whole number above 0.");
  const amount = fields.get("amount") ?? "";
  if (amount === "" || amount.length > MAX_AMOUNT_LENGTH) return err("The amount must be decimal text.");
  const text = fields.get("receivedOn") ?? "";
  const receivedOn = parseLocalDate(text);
  if (receivedOn === null || receivedOn !== text)
    return err("The receivedOn must be a date, such as 2025-01-31.");
  const instalment = numberOf(fields, "instalment");
  if (instalment !== null && !(instalment >= 1)) return err("The instalment must be a whole number above 0.");
  const note = fields.get("note") ?? "";
  if (!isWithin(note, MAX_NOTE_LENGTH))
    return err(`The note is refused. At most ${MAX_NOTE_LENGTH} characters are expected.`);
  if (!isStorable(note))
    return err("The note is refused. Text without NUL and unpaired surrogates is expected.");
  const plan = planKey === undefined ? { id: planId ?? 0 } : { key: planKey };
  return ok({ key, plan, amount, receivedOn, instalment, note });
}
