// openapi-typescript makes types alone; openapi-fetch, its own small client, sends what they describe.
import createClient from "openapi-fetch";
import type { paths } from "../dist/openapi-typescript.ts";
import { type Called, NEW_PLAN, type Place } from "./called.ts";

export async function call({ url, key, idempotencyKey }: Place): Promise<Called> {
  const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${key}` } });
  const post = () =>
    client.POST("/v1/payment-plans", {
      params: { header: { "Idempotency-Key": idempotencyKey } },
      body: { ...NEW_PLAN },
    });
  const made = await post();
  const again = await post();
  const id = made.data?.id ?? 0;
  const read = await client.GET("/v1/payment-plans/{id}", { params: { path: { id } } });
  const stranger = createClient<paths>({ baseUrl: url });
  const refused = await stranger.GET("/v1/payment-plans/{id}", { params: { path: { id } } });
  return {
    made: { status: made.response.status, id },
    again: {
      status: again.response.status,
      id: again.data?.id ?? 0,
      isReplayed: again.response.headers.get("Idempotency-Replayed") === "true",
    },
    read: { status: read.response.status, count: read.data?.instalments.length ?? 0 },
    refused: { status: refused.response.status, code: refused.error?.code },
  };
}

/** Never called: what does not compile, so that the types are known to say something. */
export const wrong = (client: ReturnType<typeof createClient<paths>>) =>
  // @ts-expect-error A count is a number.
  client.POST("/v1/payment-plans", { body: { ...NEW_PLAN, count: "12" } });
