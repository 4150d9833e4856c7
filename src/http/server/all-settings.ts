// All settings of a process that listens by itself, or one line of everything that is wrong with them.
import { DEVELOPMENT_KEY_REFUSED, isLoopback, opensToEverybody } from "../request/key/development-key.ts";
import { readSettings, type Settings } from "../settings/settings.ts";
import { type ProcessSettings, readProcessSettings } from "./process-settings.ts";

export type AllSettings = { readonly service: Settings; readonly process: ProcessSettings };

type Variables = Readonly<Record<string, string | undefined>>;

/** The settings; or what is wrong, as one line that names variables and shows no value. */
export function readAllSettings(variables: Variables): AllSettings | string {
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
