// The setting TENANTS: which businesses this deployment serves, where each one's database is, and the settings that are
// its own. Without it there is one, `default`, in the database of DATABASE_URL.
import { type DatabasePlace, placeId } from "./database-place.ts";
import { databaseUrlProblem, isFileUrl } from "./database-url.ts";
import { DEFAULT_TENANT, NAME_RULE, type TenantName, tenantName } from "./tenant-name.ts";

/** Stands for every tenant that has no entry of its own. It is no tenant's name. */
const EVERY_OTHER = "*";
const NAME_PLACE = /\{tenant\}/g;

const DATABASE = ["DATABASE_URL", "DATABASE_NAMESPACE", "DATABASE_TOKEN", "DATABASE_REPLICA_URL"] as const;
/** What may be another one for each tenant, by the names of the variables. */
const OWN: ReadonlySet<string> = new Set([
  ...DATABASE,
  "DEFAULT_CURRENCY",
  "BUSINESS_UNIT_CURRENCIES",
  "TIME_ZONE",
  "ARREARS",
  "ENUMERATIONS",
  "CRN_SCHEME",
  "REFERENCE_IDENTITY",
  "CLIENT_IDS",
]);

/** The variables of one tenant: text, as in the environment, or the JSON that the text would be. */
type Entry = Readonly<Record<string, unknown>>;

export type Known<S> = {
  readonly name: TenantName;
  readonly database: DatabasePlace;
  readonly settings: S;
  /** Its keys are refused, and nothing of it is opened. */
  readonly blocked: boolean;
};

export type Tenants<S> = {
  /** TENANTS is set: a key must say whose it is. */
  readonly many: boolean;
  /** Some have settings of their own beside their databases. */
  readonly varied: boolean;
  /** Those of the environment, which tenants have that have none of their own. */
  readonly base: S;
  /** Those that are named; a pattern has others beside them. */
  readonly names: readonly TenantName[];
  /** Undefined for a name that has no place here. */
  readonly find: (name: TenantName) => Known<S> | undefined;
};

const isEntry = (value: unknown): value is Entry =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Reads the text: JSON, or the URL of every tenant's database with `{tenant}` in it. Throws what is wrong with it. */
export function parseTenants(text: string): Readonly<Record<string, Entry>> {
  if (!text.trimStart().startsWith("{")) return { [EVERY_OTHER]: { DATABASE_URL: text } };
  const entries: unknown = JSON.parse(text);
  if (!isEntry(entries) || Object.keys(entries).length === 0)
    throw new Error("one entry for each tenant is expected");
  for (const [name, entry] of Object.entries(entries)) {
    if (name !== EVERY_OTHER && tenantName(name) === undefined) throw new Error(NAME_RULE);
    if (!isEntry(entry)) throw new Error(`${name}: an object is expected`);
    for (const [member, value] of Object.entries(entry)) {
      const isKnown = member === "BLOCKED" ? value === true : OWN.has(member) && value !== null;
      if (!isKnown) throw new Error(`${name}: a member is no setting that a tenant can have`);
    }
  }
  return entries as Readonly<Record<string, Entry>>;
}

type Own<S> = { readonly settings: S } | { readonly wrong: string };

/**
 * The tenants of the entries. `whole` is the database of the environment; `settingsWith` makes the settings in which
 * some variables are others. Throws what is wrong, by the tenant's name and without a value.
 */
export function tenantsOf<S>(
  entries: Readonly<Record<string, Entry>> | undefined,
  whole: DatabasePlace,
  settings: S,
  settingsWith: (own: Readonly<Record<string, string>>) => Own<S>,
): Tenants<S> {
  if (entries === undefined) {
    const only = { name: DEFAULT_TENANT, database: whole, settings, blocked: false };
    return {
      many: false,
      varied: false,
      base: settings,
      names: [DEFAULT_TENANT],
      find: (name) => (name === only.name ? only : undefined),
    };
  }
  const { [EVERY_OTHER]: pattern, ...named } = entries;
  const made = new Map<string, S>();

  const settingsOf = (name: string, entry: Entry): S => {
    const own = Object.entries(entry).filter(
      ([member]) => member !== "BLOCKED" && !(DATABASE as readonly string[]).includes(member),
    );
    if (own.length === 0) return settings;
    // Tenants of like settings share them, and with them all that is made of them.
    const text = JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = made.get(text);
    if (known !== undefined) return known;
    const read = settingsWith(Object.fromEntries(own.map(([member, value]) => [member, textOf(value)])));
    if ("wrong" in read) throw new Error(`${name}: ${read.wrong}`);
    made.set(text, read.settings);
    return read.settings;
  };

  const know = (name: string, own: Entry): Known<S> => {
    const entry = { ...pattern, ...own };
    return {
      name: name as TenantName,
      database: placeOf(name, whole, pattern ?? {}, own),
      settings: settingsOf(name, Object.fromEntries(Object.entries(entry))),
      blocked: own.BLOCKED === true,
    };
  };

  const known = new Map(Object.entries(named).map(([name, entry]) => [name, know(name, entry)]));
  const owners = new Map<string, string>();
  for (const [name, { database }] of known) {
    const id = placeId(database);
    if (owners.has(id)) throw new Error(`${name}: the database of ${owners.get(id)}`);
    owners.set(id, name);
  }
  if (pattern !== undefined) {
    const one = placeId(know("a", {}).database);
    if (one === placeId(know("b", {}).database)) throw new Error("*: {tenant} is missing in the database");
  }
  return {
    many: true,
    base: settings,
    varied: pattern === undefined ? made.size > 0 : made.size > 0 || know("a", {}).settings !== settings,
    names: [...known.values()].map(({ name }) => name),
    find: (name) => {
      const own = known.get(name);
      if (own !== undefined || pattern === undefined) return own;
      const other = know(name, {});
      return owners.has(placeId(other.database)) ? undefined : other;
    },
  };
}

/**
 * An entry that names its URL has a place of its own, token and all: no other database's token goes there. One that
 * names a namespace has it on the server of the pattern, or of the environment.
 */
function placeOf(name: string, whole: DatabasePlace, pattern: Entry, own: Entry): DatabasePlace {
  const { DATABASE_URL: ownUrl } = own;
  const entry: Entry = ownUrl === undefined ? { ...pattern, ...own } : own;
  const base = entry.DATABASE_URL === undefined ? whole : undefined;
  const member = (key: (typeof DATABASE)[number]): string | undefined => {
    const value = entry[key];
    if (value === undefined || value === "") return undefined;
    if (typeof value !== "string") throw new Error(`${name}: ${key}: text is expected`);
    return value.replace(NAME_PLACE, name);
  };
  const url = member("DATABASE_URL") ?? whole.url;
  const namespace = member("DATABASE_NAMESPACE") ?? base?.namespace;
  const replicaUrl = member("DATABASE_REPLICA_URL") ?? base?.replicaUrl;
  for (const one of replicaUrl === undefined ? [url] : [url, replicaUrl]) {
    const problem = databaseUrlProblem(one);
    if (problem !== null) throw new Error(`${name}: ${problem}`);
  }
  if (namespace !== undefined && (isFileUrl(url) || tenantName(namespace) === undefined))
    throw new Error(`${name}: a namespace of a server is expected; ${NAME_RULE}`);
  return { url, namespace, token: member("DATABASE_TOKEN") ?? base?.token, replicaUrl };
}
