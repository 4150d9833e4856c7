// A contact's statement as /v1 JSON.

import type { Statement, StatementSection, ToCome } from "../../../domain/clients/statement.ts";
import type { Contact } from "../../../domain/contacts/contact.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import { statusOf, totalsOf } from "../../../domain/plans/totals.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import type { Page } from "../../../domain/values/page.ts";
import { money, termsJson, totalsJson } from "../plans/plan-json.ts";

export type Told = {
  readonly contact: Contact;
  readonly plans: Page<Plan>;
  readonly statement: Statement;
  readonly asOf: LocalDate;
  readonly from: LocalDate | null;
};

function sectionJson({ currency, opening, lines, months, ...sums }: StatementSection) {
  const show = (minor: bigint) => money(minor, currency);
  return {
    currency,
    opening: show(opening),
    lines: lines.map(({ date, kind, planId, number, charge, payment, balance, details }) => ({
      ...{ date, kind, planId, number, details },
      charge: charge === 0n ? null : show(charge),
      payment: payment === 0n ? null : show(payment),
      balance: show(balance),
    })),
    balance: show(sums.balance),
    overdue: show(sums.overdue),
    dueNow: show(sums.dueNow),
    outstanding: show(sums.outstanding),
    months: months.map(({ month, due, received }) => ({ month, due: show(due), received: show(received) })),
  };
}

const toComeJson = ({ due, planId, ordinal, unpaid, currency }: ToCome) => ({
  ...{ due, planId, instalment: ordinal, unpaid: money(unpaid, currency) },
});

/** `named`: whether the caller may read who the contact is. */
export function statementJson({ contact, plans, statement, asOf, from }: Told, named: boolean) {
  return {
    contact: {
      id: contact.id,
      name: named ? contact.name : null,
      reference: named ? contact.reference : null,
    },
    asOf,
    from,
    plans: plans.items.map((plan) => ({
      ...{ id: plan.id, version: plan.version, clientId: plan.clientId, businessUnitId: plan.businessUnitId },
      status: statusOf(plan),
      terms: termsJson(plan.terms, plan.currency),
      totals: totalsJson(totalsOf(plan, asOf), plan.currency),
    })),
    sections: statement.sections.map(sectionJson),
    toCome: statement.toCome.map(toComeJson),
    next: plans.next,
  };
}
