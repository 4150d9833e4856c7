// What each caller does with its generated client, and tells of it.

export type Place = { readonly url: string; readonly key: string; readonly idempotencyKey: string };

export type Called = {
  /** Of `POST /v1/payment-plans` with an idempotency key, sent twice. */
  readonly made: { readonly status: number; readonly id: number };
  readonly again: { readonly status: number; readonly id: number; readonly isReplayed: boolean };
  /** Of `GET /v1/payment-plans/{id}`, of what was made. */
  readonly read: { readonly status: number; readonly count: number };
  /** Of the same read without a key. */
  readonly refused: { readonly status: number; readonly code: string | undefined };
};

export const NEW_PLAN = {
  clientId: 2,
  businessUnitId: 3,
  start: "2026-01-31",
  amount: { amount: "80.00", currency: "AUD" },
  count: 12,
  recurrence: "Weekly",
  paymentMethod: "Cash",
} as const;
