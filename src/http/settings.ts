// Reads the environment once, at the edge: every setting has a default, or its absence has a stated meaning.
import * as z from "zod";
import { CRN_SCHEMES } from "../domain/references/crn-scheme.ts";
import { parseIdentitySetting } from "../domain/references/identity.ts";
import { type Currency, parseCurrency } from "../domain/values/currency.ts";
import { isWithin, MAX_ACTOR_LENGTH } from "../domain/values/text-length.ts";
import { SCOPES } from "./api-key.ts";
import { defaultEnumTables, parseEnumTables } from "./wire/enum-tables.ts";

/** Text that `read` turns into a value; what it throws, or null, is what is wrong with the text. */
const readBy = <T>(read: (text: string) => T | null, otherwise: string) =>
  z.string().transform((text, context): T => {
    try {
      const value = read(text);
      if (value !== null) return value;
      context.addIssue({ code: "custom", message: otherwise });
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : otherwise });
    }
    return z.NEVER;
  });

const currency = readBy(parseCurrency, "not an ISO 4217 currency code");
const json = readBy<unknown>(JSON.parse, "not JSON");

const apiKeys = z.array(
  z.object({
    name: z
      .string()
      .min(1)
      .refine((name) => isWithin(name, MAX_ACTOR_LENGTH), `longer than ${MAX_ACTOR_LENGTH} characters`),
    hash: z.string().regex(/^[0-9a-f]{64}$/i, "not a SHA-256 in hex"),
    scopes: z.array(z.enum(SCOPES)),
    expires: z.iso.datetime({ offset: true }).optional(),
  }),
);

const timeZone = readBy((zone) => {
  new Intl.DateTimeFormat("en", { timeZone: zone });
  return zone;
}, "not an IANA time zone");

const environment = z.object({
  /** `libsql://`, `https://` or `http://` of a libSQL server; under Node also `file:`. */
  DATABASE_URL: z.string().min(1),
  DATABASE_TOKEN: z.string().optional(),
  /** A replica of it, for reads that need not be the newest; same token. */
  DATABASE_REPLICA_URL: z.string().optional(),
  DATABASE_TIMEOUT_MS: z.coerce.number().int().min(100).max(30_000).default(1_800),
  API_KEYS: json.pipe(apiKeys).optional(),
  DEFAULT_CURRENCY: currency.default("AUD" as Currency),
  BUSINESS_UNIT_CURRENCIES: json.pipe(z.record(z.string().regex(/^\d+$/), currency)).default({}),
  /** `off` leaves the platform's rate limiter unused. */
  RATE_LIMITS: z.enum(["on", "off"]).default("on"),
  /** Where "today" is, for what is past due. */
  TIME_ZONE: timeZone.default("UTC"),
  ARREARS: z.enum(["roll", "keep"]).default("roll"),
  /** This deployment's names and numbers; of the contract's own only Weekly 1, Cash 10 and Active 1 are published. */
  ENUMERATIONS: readBy(parseEnumTables, "not enumeration tables").default(defaultEnumTables),
  CRN_SCHEME: z.enum(CRN_SCHEMES).default("any"),
  REFERENCE_IDENTITY: readBy(
    parseIdentitySetting,
    "only accountId, benefitGroupId, both with a comma between, or none",
  ).default({
    accountId: true,
    benefitGroupId: false,
  }),
});

export type Environment = Readonly<Record<string, unknown>>;
export type Settings = z.output<typeof environment>;

/** The settings, or a line for each variable that is wrong. An empty variable counts as absent. */
export function readSettings(
  variables: Environment,
): { readonly settings: Settings } | { readonly wrong: readonly string[] } {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(present);
  if (parsed.success) return { settings: parsed.data };
  return { wrong: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) };
}

/** The currency of a business unit (10-payment-plans.md, "Enumerations"). */
export function currencyOf(settings: Settings, businessUnitId: number): Currency {
  return settings.BUSINESS_UNIT_CURRENCIES[String(businessUnitId)] ?? settings.DEFAULT_CURRENCY;
}
