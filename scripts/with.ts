// `node scripts/with.ts TOOL COMMAND …`: runs a command of a tool that the project's own install leaves out.
import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { BROUGHT, type Brought, bring, toolBin } from "../tools/shared/bring.ts";

const [tool, command, ...args] = process.argv.slice(2);
if (!BROUGHT.includes(tool as Brought) || command === undefined) {
  console.error(`Usage: node scripts/with.ts ${BROUGHT.join("|")} COMMAND …`);
  process.exit(2);
}
try {
  bring(tool as Brought);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
const { status, error } = spawnSync(command, args, {
  stdio: "inherit",
  env: { ...process.env, PATH: `${toolBin(tool as Brought)}${delimiter}${process.env.PATH}` },
});
if (error !== undefined) console.error(error.message);
process.exit(status ?? 1);
