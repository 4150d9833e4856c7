// All settings of a process that listens by itself, or one line of everything that is wrong with them.
import { readFileSync } from "node:fs";
import { DEVELOPMENT_KEY_REFUSED, isLoopback, opensToEverybody } from "../request/key/development-key.ts";
import { readSettings, type Settings } from "../settings/settings.ts";
import { type ProcessSettings, readProcessSettings } from "./process-settings.ts";

export type AllSettings = { readonly service: Settings; readonly process: ProcessSettings };

type Variables = Readonly<Record<string, string | undefined>>;

/** The variables with TENANTS out of the file that TENANTS_FILE names, where it names one; or what is wrong with that. */
export function withTenantsFile(variables: Variables): Variables | string {
  const { TENANTS_FILE: path = "", TENANTS: text = "" } = variables;
  if (path === "") return variables;
  if (text !== "") return "TENANTS_FILE: TENANTS is set as well";
  try {
    return { ...variables, TENANTS: readFileSync(path, "utf8") };
  } catch {
    return "TENANTS_FILE: the file cannot be read";
  }
}

/** The settings; or what is wrong, as one line that names variables and shows no value. */
export function readAllSettings(given: Variables): AllSettings | string {
  const variables = withTenantsFile(given);
  if (typeof variables === "string") return `The environment is wrong: ${variables}.`;
  const service = readSettings(variables);
  const own = readProcessSettings(variables);
  const wrong = [...("wrong" in service ? service.wrong : []), ...("wrong" in own ? own.wrong : [])];
  if ("settings" in service && "settings" in own) {
    const { API_KEYS: keys } = service.settings;
    if (isLoopback(own.settings.hostname) || !opensToEverybody(keys))
      return { service: service.settings, process: own.settings };
    wrong.push(DEVELOPMENT_KEY_REFUSED);
  }
  return `The environment is wrong: ${wrong.join("; ")}.`;
}

/** What a start without keys says: nothing is served then, and a key is one command away. */
export const NO_KEYS =
  "No API key is configured: everything but /health answers 503. " +
  "`npm run key -- --name NAME --scopes plans:read,plans:write` makes one and prints its entry for API_KEYS.";
