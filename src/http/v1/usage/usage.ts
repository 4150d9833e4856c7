// GET /v1/usage: what the tenant's data come to, for whoever pays for them or watches them grow.
import { WHOLE } from "../../../domain/ports/reach.ts";
import { ok } from "../../../domain/values/result.ts";
import { DEFAULT_TENANT } from "../../settings/tenant-name.ts";
import { declare } from "../call/declaration.ts";

export const readUsage = declare(
  "GET /v1/usage",
  {
    id: "getUsage",
    tag: "Usage",
    summary: "Count what there is",
    description:
      "How many of everything this tenant has, and the bytes of its database. A key that is narrowed counts what it reaches.",
    scope: "usage:read",
    answers: { 200: { description: "The counts.", schema: "usage" } },
  },
  async (_input, { context, stores }) => {
    const { bytes, ...counts } = await stores.usage(WHOLE);
    return ok({
      status: 200,
      body: { tenant: context.get("tenant")?.name ?? DEFAULT_TENANT, counts, bytes },
    });
  },
);
