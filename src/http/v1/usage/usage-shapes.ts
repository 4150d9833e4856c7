// The answer of GET /v1/usage as a schema.
import * as z from "zod/mini";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";

export const usageShapes = once(() => {
  const count = z.int().check(z.minimum(0));
  return {
    usage: named(
      "Usage",
      z.object({
        tenant: z.string().with(z.describe("Whose data these are; `default` where there is one tenant.")),
        counts: z.object({
          plans: count,
          instalments: count,
          payments: count,
          references: count,
          contacts: count,
          events: count,
        }),
        bytes: z
          .nullable(count)
          .with(z.describe("Of the whole database; null for a key that reaches only a part of it.")),
      }),
    ),
  };
});
