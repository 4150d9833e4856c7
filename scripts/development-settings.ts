// What the service is set to wherever it runs for this machine alone: the same on every runtime.
import { readAllSettings } from "../src/http/server/all-settings.ts";
import { DEVELOPMENT_API_KEYS } from "./development-key.ts";

/** As wrangler.toml has it for what is deployed. */
export const DEVELOPMENT_ZONE = "Australia/Sydney";

export type DevelopmentSettings = {
  readonly variables: Readonly<Record<string, string>>;
  readonly port: number;
};

/** A local service's variables and the port that is wished for; a zone that the environment names goes first. */
export function developmentSettings(
  environment: Readonly<Record<string, string | undefined>>,
): DevelopmentSettings {
  const variables = {
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
    TIME_ZONE: environment.TIME_ZONE || DEVELOPMENT_ZONE,
  };
  // The address of the database is made later, and is ours.
  const wanted = { ...environment, ...variables, HOST: "127.0.0.1", DATABASE_URL: "http://127.0.0.1" };
  const read = readAllSettings(wanted);
  if (typeof read !== "string") return { variables, port: read.process.port };
  console.error(read);
  return process.exit(2);
}
