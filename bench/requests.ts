// Requests whose trips are counted and whose time is taken one by one.

import { PLAN_COUNT, PLAN_START } from "../tools/grow/grow-data.ts";
import { BENCH_KEY } from "./bench-key.ts";

export type Sent = {
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  readonly idempotencyKey?: string;
};
/** Request `n` of a call about subject `id`; each differs from the one before it. */
export type Call = (n: number, id: number) => Sent;

const PLAN_PATH = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";
const post = (path: string, body: unknown): Sent => ({ path, method: "POST", body: JSON.stringify(body) });

const planDto = (n: number, id: number) => ({
  ...{ paymentPlanID: id, clientID: 0, buid: 0, startDate: `${PLAN_START}T00:00:00`, paymentAmount: 201 + n },
  ...{ installments: PLAN_COUNT, recurrence: 1, paymentMethod: 10, recordState: 1 },
});

export const REFERENCE: Call = (n, id) =>
  post("/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists", {
    ...{ AccountID: 1, ContactID: id, CRNNumber: `ONE ${n}`, BenefitGroupID: 1, StatusID: 1 },
    ...{ CreateID: 7, CreateSessionID: 9 },
  });
export const EXTRA: Call = (n, id) => ({
  path: `/v01/services.ashx?Action=ContactExtraSave&ContactId=${id}&ContactExtraDelay2Pay=${n % 999}`,
});
export const PLAN: Call = (n, id) => post(PLAN_PATH, planDto(n, id));
/** The same call with a key that no other has. */
export const keyed =
  (call: Call): Call =>
  (n, id) => ({ ...call(n, id), idempotencyKey: `bench-${n}-${id}` });
export const PREVIEW: Call = (n, id) => post(`${PLAN_PATH}?validateOnly=true`, planDto(n, id));
export const READ_PLAN: Call = (_, id) => ({ path: `/v1/payment-plans/${id}` });
export const READ_DTO: Call = (_, id) => ({ path: `/Billings/PaymentPlan/${id}` });
export const READ_CONTACT: Call = (_, id) => ({ path: `/v1/contacts/${id}` });
export const READ_REFERENCE: Call = (_, id) => ({ path: `/v1/payment-references/${id}` });
export const READ_LIST: Call = () => ({ path: "/v1/payment-plans?limit=10" });

/** Sends a request and reads its answer to the end; the status, and the answer's bytes. */
export async function send(
  url: string,
  { path, method = "GET", body, idempotencyKey }: Sent,
  key = BENCH_KEY,
): Promise<{ readonly status: number; readonly bytes: number }> {
  const headers = {
    key,
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey }),
  };
  const init = body === undefined ? { method, headers } : { method, headers, body };
  const answer = await fetch(`${url}${path}`, init);
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
}

/** The same, for a request that must succeed; milliseconds until the answer was there. */
export async function timed(url: string, request: Sent): Promise<number> {
  const startedAt = performance.now();
  const { status } = await send(url, request);
  const milliseconds = performance.now() - startedAt;
  if (status !== 200) throw new Error(`${request.path}: ${status}`);
  return milliseconds;
}
