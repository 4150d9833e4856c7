// orval makes a function for each call, which sends through a function of the caller's own.
import { createPaymentPlan, getPaymentPlan } from "../dist/orval/client.ts";
import { type Called, NEW_PLAN, type Place } from "./called.ts";
import { sendAs } from "./orval-send.ts";

export async function call({ url, key, idempotencyKey }: Place): Promise<Called> {
  sendAs({ url, key });
  const post = () =>
    createPaymentPlan({ ...NEW_PLAN }, undefined, { headers: { "Idempotency-Key": idempotencyKey } });
  const made = await post();
  const again = await post();
  const id = made.status === 201 ? (made.data.id ?? 0) : 0;
  const read = await getPaymentPlan(id);
  sendAs({ url, key: null });
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
