// What a deployment is set to, as a schema; src/http/v1/settings/read-settings.ts tells it.
import * as z from "zod/mini";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes } from "../call/common-shapes.ts";
import { arrears } from "../call/values.ts";

export const settingsShapes = once(() => {
  const { date } = commonShapes();
  const table = named(
    "EnumerationTable",
    z
      .record(z.string(), z.int().check(z.minimum(1)))
      .with(z.describe("The names, each with the number that the contract calls have for it.")),
  );
  const currency = z.string().with(z.describe("ISO 4217, upper case."));
  return {
    settings: named(
      "Settings",
      z.object({
        enumerations: z
          .object({ Recurrence: table, PaymentMethod: table, RecordState: table })
          .with(
            z.describe("This deployment's tables; the contracts publish Weekly 1, Cash 10 and Active 1."),
          ),
        currency: z.object({
          default: currency.with(z.describe("Of every business unit that has none of its own.")),
          businessUnits: z
            .record(z.string(), currency)
            .with(z.describe("By the id of a business unit that has one of its own.")),
        }),
        timeZone: z.string().with(z.describe("IANA: where today is.")),
        today: date,
        arrears: arrears().with(z.describe("What becomes of what is past due when a plan is recalculated.")),
      }),
    ),
  };
});
