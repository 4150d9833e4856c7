// A twin with the few calls that tests of it make over and over.

import { makeTwin } from "../../src/twin/twin.ts";
import { TWIN_KEY } from "../../src/twin/twin-key.ts";
import type { Twin, TwinOptions } from "../../src/twin/types.ts";

export const PLANS = "/v1/payment-plans";
export const PLAN = {
  ...{ clientId: 2, businessUnitId: 3, start: "2026-03-06", amount: { amount: "100.00", currency: "AUD" } },
  ...{ count: 4, recurrence: "Weekly", paymentMethod: "Cash" },
};
export const PAYMENT = { amount: { amount: "30.00", currency: "AUD" }, receivedOn: "2026-03-01" };

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Response>;

export const sendTo =
  (twin: Pick<Twin, "fetch">, key = TWIN_KEY): Send =>
  (method, path, body, headers = {}) =>
    twin.fetch(path, {
      method,
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

/** Without pages: those are the build's. */
export const newTwin = (options: TwinOptions = { clock: "2026-03-01" }): Twin =>
  makeTwin(options, async () => ({}));
