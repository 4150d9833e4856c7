// `npm run key -- --name partner-x --scopes plans:write,plans:read [--expires 2027-01-01T00:00:00Z]`: makes an API key,
// by default one whose hash goes into API_KEYS; with --sign one that is kept nowhere, for any number of tenants.
import { generateKeyPairSync } from "node:crypto";
import { isWithin, MAX_ACTOR_LENGTH } from "../domain/values/text-length.ts";
import { type HashedKey, SCOPES, type Scope, sha256 } from "../http/request/key/api-key.ts";
import { NAME_RULE, tenantName } from "../http/settings/tenant-name.ts";
import { optionsOf, refuse } from "./command-line.ts";
import { newKey } from "./new-key.ts";
import { signedKey, signingKeyOf } from "./sign-key.ts";

const USAGE = `Usage: npm run key -- --name NAME --scopes SCOPE,SCOPE [--expires INSTANT]
    [--tenant NAME] [--business-units 1,2] [--accounts 1,2] [--sign]
  npm run key -- --new-signer ID
Scopes: ${SCOPES.join(", ")}
Prints a new key, once, and its entry for API_KEYS: a JSON array with one entry a key, such as API_KEYS='[ENTRY]'.
--tenant: whose data, where TENANTS is set. --business-units, --accounts: of the tenant's plans and references these alone.
--sign: a key that needs no entry, signed with API_KEY_SIGNING_KEY; its id, which is printed, revokes it (REVOKED_KEYS).
--new-signer: a signing key, and its entry for API_KEY_SIGNERS. ID has 1 to 16 of a-z and 0-9.`;

const text = { type: "string" } as const;
const options = optionsOf(USAGE, {
  ...{ name: text, scopes: text, expires: text, tenant: text, accounts: text },
  ...{ "business-units": text, sign: { type: "boolean" }, "new-signer": text },
});

const signer = options["new-signer"];
if (signer !== undefined) {
  if (!/^[a-z0-9]{1,16}$/.test(signer)) refuse("A signer's id has 1 to 16 of a-z and 0-9.", USAGE);
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const secret = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
  console.log(`The signing key, shown once (keep it where keys are made, never in the service):
  API_KEY_SIGNING_KEY='${signer}:${secret}'
`);
  const entry = { id: signer, key: publicKey.export({ format: "jwk" }).x };
  console.log(`Its entry for the setting API_KEY_SIGNERS, a JSON array:\n  ${JSON.stringify(entry)}`);
  process.exit(0);
}

const { name, scopes: list, expires, tenant } = options;
const isScope = (scope: string): scope is Scope => (SCOPES as readonly string[]).includes(scope);
const given = (list ?? "")
  .split(",")
  .map((scope) => scope.trim())
  .filter((scope) => scope !== "");
const scopes = given.filter(isScope);
const unknown = given.filter((scope) => !isScope(scope));
if (name === undefined || name === "") refuse("--name is missing.", USAGE);
if (!isWithin(name, MAX_ACTOR_LENGTH)) refuse(`A name has at most ${MAX_ACTOR_LENGTH} characters.`, USAGE);
if (unknown.length > 0) refuse(`There is no scope ${unknown.join(", ")}.`, USAGE);
if (scopes.length === 0) refuse("--scopes is missing.", USAGE);
if (Number.isNaN(Date.parse(expires ?? "2000"))) refuse("--expires is no instant.", USAGE);
const whose = tenant === undefined ? undefined : tenantName(tenant);
if (tenant !== undefined && whose === undefined) refuse(`--tenant: ${NAME_RULE}.`, USAGE);

/** Numbers with commas between; undefined where the option is not given. */
function numbersOf(option: "business-units" | "accounts"): readonly number[] | undefined {
  const value = options[option];
  if (value === undefined) return undefined;
  const numbers = value.split(",").map((part) => (/^\s*[1-9]\d{0,9}\s*$/.test(part) ? Number(part) : 0));
  if (numbers.length > 100 || numbers.some((one) => one < 1 || one > 2_147_483_647))
    refuse(`--${option} takes 1 to 100 numbers with commas between.`, USAGE);
  return numbers;
}
const [businessUnits, accounts] = [numbersOf("business-units"), numbersOf("accounts")];

const members = {
  name,
  scopes,
  ...(whose === undefined ? {} : { tenant: whose }),
  ...(businessUnits === undefined ? {} : { businessUnits }),
  ...(accounts === undefined ? {} : { accounts }),
  ...(expires === undefined ? {} : { expires: new Date(expires).toISOString() }),
};
if (options.sign === true) {
  const signing = signingKeyOf(process.env.API_KEY_SIGNING_KEY ?? "");
  if (signing === null) refuse("API_KEY_SIGNING_KEY is not set, or is none that --new-signer made.", USAGE);
  const { key, id } = signedKey(signing, members);
  console.log(`The key, shown once (give it to ${name}):\n  ${key}\n`);
  console.log(`Its id, which takes it back when it stands in REVOKED_KEYS, a JSON array:\n  "${id}"`);
} else {
  const key = newKey();
  const entry: HashedKey = { ...members, hash: await sha256(key) };
  console.log(`The key, shown once (give it to ${name}):\n  ${key}\n`);
  console.log(
    `Its entry for the secret API_KEYS, a JSON array with one entry a key:\n  ${JSON.stringify(entry)}`,
  );
}
