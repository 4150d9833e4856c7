// `npm run key -- --name partner-x --scopes plans:write,plans:read [--expires 2027-01-01T00:00:00Z]`: makes an API key.
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { isWithin, MAX_ACTOR_LENGTH } from "../src/domain/values/text-length.ts";
import { type ApiKey, SCOPES, type Scope, sha256 } from "../src/http/api-key.ts";

const { values } = parseArgs({
  options: { name: { type: "string" }, scopes: { type: "string" }, expires: { type: "string" } },
});
const { name, expires } = values;
const scopes = (values.scopes ?? "").split(",").filter((scope) => scope !== "");
const unknown = scopes.filter((scope) => !SCOPES.includes(scope as Scope));
if (
  name === undefined ||
  !isWithin(name, MAX_ACTOR_LENGTH) ||
  scopes.length === 0 ||
  unknown.length > 0 ||
  Number.isNaN(Date.parse(expires ?? "2000"))
) {
  console.error(
    `Usage: npm run key -- --name NAME --scopes SCOPE,SCOPE [--expires INSTANT]\nScopes: ${SCOPES.join(", ")}; a name has at most ${MAX_ACTOR_LENGTH} characters.`,
  );
  process.exit(2);
}

// 256 random bits; the prefix tells a reader (and a secret scanner) what it is.
const key = `rek_${randomBytes(32).toString("base64url")}`;
const entry: ApiKey = {
  name,
  hash: await sha256(key),
  scopes: scopes as Scope[],
  ...(expires === undefined ? {} : { expires: new Date(expires).toISOString() }),
};
console.log(`The key, shown once (give it to ${name}):\n  ${key}\n`);
console.log(
  `Its entry for the secret API_KEYS, a JSON array with one entry a key:\n  ${JSON.stringify(entry)}`,
);
