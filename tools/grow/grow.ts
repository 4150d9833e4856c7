// `npm run grow -- --references 1000000 --plans 100000 [--seed 1]`: fills the database of DATABASE_URL (and
// DATABASE_TOKEN; a file of its own by default) with made-up data, to see how the service goes on when there is much.
import { parseArgs } from "node:util";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { helpIfAsked } from "../../src/cli/command-line.ts";
import { bar, drawnLine } from "../../src/cli/progress-bar.ts";
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

const { show, end } = drawnLine(process.stdout);
await grow({ url, token, references, plans, seed }, ({ what, done, of }) => {
  const text = () =>
    `${what.padEnd(10)} ${bar(of === 0 ? 1 : done / of)} ${done.toLocaleString("en")} of ${of.toLocaleString("en")}`;
  if (done < of) return show(text);
  end();
  console.log(text());
});
