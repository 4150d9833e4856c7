// Reads the environment once, at the edge: every setting has a default or its absence has a stated meaning.
import { z } from "zod";
import { type Currency, parseCurrency } from "../domain/values/currency.ts";
import { SCOPES } from "./api-key.ts";

const currency = z.string().refine((code) => parseCurrency(code) !== null, "not an ISO 4217 currency code");

/** Text that holds JSON of the given shape, as secrets and wrangler variables do. */
const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "not JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);

const apiKeys = z.array(
  z.object({
    name: z.string().min(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/i, "not a SHA-256 in hex"),
    scopes: z.array(z.enum(SCOPES)),
    expires: z.iso.datetime({ offset: true }).optional(),
  }),
);

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, "not an IANA time zone");

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  DATABASE_TOKEN: z.string().optional(),
  DATABASE_TIMEOUT_MS: z.coerce.number().int().min(100).max(30_000).default(1_800),
  API_KEYS: json(apiKeys).optional(),
  DEFAULT_CURRENCY: currency.default("AUD"),
  BUSINESS_UNIT_CURRENCIES: json(z.record(z.string().regex(/^\d+$/), currency)).default({}),
  TIME_ZONE: timeZone.default("UTC"),
  ARREARS: z.enum(["roll", "keep"]).default("roll"),
  ENUMERATIONS: z.string().optional(),
  CRN_SCHEME: z
    .enum(["any", "centrelink", "centrelink-check", "bpay-mod10v01", "bpay-mod10v05"])
    .default("any"),
  REFERENCE_IDENTITY: z.string().default("account"),
});

export type Environment = Readonly<Record<string, unknown>>;
export type Settings = z.output<typeof environment>;

/** The settings, or one line for each variable that is wrong. Empty variables count as absent. */
export function readSettings(variables: Environment): Settings | readonly string[] {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(present);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

/** The currency of a business unit (10-payment-plans.md, "Enumerations"). */
export function currencyOf(settings: Settings, businessUnitId: number): Currency {
  return (settings.BUSINESS_UNIT_CURRENCIES[String(businessUnitId)] ?? settings.DEFAULT_CURRENCY) as Currency;
}
