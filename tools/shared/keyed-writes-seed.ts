// What is there before the writes of keyed-writes.ts, and what others make of it before their answers are asked for again.

/** A request without its credentials and its idempotency key. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

export type Send = (sent: Sent) => Promise<Response>;

export const json = (
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Sent => ({
  method,
  path,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});
export const aud = (amount: string) => ({ amount, currency: "AUD" });
export const ANY = { "If-Match": "*" };

export const PLANS = "/v1/payment-plans";

export const newPlan = (clientId: number) => ({
  ...{ clientId, businessUnitId: 3, start: "2025-12-26", amount: aud("100.00"), count: 12 },
  ...{ recurrence: "Weekly", paymentMethod: "Cash" },
});
const { clientId: _, businessUnitId: __, ...planTerms } = newPlan(2);
export const TERMS = { ...planTerms, recordState: "Active" };
export const payment = (amount: string) => ({
  amount: aud(amount),
  receivedOn: "2025-12-27",
  note: "at the counter",
});
export const reference = (crn: string, more: object = {}) => ({ accountId: 1, contactId: 7, crn, ...more });
export const credit = (id: number, body: object) => json("PATCH", `/v1/contacts/${id}/credit`, body);

/**
 * Plans 1 (an override that a shorter plan drops, a payment, a row in a batch), 2 and 3 of client 2; contacts 6 above
 * 7; references 1 (in use), 2 (in use) and 3 (inactive).
 */
export const SEED: readonly Sent[] = [
  json("PUT", "/v1/contacts/6", { name: "Above", reference: "ABOVE" }),
  json("PUT", "/v1/contacts/7", { name: "Joe Bloggs", reference: "JOE", parentId: 6 }),
  credit(6, { onStopReason: "unpaid", onStopDate: "2026-01-03", onStopDescendant: true }),
  credit(7, { creditLimit: aud("2500.00"), accountBalance: "1920.00" }),
  ...[2, 2, 2].map((clientId) => json("POST", PLANS, newPlan(clientId))),
  json("PUT", `${PLANS}/1/instalments/12`, { override: aud("50.00"), inBatch: false }, ANY),
  json("POST", `${PLANS}/1/payments`, payment("150.00"), ANY),
  json("PUT", `${PLANS}/1/instalments/5`, { override: null, inBatch: true }, ANY),
  ...["111 222 333A", "444 555 666B", "777 888 999C"].map((crn) =>
    json("POST", "/v1/payment-references", reference(crn)),
  ),
  { method: "POST", path: "/v1/payment-references/3/deactivate" },
  json("PUT", "/v1/clients/2", { contactId: 7 }),
];

/** What others do to all of it before the answer is asked for again. */
export const SINCE: readonly Sent[] = [
  json("PUT", `${PLANS}/1`, { ...TERMS, count: 20, amount: aud("80.00") }, ANY),
  json("POST", `${PLANS}/1/payments`, payment("33.00"), ANY),
  json("PUT", `${PLANS}/2`, { ...TERMS, recurrence: "Fortnightly" }, ANY),
  json("PUT", `${PLANS}/3`, { ...TERMS, count: 25 }, ANY),
  json("PUT", "/v1/contacts/6", { name: "Another name above", reference: "OTHER" }, ANY),
  json("PUT", "/v1/contacts/7", { name: "Another name", reference: "JOE-2" }, ANY),
  credit(6, { onStopReason: null, onStopDate: null }),
  credit(7, { creditLimit: aud("1.00"), accountBalance: "9.00", delay2Pay: 1 }),
  json("POST", "/v1/payment-references", reference("111 222 337D")),
  json("PUT", "/v1/clients/2", { contactId: null }, ANY),
  ...[1, 2].map((id) => ({ method: "POST", path: `/v1/payment-references/${id}/deactivate` })),
];
