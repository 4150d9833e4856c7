// GET /v1/settings: what this deployment adds to what the document says of every one.
import { ok } from "../../../domain/values/result.ts";
import { todayIn } from "../../request/clock.ts";
import { declare } from "../call/declaration.ts";

export const readSettings = declare(
  "GET /v1/settings",
  {
    id: "readSettings",
    tag: "Service",
    summary: "What this deployment is set to",
    description:
      "The enumeration tables, the currencies, where today is and which date that is, and the policy for arrears. With any key.",
    scope: "any key",
    answers: { 200: { description: "The settings that a caller can go by.", schema: "settings" } },
  },
  async (_, { deps: { settings, clock } }) => {
    const { ENUMERATIONS, DEFAULT_CURRENCY, BUSINESS_UNIT_CURRENCIES, TIME_ZONE, ARREARS } = settings;
    return ok({
      status: 200,
      body: {
        enumerations: ENUMERATIONS,
        currency: { default: DEFAULT_CURRENCY, businessUnits: BUSINESS_UNIT_CURRENCIES },
        timeZone: TIME_ZONE,
        today: todayIn(TIME_ZONE, clock()),
        arrears: ARREARS,
      },
    });
  },
);
