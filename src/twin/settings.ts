// The settings of the twin's deployment: those that answers depend on, read as the environment's are.

import { objectOf, text } from "../http/settings/setting-readers.ts";
import { readSettings, type Settings } from "../http/settings/settings.ts";
import { accepted } from "./input.ts";
import { TwinInputError } from "./twin-input-error.ts";
import type { TwinSettings } from "./types.ts";

const NAMES = [
  "ARREARS",
  "BUSINESS_UNIT_CURRENCIES",
  "CRN_SCHEME",
  "DEFAULT_CURRENCY",
  "ENUMERATIONS",
  "REFERENCE_IDENTITY",
  "TIME_ZONE",
] as const satisfies readonly (keyof TwinSettings)[];

const settingsReader = objectOf<TwinSettings>(
  {
    ...{ ARREARS: text, BUSINESS_UNIT_CURRENCIES: text, CRN_SCHEME: text, DEFAULT_CURRENCY: text },
    ...{ ENUMERATIONS: text, REFERENCE_IDENTITY: text, TIME_ZONE: text },
  },
  NAMES,
);

/** There is no database: nothing ever asks for this one. */
const NOWHERE = "http://127.0.0.1:1";

export function readTwinSettings(value: unknown): Settings {
  const given = accepted(settingsReader, value, "settings");
  const read = readSettings({ ...given, DATABASE_URL: NOWHERE });
  if ("settings" in read) return read.settings;
  const [line = ""] = read.wrong;
  const colon = line.indexOf(": ");
  throw new TwinInputError(`settings.${line.slice(0, colon)}`, line.slice(colon + 2));
}
