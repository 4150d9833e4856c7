// Reads the environment once, at the edge: every setting has a default, or its absence has a stated meaning.
import { CRN_SCHEMES } from "../../domain/references/crn-scheme.ts";
import { parseIdentitySetting } from "../../domain/references/identity.ts";
import { type Currency, parseCurrency } from "../../domain/values/currency.ts";
import { apiKeys } from "../request/key/api-keys-setting.ts";
import { apiKeySigners, revokedKeys } from "../request/key/signed-keys-setting.ts";
import type { DatabasePlace } from "./database-place.ts";
import { databaseUrlProblem, isFileUrl } from "./database-url.ts";
import { defaultEnumTables, parseEnumTables } from "./enum-tables.ts";
import {
  jsonOf,
  oneOf,
  type Reader,
  readBy,
  recordOf,
  text,
  textLike,
  WrongSetting,
  wholeNumber,
  wordsOf,
  wrong,
} from "./setting-readers.ts";
import { tenantName } from "./tenant-name.ts";
import { parseTenants, type Tenants, tenantsOf } from "./tenants.ts";
import { timeZoneOf } from "./time-zone.ts";

const currency = readBy(parseCurrency, "not an ISO 4217 currency code");

/** The URL of a database; of a server alone where `filesToo` is not said. */
const databaseUrl =
  (filesToo: boolean): Reader<string> =>
  (value, place) => {
    const url = text(value, place);
    const isWrongKind = !filesToo && isFileUrl(url);
    const problem = isWrongKind ? "the URL of a server is expected" : databaseUrlProblem(url);
    return problem === null ? url : wrong(place, problem);
  };

const timeZone = readBy(timeZoneOf, "not an IANA time zone");

/** How a variable is read where it is set, and what it is where it is not; `required` has no such value. */
type Variable<T> = { readonly read: Reader<T>; readonly absent: T; readonly required?: true };

const optional = <T>(read: Reader<T>): Variable<T | undefined> => ({ read, absent: undefined });
const withDefault = <T>(read: Reader<T>, absent: NoInfer<T>): Variable<T> => ({ read, absent });
const required = (read: Reader<string>): Variable<string> => ({ read, absent: "", required: true });

const VARIABLES = {
  /** `libsql://`, `https://` or `http://` of a libSQL server; under Node also `file:`. */
  DATABASE_URL: required(databaseUrl(true)),
  DATABASE_TOKEN: optional(text),
  /** On a libSQL server that has namespaces. */
  DATABASE_NAMESPACE: optional(readBy((given) => tenantName(given) ?? null, "not a namespace's name")),
  /** Ed25519, PKCS #8 in base64: signs a token of one minute for the namespace of each request. */
  DATABASE_SIGNING_KEY: optional(textLike(/^[\w+/-]{40,200}={0,2}$/, "not a PKCS #8 key in base64")),
  /** A replica of it, for reads that need not be the newest; same token. */
  DATABASE_REPLICA_URL: optional(databaseUrl(false)),
  DATABASE_TIMEOUT_MS: withDefault(wholeNumber(100, 30_000), 1_800),
  /** The businesses that are served, each in a database of its own; absent: one. */
  TENANTS: optional(readBy(parseTenants, "not JSON, nor a URL")),
  API_KEYS: optional(jsonOf(apiKeys)),
  /** The public keys whose signed API keys are taken, and the ids of those signed keys that are not. */
  API_KEY_SIGNERS: optional(jsonOf(apiKeySigners)),
  REVOKED_KEYS: optional(jsonOf(revokedKeys)),
  DEFAULT_CURRENCY: withDefault(currency, "AUD" as Currency),
  BUSINESS_UNIT_CURRENCIES: withDefault(jsonOf(recordOf(/^\d+$/, currency)), {}),
  /** `off` counts nobody's requests: for a measurement, or where something in front of the service does. */
  RATE_LIMITS: withDefault(oneOf(["on", "off"]), "on"),
  /** Where "today" is, for what is past due. */
  TIME_ZONE: withDefault(timeZone, "UTC"),
  ARREARS: withDefault(oneOf(["roll", "keep"]), "roll"),
  /** This deployment's names and numbers; of the contract's own only Weekly 1, Cash 10 and Active 1 are published. */
  ENUMERATIONS: withDefault(readBy(parseEnumTables, "not enumeration tables"), defaultEnumTables),
  /** `contact-ids`: the ids of plans' clients are those of contacts; `linked`: only a link says which contact a client is. */
  CLIENT_IDS: withDefault(oneOf(["linked", "contact-ids"]), "linked"),
  CRN_SCHEME: withDefault(oneOf(CRN_SCHEMES), "any"),
  REFERENCE_IDENTITY: withDefault(
    readBy(parseIdentitySetting, "only accountId, benefitGroupId, both with a comma between, or none"),
    { accountId: true, benefitGroupId: false },
  ),
};

type Variables = typeof VARIABLES;
export type Environment = Readonly<Record<string, unknown>>;
type All = { readonly [Name in keyof Variables]: Variables[Name] extends Variable<infer T> ? T : never };
type Read = Omit<All, "TENANTS">;
export type Settings = Read & { readonly TENANTS: Tenants<Read> };

/** The variables as they are read, or a line for each that is wrong. An empty variable counts as absent. */
function readAll(variables: Environment): { readonly all: All } | { readonly wrong: readonly string[] } {
  const lines: string[] = [];
  const all: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable<unknown>>(VARIABLES)) {
    const value = variables[name];
    const isAbsent = value === undefined || value === "";
    if (isAbsent && variable.required === true) lines.push(`${name}: not set`);
    try {
      all[name] = isAbsent ? variable.absent : variable.read(value, name);
    } catch (error) {
      if (!(error instanceof WrongSetting)) throw error;
      lines.push(error.message);
    }
  }
  return lines.length === 0 ? { all: all as All } : { wrong: lines };
}

/** The settings, or a line for each variable that is wrong, without its value. */
export function readSettings(
  variables: Environment,
): { readonly settings: Settings } | { readonly wrong: readonly string[] } {
  const read = readAll(variables);
  if ("wrong" in read) return read;
  const { TENANTS: entries, ...settings } = read.all;
  try {
    const tenants = tenantsOf(entries, placeIn(settings), settings, (own) => settingsWith(settings, own));
    return { settings: { ...settings, TENANTS: tenants } };
  } catch (error) {
    return { wrong: [`TENANTS: ${wordsOf(error) ?? "not tenants"}`] };
  }
}

const placeIn = (settings: Read): DatabasePlace => ({
  url: settings.DATABASE_URL,
  namespace: settings.DATABASE_NAMESPACE,
  token: settings.DATABASE_TOKEN,
  replicaUrl: settings.DATABASE_REPLICA_URL,
});

/** The same settings, but for those variables that a tenant has of its own. */
function settingsWith(settings: Read, own: Readonly<Record<string, string>>) {
  const read = readAll({ DATABASE_URL: "http://localhost", ...own });
  if ("wrong" in read) return { wrong: read.wrong.join(", ") };
  const others = Object.entries(read.all).filter(([name]) => Object.hasOwn(own, name));
  return { settings: { ...settings, ...Object.fromEntries(others) } };
}

/** The currency of a business unit (docs/plan-rules.md, "Enumerations"). */
export function currencyOf(settings: Settings, businessUnitId: number): Currency {
  return settings.BUSINESS_UNIT_CURRENCIES[String(businessUnitId)] ?? settings.DEFAULT_CURRENCY;
}
