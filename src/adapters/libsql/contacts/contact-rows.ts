// The one place that knows both a contact of the core and its row.
import type { AccountBalance, Contact, ContactExtra } from "../../../domain/contacts/contact.ts";
import type { ContactExtraPatch } from "../../../domain/contacts/extras/contact-extra-patch.ts";
import type { DecimalText } from "../../../domain/contacts/extras/decimal-text.ts";
import type { WrittenDate } from "../../../domain/contacts/extras/written-date.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { Money } from "../../../domain/values/money.ts";
import type { Row } from "../connection/database.ts";
import type { ContactModel } from "../schema/models.ts";
import { rowReader } from "../schema/table.ts";
import { contacts } from "../schema/tables.ts";

const readRow = rowReader<ContactModel>(contacts);

export function toContact(row: Row): Contact {
  const model = readRow(row);
  return {
    id: model.id,
    reference: model.reference,
    name: model.name,
    parentId: model.parentId,
    version: model.version,
    extra: extraOf(model),
    created: { at: model.createdAt, by: model.createdBy },
    lastUpdated: { at: model.updatedAt, by: model.updatedBy },
  };
}

function extraOf(model: ContactModel): ContactExtra {
  return {
    creditLimit: limitOf(model),
    delay2Pay: model.delay2Pay,
    directDebit: model.directDebit,
    accountReference: model.accountReference,
    accountType: model.accountType,
    lastUpdated: model.lastUpdated as WrittenDate | null,
    flaggedReason: model.flaggedReason,
    financialSyncExclude: model.financialSyncExclude,
    useParentRef: model.useParentRef,
    accountBalance: balanceOf(model),
    accountStatus: model.accountStatus,
    onStopReason: model.onStopReason,
    onStopDate: model.onStopDate as WrittenDate | null,
    creditLimitOnStop: model.creditLimitOnStop,
    onStopDescendant: model.onStopDescendant,
  };
}

function limitOf({ creditLimitMinor: minor, creditLimitCurrency: currency }: ContactModel): Money | null {
  return minor === null || currency === null ? null : { minor, currency: currency as Currency };
}

function balanceOf(model: ContactModel): AccountBalance | null {
  const { accountBalance: amount, accountBalanceCurrency: currency, accountBalanceAt: updatedAt } = model;
  if (amount === null || updatedAt === null) return null;
  return { amount: amount as DecimalText, currency: currency as Currency | null, updatedAt };
}

/**
 * A patch as the JSON text that the update reads: a member that is there is set, null clears, the rest stays. A limit
 * becomes its two columns; its minor units fit a JSON number exactly (`MAX_MINOR`).
 */
export function patchToText(patch: ContactExtraPatch): string {
  const { creditLimit, ...rest } = patch;
  if (creditLimit === undefined) return JSON.stringify(rest);
  return JSON.stringify({
    ...rest,
    creditLimitMinor: creditLimit === null ? null : Number(creditLimit.minor),
    creditLimitCurrency: creditLimit?.currency ?? null,
  });
}

/** A contact's extra from the facts of an event, which have the schema's names and the database's values. */
export function extraFromFacts(facts: Readonly<Record<string, string | number | null>>): ContactExtra {
  const row = Object.entries(contacts).map(([key, { name }]) => [name, facts[key] ?? null]);
  return extraOf(readRow(Object.fromEntries(row)));
}

/** The patch that `patchToText` wrote, from its parsed text. */
export function patchFromText(change: Readonly<Record<string, unknown>>): ContactExtraPatch {
  const { creditLimitMinor: minor, creditLimitCurrency: currency, ...rest } = change;
  if (minor === undefined) return rest;
  const creditLimit =
    minor === null ? null : { minor: BigInt(minor as number), currency: currency as Currency };
  return { ...rest, creditLimit };
}
