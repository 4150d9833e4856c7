// One line of the bulk load to what the core takes: a contact, a reference or a plan; or the reason why not. Pure.

import type { ContactLoad } from "../src/adapters/libsql/bulk-contacts.ts";
import { checkContact, MAX_CONTACT_ID } from "../src/domain/contacts/contact-draft.ts";
import { parseContactExtraSave } from "../src/domain/contacts/contact-extra-save.ts";
import { ACTIVE } from "../src/domain/plans/plan.ts";
import type { CreatePlan } from "../src/domain/plans/plan-command.ts";
import { RECURRENCES, type Recurrence } from "../src/domain/plans/recurrence.ts";
import { draftReference, type ReferenceDraft } from "../src/domain/references/save-reference.ts";
import { parseCurrency } from "../src/domain/values/currency.ts";
import { parseLocalDate } from "../src/domain/values/local-date.ts";
import { parseMinor } from "../src/domain/values/money.ts";
import { err, ok, type Result } from "../src/domain/values/result.ts";
import { contactSentence, referenceSentence } from "../src/http/member-sentences.ts";
import { currencyOf, type Settings } from "../src/http/settings.ts";
import type { Columns, Fields } from "./import-lines.ts";

/** A column of ours to the parameter of ContactExtraSave that has the same meaning, and the same checks. */
const EXTRA_PARAMETERS: Readonly<Record<string, string>> = {
  creditLimit: "ContactExtraCreditLimit",
  creditLimitCurrency: "ContactExtraCreditLimitCurrency",
  delay2Pay: "ContactExtraDelay2Pay",
  directDebit: "ContactExtraDirectDebit",
  accountReference: "ContactExtraAccountReference",
  accountType: "ContactExtraAccountType",
  lastUpdated: "ContactExtraLastUpdated",
  flaggedReason: "ContactExtraFlaggedReason",
  financialSyncExclude: "ContactExtraFinancialSyncExclude",
  useParentRef: "ContactExtraUseParentRef",
  accountBalance: "ContactExtraAccountPackageAccountBalance",
  accountStatus: "ContactExtraAccountPackageAccountStatus",
  onStopReason: "ContactExtraOnStopReason",
  onStopDate: "ContactExtraOnStopDate",
  creditLimitOnStop: "ContactExtraCreditLimitOnStop",
  onStopDescendant: "ContactExtraOnStopDescendant",
};

const REFERENCE_NUMBERS = ["benefitGroupId", "statusId", "createId", "createSessionId"] as const;

export const CONTACT_COLUMNS: Columns = {
  known: ["id", "name", "reference", "parentId", ...Object.keys(EXTRA_PARAMETERS)],
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

export type Read<T> = Result<T, string>;

/** A whole number of 32 bits; NaN, which the core refuses, for other text; null for none. */
function numberOf(fields: Fields, name: string): number | null {
  const text = fields.get(name);
  if (text === undefined) return null;
  return /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= MAX_CONTACT_ID ? Number(text) : Number.NaN;
}

/** The contact with the facts whose columns are not empty. */
export function contactOf(fields: Fields): Read<ContactLoad> {
  const draft = checkContact({
    id: numberOf(fields, "id") ?? Number.NaN,
    name: fields.get("name") ?? "",
    reference: fields.get("reference") ?? null,
    parentId: numberOf(fields, "parentId"),
  });
  if (!draft.ok) return err(draft.error.map((failure) => contactSentence(failure, failure.member)).join(" "));
  const given = Object.entries(EXTRA_PARAMETERS).flatMap(([column, parameter]) => {
    const text = fields.get(column);
    return text === undefined ? [] : [[parameter, text] as const];
  });
  const save = parseContactExtraSave([["ContactId", String(draft.value.id)], ...given]);
  return save.ok ? ok({ draft: draft.value, patch: save.value.patch }) : save;
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
/** As long as the service's own calls take one: a sign, 28 digits, a point, 28 digits. */
const MAX_AMOUNT_LENGTH = 58;

/** The plan as a command, and its key; whether the terms hold is the core's to judge when it is made. */
export function planOf(
  fields: Fields,
  settings: Settings,
): Read<{ readonly key: string; readonly command: CreatePlan }> {
  const text = (name: string): string => fields.get(name) ?? "";
  const key = text("key");
  if (key === "" || key.length > MAX_KEY_LENGTH)
    return err(`The key must have 1 to ${MAX_KEY_LENGTH} characters.`);
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
      asWritten: { start: `${start}T00:00:00`, amount: text("amount") },
      method,
    },
  });
}
