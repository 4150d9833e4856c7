// oazapfts makes a function for each call, parameters by name, and a union of what comes back by status.
import { createPaymentPlan, defaults, getPaymentPlan } from "../dist/oazapfts.ts";
import { type Called, NEW_PLAN, type Place } from "./called.ts";

export async function call({ url, key, idempotencyKey }: Place): Promise<Called> {
  defaults.baseUrl = url;
  const options = { headers: { Authorization: `Bearer ${key}` } };
  const made = await createPaymentPlan({ ...NEW_PLAN }, { idempotencyKey }, options);
  const again = await createPaymentPlan({ ...NEW_PLAN }, { idempotencyKey }, options);
  const id = made.status === 201 ? (made.data.id ?? 0) : 0;
  const read = await getPaymentPlan(id, {}, options);
  const refused = await getPaymentPlan(id);
  return {
    made: { status: made.status, id },
    again: {
      status: again.status,
      id: again.status === 201 ? (again.data.id ?? 0) : 0,
      isReplayed: again.headers.get("Idempotency-Replayed") === "true",
    },
    read: { status: read.status, count: read.status === 200 ? read.data.instalments.length : 0 },
    refused: { status: refused.status, code: refused.status === 401 ? refused.data.code : undefined },
  };
}

/** Never called: what does not compile, so that the types are known to say something. */
export const wrong = () =>
  // @ts-expect-error A count is a number.
  createPaymentPlan({ ...NEW_PLAN, count: "12" });
