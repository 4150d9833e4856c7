// The answer of POST /v1/search as a schema.
import * as z from "zod/mini";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { nameOf } from "../../settings/enum-tables.ts";
import { commonShapes } from "../call/common-shapes.ts";
import { planPartShapes } from "../plans/plan-part-shapes.ts";
import { referenceShapes } from "../references/reference-shapes.ts";

export const searchShapes = once(() => {
  const { id, version } = commonShapes();
  const text = z.nullable(z.string());
  const more = z.boolean().with(z.describe("True where there may be others: more of the text finds them."));
  return {
    searchFound: named(
      "SearchFound",
      z.object({
        looked: z
          .array(z.enum(["contacts", "references", "plans"]))
          .with(z.describe("Where was looked: where the key may read.")),
        contacts: z.object({
          items: z.array(
            named(
              "FoundContact",
              z.object({ id, name: z.string(), reference: text, accountReference: text }),
            ),
          ),
          more,
        }),
        references: z.object({ items: z.array(referenceShapes().reference), more }),
        plans: z.object({
          items: z.array(
            named(
              "FoundPlan",
              z.object({
                id,
                version,
                clientId: id,
                businessUnitId: id,
                terms: planPartShapes().terms,
                paymentMethod: z.string().with(z.describe(nameOf("PaymentMethod"))),
              }),
            ),
          ),
          more,
        }),
      }),
    ),
  };
});
