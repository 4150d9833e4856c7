// The writes that chaos is made with: each can be told from all others by a number, and be found in the database by it.
import { DEVELOPMENT_KEY } from "../../scripts/development-key.ts";

export const KINDS = ["reference", "plan", "update", "payment", "extra"] as const;
export type Kind = (typeof KINDS)[number];

/** One write of a caller. `token` is its number; `plan` the plan that it changes, where it changes one. */
export type Call = {
  readonly kind: Kind;
  readonly token: number;
  readonly plan: number | null;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** The contact of the demo data. */
export const CONTACT_ID = 38_759_340;
const START = "2030-01-04";
const ROWS = 12;

const money = (minor: number) => (minor / 100).toFixed(2);
/** The amount of an update or a new plan, in cents: another one for each token. */
export const amountOf = (token: number): number => 10_000 + token;

export function callOf(kind: Kind, token: number, plan: number): Call {
  const { method = "POST", path, headers = {}, body } = REQUESTS[kind](token, plan);
  return {
    kind,
    token,
    plan: kind === "update" || kind === "payment" ? plan : null,
    method,
    path,
    headers: { key: DEVELOPMENT_KEY, "Content-Type": "application/json", ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  };
}

type Asked = { method?: string; path: string; headers?: Record<string, string>; body?: unknown };

const REQUESTS: Readonly<Record<Kind, (token: number, plan: number) => Asked>> = {
  reference: (token) => ({
    path: "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists",
    body: { AccountID: 1, ContactID: 1, CRNNumber: `CHAOS ${token}` },
  }),
  plan: (token) => ({
    path: "/v1/payment-plans",
    headers: { "Idempotency-Key": `chaos-${token}` },
    body: {
      clientId: token,
      businessUnitId: 3,
      start: START,
      amount: { amount: money(amountOf(token)), currency: "AUD" },
      count: ROWS,
      recurrence: "Weekly",
      paymentMethod: "Cash",
    },
  }),
  update: (token, plan) => ({
    path: "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate",
    body: {
      paymentPlanID: plan,
      startDate: `${START}T00:00:00`,
      paymentAmount: amountOf(token) / 100,
      installments: ROWS + (token % 7),
      recurrence: 1,
      paymentMethod: 10,
      recordState: 1,
    },
  }),
  payment: (token, plan) => ({
    path: `/v1/payment-plans/${plan}/payments`,
    headers: { "Idempotency-Key": `chaos-${token}`, "If-Match": "*" },
    body: { amount: { amount: "0.01", currency: "AUD" }, receivedOn: "2025-01-31", note: `chaos ${token}` },
  }),
  extra: (token) => ({
    method: "GET",
    path: `/v01/services.ashx?action=ContactExtraSave&ContactId=${CONTACT_ID}&ContactExtraFlaggedReason=chaos-${token}`,
  }),
};
