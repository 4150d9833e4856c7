// Random histories of plans as the calls that make them: what a caller would have sent, and on which day.
import type { CreatePlan, PlanCommand } from "../../src/domain/plans/commands/plan-command.ts";
import type { Currency } from "../../src/domain/values/currency.ts";
import { formatMinor } from "../../src/domain/values/money.ts";
import { walk } from "../domain/plans/histories.ts";
import type { History } from "../domain/plans/history-moves.ts";
import type { Sent } from "./both-services.ts";

const PLANS = "/v1/payment-plans";
const JSON_TYPE = { "Content-Type": "application/json" };

/** A moment of the day in UTC, which is the zone of both. */
export type Call = { readonly at: string; readonly sent: Sent };

const json = (method: string, path: string, body: unknown, headers: object = {}): Sent => ({
  method,
  path,
  headers: { ...JSON_TYPE, ...headers },
  body: JSON.stringify(body),
});

const termsOf = (
  { terms, asWritten, method }: Pick<CreatePlan, "terms" | "asWritten" | "method">,
  currency: Currency,
) => ({
  ...{ start: terms.start, amount: { amount: asWritten.amount, currency }, count: terms.count },
  ...{ recurrence: terms.recurrence, paymentMethod: method },
});

function changeOf(command: PlanCommand, id: number, currency: Currency, version: string): Sent {
  const own = `${PLANS}/${id}`;
  const header = { "If-Match": version };
  switch (command.kind) {
    case "create":
      throw new Error("a plan is made once");
    case "update":
      return json("PUT", own, { ...termsOf(command, currency), recordState: command.terms.state }, header);
    case "record-payment": {
      const { amount, receivedOn, note, instalment } = command;
      const money = { amount: formatMinor(amount, currency), currency };
      const body = { amount: money, receivedOn, note, ...(instalment === null ? {} : { instalment }) };
      return json("POST", `${own}/payments`, body, header);
    }
    case "reverse-payment":
      return json("POST", `${own}/payments/${command.payment}/reversal`, {}, header);
    case "set-instalment": {
      const { instalment, override, inBatch } = command;
      const amount = override === null ? null : { amount: formatMinor(override, currency), currency };
      return json("PUT", `${own}/instalments/${instalment}`, { override: amount, inBatch }, header);
    }
    case "erase-texts":
      throw new Error("no call erases");
  }
}

/** The business unit that has the currency. */
const UNITS: Readonly<Record<string, number>> = { AUD: 3, JPY: 4, KWD: 5 };

// The service shows no day before the year 1000.
const at = (day: string, step: number): string =>
  `${day < "1000" ? "1000-01-01" : day}T10:${String(step % 60).padStart(2, "0")}:00.000Z`;

/** The call that makes the plan of a history. */
export function creationOf({ create, today }: History): Call {
  const { clientId, currency } = create;
  const body = { clientId, businessUnitId: UNITS[currency], ...termsOf(create, currency) };
  return { at: at(today, 0), sent: json("POST", PLANS, body) };
}

/** The calls that make plan `id` what the history makes of it, and what tells all of it. */
export function callsOf(history: History, id: number): readonly Call[] {
  const { steps, policy } = walk(history);
  const { currency } = history.create;
  let version = 1;
  const changes = steps.map(({ command, policy: { arrears, today }, result }, step): Call => {
    // Now and then with a key, now and then for its version, and now and then for one that it has not.
    const expected = step % 3 === 0 ? `"${version + (step % 5 === 3 ? 1 : 0)}"` : "*";
    const sent = changeOf(command, id, currency, expected);
    const keyed = step % 4 === 1 ? { "Idempotency-Key": `plan-${id}-${step}` } : {};
    const isDone = result.ok && result.value.changed && !expected.includes(String(version + 1));
    if (isDone) version += 1;
    const path = `${sent.path}?arrears=${arrears}`;
    return { at: at(today, step), sent: { ...sent, path, headers: { ...sent.headers, ...keyed } } };
  });
  const reads: readonly Sent[] = [
    { method: "GET", path: `${PLANS}/${id}/history?text=${id % 5 === 1}&limit=200` },
    ...(id % 5 === 0 ? [{ method: "POST", path: `${PLANS}/${id}/history/verify` }] : []),
  ];
  return [...changes, ...reads.map((sent) => ({ at: at(policy.today, steps.length + 1), sent }))];
}
