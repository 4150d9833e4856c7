// hey-api makes a function for each call; its client asks for the key by the document's security schemes.
import { createClient, createConfig } from "../dist/hey-api/client/index.ts";
import { createPaymentPlan, getPaymentPlan } from "../dist/hey-api/sdk.gen.ts";
import { type Called, NEW_PLAN, type Place } from "./called.ts";

export async function call({ url, key, idempotencyKey }: Place): Promise<Called> {
  const auth = (asked: { readonly scheme?: string }) => (asked.scheme === "bearer" ? key : undefined);
  const client = createClient(createConfig({ baseUrl: url, auth }));
  const headers = { "Idempotency-Key": idempotencyKey };
  const made = await createPaymentPlan({ client, headers, body: NEW_PLAN });
  const again = await createPaymentPlan({ client, headers, body: NEW_PLAN });
  const id = made.data?.id ?? 0;
  const read = await getPaymentPlan({ client, path: { id } });
  const stranger = createClient(createConfig({ baseUrl: url }));
  const refused = await getPaymentPlan({ client: stranger, path: { id } });
  return {
    made: { status: made.response?.status ?? 0, id },
    again: {
      status: again.response?.status ?? 0,
      id: again.data?.id ?? 0,
      isReplayed: again.response?.headers.get("Idempotency-Replayed") === "true",
    },
    read: { status: read.response?.status ?? 0, count: read.data?.instalments.length ?? 0 },
    refused: { status: refused.response?.status ?? 0, code: refused.error?.code },
  };
}

/** Never called: what does not compile, so that the types are known to say something. */
export const wrong = () =>
  // @ts-expect-error A count is a number.
  createPaymentPlan({ body: { ...NEW_PLAN, count: "12" } });
