// The entry point under Node: the environment's settings, and the service made of them.

import { readAllSettings } from "./server/all-settings.ts";
import { startNode } from "./server/start-node.ts";
import { DEFAULT_DATABASE_URL } from "./settings/database-url.ts";

const { DATABASE_URL: url, ...others } = process.env;
const settings = readAllSettings({ ...others, DATABASE_URL: url || DEFAULT_DATABASE_URL });
if (typeof settings === "string") {
  console.error(settings);
  process.exit(2);
}
await startNode(settings);
