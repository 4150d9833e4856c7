// Reads the environment once, at the edge: every setting has a default, or its absence has a stated meaning.
import * as z from "zod/mini";
import { CRN_SCHEMES } from "../../domain/references/crn-scheme.ts";
import { parseIdentitySetting } from "../../domain/references/identity.ts";
import { type Currency, parseCurrency } from "../../domain/values/currency.ts";
import { apiKeys } from "../request/key/api-keys-setting.ts";
import { apiKeySigners, revokedKeys } from "../request/key/signed-keys-setting.ts";
import type { DatabasePlace } from "./database-place.ts";
import { databaseUrlProblem, isFileUrl } from "./database-url.ts";
import { defaultEnumTables, parseEnumTables } from "./enum-tables.ts";
import { tenantName } from "./tenant-name.ts";
import { parseTenants, type Tenants, tenantsOf } from "./tenants.ts";
import "../v1/call/schema-words.ts";

/** Text that `read` turns into a value; what it throws, or null, is what is wrong with the text. Never shows the text. */
const readBy = <T>(read: (text: string) => T | null, otherwise: string) =>
  z.pipe(
    z.string(),
    z.transform((text, context): T => {
      try {
        const value = read(text);
        if (value !== null) return value;
        context.issues.push({ code: "custom", message: otherwise, input: text });
      } catch (error) {
        context.issues.push({ code: "custom", message: wordsOf(error) ?? otherwise, input: text });
      }
      return z.NEVER;
    }),
  );

/**
 * What our own readers say of a setting names its members; what the platform says of it (of JSON, of a zone) quotes it,
 * and nothing as long as a key may be shown.
 */
function wordsOf(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== "Error") return null;
  return /\S{25,}/.test(error.message) ? null : error.message;
}

const currency = readBy(parseCurrency, "not an ISO 4217 currency code");
const json = readBy<unknown>(JSON.parse, "not JSON");

/** The URL of a database; of a server alone where `filesToo` is not said. */
const databaseUrl = (filesToo: boolean) =>
  z.string().check(
    z.superRefine((text, context) => {
      const isWrongKind = !filesToo && isFileUrl(text);
      const message = isWrongKind ? "the URL of a server is expected" : databaseUrlProblem(text);
      if (message !== null) context.addIssue({ code: "custom", message });
    }),
  );

const timeZone = readBy((zone) => {
  new Intl.DateTimeFormat("en", { timeZone: zone });
  return zone;
}, "not an IANA time zone");

const environment = z.object({
  /** `libsql://`, `https://` or `http://` of a libSQL server; under Node also `file:`. */
  DATABASE_URL: databaseUrl(true),
  DATABASE_TOKEN: z.optional(z.string()),
  /** On a libSQL server that has namespaces. */
  DATABASE_NAMESPACE: z.optional(readBy((text) => tenantName(text) ?? null, "not a namespace's name")),
  /** Ed25519, PKCS #8 in base64: signs a token of one minute for the namespace of each request. */
  DATABASE_SIGNING_KEY: z.optional(
    z.string().check(z.regex(/^[\w+/-]{40,200}={0,2}$/, "not a PKCS #8 key in base64")),
  ),
  /** A replica of it, for reads that need not be the newest; same token. */
  DATABASE_REPLICA_URL: z.optional(databaseUrl(false)),
  DATABASE_TIMEOUT_MS: z._default(z.coerce.number().check(z.int(), z.minimum(100), z.maximum(30_000)), 1_800),
  /** The businesses that are served, each in a database of its own; absent: one. */
  TENANTS: z.optional(readBy(parseTenants, "not JSON, nor a URL")),
  API_KEYS: z.optional(z.pipe(json, apiKeys)),
  /** The public keys whose signed API keys are taken, and the ids of those signed keys that are not. */
  API_KEY_SIGNERS: z.optional(z.pipe(json, apiKeySigners)),
  REVOKED_KEYS: z.optional(z.pipe(json, revokedKeys)),
  DEFAULT_CURRENCY: z._default(currency, "AUD" as Currency),
  BUSINESS_UNIT_CURRENCIES: z._default(
    z.pipe(json, z.record(z.string().check(z.regex(/^\d+$/)), currency)),
    {},
  ),
  /** `off` counts nobody's requests: for a measurement, or where something in front of the service does. */
  RATE_LIMITS: z._default(z.enum(["on", "off"]), "on"),
  /** Where "today" is, for what is past due. */
  TIME_ZONE: z._default(timeZone, "UTC"),
  ARREARS: z._default(z.enum(["roll", "keep"]), "roll"),
  /** This deployment's names and numbers; of the contract's own only Weekly 1, Cash 10 and Active 1 are published. */
  ENUMERATIONS: z._default(readBy(parseEnumTables, "not enumeration tables"), defaultEnumTables),
  CRN_SCHEME: z._default(z.enum(CRN_SCHEMES), "any"),
  REFERENCE_IDENTITY: z._default(
    readBy(parseIdentitySetting, "only accountId, benefitGroupId, both with a comma between, or none"),
    {
      accountId: true,
      benefitGroupId: false,
    },
  ),
});

export type Environment = Readonly<Record<string, unknown>>;
type Read = Omit<z.output<typeof environment>, "TENANTS">;
export type Settings = Read & { readonly TENANTS: Tenants<Read> };

/** The settings, or a line for each variable that is wrong, without its value. An empty variable counts as absent. */
export function readSettings(
  variables: Environment,
): { readonly settings: Settings } | { readonly wrong: readonly string[] } {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(present);
  if (!parsed.success) return { wrong: linesOf(parsed.error, present) };
  const { TENANTS: entries, ...settings } = parsed.data;
  try {
    const tenants = tenantsOf(entries, placeIn(settings), settings, (own) => settingsWith(settings, own));
    return { settings: { ...settings, TENANTS: tenants } };
  } catch (error) {
    return { wrong: [`TENANTS: ${wordsOf(error) ?? "not tenants"}`] };
  }
}

type Issues = {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
};

const linesOf = ({ issues }: Issues, present: object): readonly string[] =>
  issues.map(({ path, message }) => {
    const [name = ""] = path;
    return `${path.map(shownPart).join(".")}: ${Object.hasOwn(present, name) ? message : "not set"}`;
  });

const placeIn = (settings: Read): DatabasePlace => ({
  url: settings.DATABASE_URL,
  namespace: settings.DATABASE_NAMESPACE,
  token: settings.DATABASE_TOKEN,
  replicaUrl: settings.DATABASE_REPLICA_URL,
});

/** The same settings, but for those variables that a tenant has of its own. */
function settingsWith(settings: Read, own: Readonly<Record<string, string>>) {
  const read = environment.safeParse({ DATABASE_URL: "http://localhost", ...own });
  if (!read.success) return { wrong: linesOf(read.error, own).join(", ") };
  const others = Object.entries(read.data).filter(([name]) => Object.hasOwn(own, name));
  return { settings: { ...settings, ...Object.fromEntries(others) } };
}

/** A name inside a setting, unless it is so long that it could be a secret in the wrong place. */
const shownPart = (part: PropertyKey): string => (String(part).length < 25 ? String(part) : "(not shown)");

/** The currency of a business unit (10-payment-plans.md, "Enumerations"). */
export function currencyOf(settings: Settings, businessUnitId: number): Currency {
  return settings.BUSINESS_UNIT_CURRENCIES[String(businessUnitId)] ?? settings.DEFAULT_CURRENCY;
}
