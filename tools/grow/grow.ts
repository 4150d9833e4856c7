// `npm run grow -- --references 1000000 --plans 100000 [--seed 1]`: fills the database of DATABASE_URL (and
// DATABASE_TOKEN; a file of its own by default) with made-up data, to see how the service goes on when there is much.
import { parseArgs } from "node:util";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { helpIfAsked } from "../../src/cli/command-line.ts";
import { grow } from "./grow-run.ts";

helpIfAsked("Usage: npm run grow -- [--references COUNT] [--plans COUNT] [--seed NUMBER]");
const { values } = parseArgs({
  options: {
    references: { type: "string", default: "1000000" },
    plans: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
  },
});
const [references, plans, seed] = [values.references, values.plans, values.seed].map(Number);
const isCount = (count: number | undefined): count is number =>
  Number.isSafeInteger(count) && (count ?? -1) >= 0;
if (!isCount(references) || !isCount(plans) || !isCount(seed)) {
  console.error("Usage: npm run grow -- --references COUNT --plans COUNT [--seed NUMBER]");
  process.exit(2);
}
const { DATABASE_URL: url = "file:.data/grown.db", DATABASE_TOKEN: token } = process.env;
await migrateDatabase(url, token);

const BAR_WIDTH = 40;
let shownAt = 0;
await grow({ url, token, references, plans, seed }, ({ what, done, of }) => {
  const isLast = done >= of;
  if (Date.now() - shownAt < 200 && !isLast) return;
  shownAt = Date.now();
  const full = of === 0 ? BAR_WIDTH : Math.round((done / of) * BAR_WIDTH);
  const bar = `${"█".repeat(full)}${"░".repeat(BAR_WIDTH - full)}`;
  const line = `${what.padEnd(10)} ${bar} ${done.toLocaleString("en")} of ${of.toLocaleString("en")}`;
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${line}${isLast ? "\n" : ""}`);
  else if (isLast) console.log(line);
});
