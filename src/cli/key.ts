// `npm run key -- --name partner-x --scopes plans:write,plans:read [--expires 2027-01-01T00:00:00Z]`: makes an API key.
import { randomBytes } from "node:crypto";
import { isWithin, MAX_ACTOR_LENGTH } from "../domain/values/text-length.ts";
import { type HashedKey, SCOPES, type Scope, sha256 } from "../http/request/key/api-key.ts";
import { optionsOf, refuse } from "./command-line.ts";

const USAGE = `Usage: npm run key -- --name NAME --scopes SCOPE,SCOPE [--expires INSTANT]
Scopes: ${SCOPES.join(", ")}
Prints a new key, once, and its entry for API_KEYS: a JSON array with one entry a key, such as API_KEYS='[ENTRY]'.`;

const text = { type: "string" } as const;
const { name, scopes: list, expires } = optionsOf(USAGE, { name: text, scopes: text, expires: text });
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

// 256 random bits; the prefix tells a reader (and a secret scanner) what it is.
const key = `rek_${randomBytes(32).toString("base64url")}`;
const entry: HashedKey = {
  name,
  hash: await sha256(key),
  scopes,
  ...(expires === undefined ? {} : { expires: new Date(expires).toISOString() }),
};
console.log(`The key, shown once (give it to ${name}):\n  ${key}\n`);
console.log(
  `Its entry for the secret API_KEYS, a JSON array with one entry a key:\n  ${JSON.stringify(entry)}`,
);
