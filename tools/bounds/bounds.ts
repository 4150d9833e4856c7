// `npm run bounds [-- --only S3|S4|S5|keys --over file --quick]`: the service at its bounds, each figure beside its bar.
import { parseArgs } from "node:util";
import { sqldBinary } from "../shared/sqld.ts";
import { longContacts } from "./bounds-data.ts";
import { checkLongHistory } from "./bounds-history.ts";
import { payWithKeys } from "./bounds-keys.ts";
import { followAll } from "./bounds-lists.ts";
import { workBeside } from "./bounds-rehearsal.ts";
import { boundsServer, type Over } from "./bounds-server.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    over: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
const OVER: readonly Over[] = sqldBinary() === null ? ["file"] : ["file", "server"];
const overs = OVER.filter((over) => values.over === undefined || values.over === over);
const wanted = (bar: string): boolean => values.only === undefined || values.only === bar;
const sizes = values.quick
  ? { contacts: 6, updates: 60, versions: 150, plans: 300, payments: 300 }
  : { contacts: 60, updates: 400, versions: 1_400, plans: 10_000, payments: 10_000 };

const MAX_GROWTH = 200 * 1_000_000;
const WORST_WAIT_MS = 200;
/** Of the service's own work; what other processes took from it meanwhile is not counted. */
const LONGEST_TURN_MS = 50;
/** What a payment's key may add to the database. */
const MOST_KEPT_BYTES = 1_024;
const MIB = 2 ** 20;

let failed = 0;
function show(bar: string, holds: boolean, text: string): void {
  if (!holds) failed += 1;
  console.log(`${bar} ${holds ? "holds" : "FAILS"}  ${text}`);
}

for (const over of wanted("S3") ? overs : []) {
  const { contacts, updates } = sizes;
  const server = await boundsServer(over);
  try {
    await longContacts(server.open, { contacts, updates, old: 2, oldLength: 200_000 });
    await server.start();
    const events = contacts * (updates + 1);
    const results = await followAll((path) => server.fetch(path), { contacts, events, history: updates + 1 });
    for (const { list, pages, items, largestBytes, wrong } of results) {
      const size = (largestBytes / MIB).toFixed(2);
      show(
        "S3",
        wrong.length === 0,
        `${over}: ${list}, ${items} items on ${pages} pages, the largest ${size} MiB`,
      );
      for (const line of wrong.slice(0, 5)) console.log(`     ${line}`);
    }
  } finally {
    await server.stop();
  }
}
for (const over of wanted("S4") ? overs : []) {
  const { status, answer, seconds, grown, waits } = await checkLongHistory(over, sizes.versions);
  const intact = status === 200 && (answer as { intact?: boolean }).intact === true;
  show(
    "S4",
    intact && grown < MAX_GROWTH,
    `${over}: ${sizes.versions} versions of 600 rows checked in ${seconds.toFixed(1)} s, ${Math.round(grown / MIB)} MiB more; worst wait beside it ${waits.worst} ms`,
  );
  if (!intact) console.log(`     ${status} ${JSON.stringify(answer)}`);
}
for (const over of wanted("S5") ? overs : []) {
  // A server's work is done elsewhere, and the network beside it takes long: fewer plans tell the same.
  const plans = over === "file" ? sizes.plans : Math.ceil(sizes.plans / 10);
  const results = await workBeside(over, { plans, commit: values.quick || over === "file" });
  for (const { what, seconds, waits, held, wrong } of results) {
    show(
      "S5",
      wrong === null && waits.worst < WORST_WAIT_MS && held.own < LONGEST_TURN_MS,
      `${over}: ${what} in ${seconds.toFixed(1)} s, /health beside it ${waits.worst} ms at worst, p99 ${waits.p99} ms (${waits.asked} times), the longest turn ${held.worst} ms, ${held.own} ms without waiting for a processor${wrong === null ? "" : `; ${wrong}`}`,
    );
  }
}
if (wanted("keys") && overs.includes("file")) {
  const { payments, plans, keyed, plain, longest, wrong } = await payWithKeys(sizes.payments);
  const [added, withKey, without] = [keyed - plain, keyed, plain].map(Math.round);
  show(
    "keys",
    wrong === null && keyed - plain <= MOST_KEPT_BYTES,
    `file: ${payments} payments with a key on ${plans} plans of 600 rows: the key adds ${added} bytes a payment (${withKey} with, ${without} without), the longest kept answer ${longest} characters${wrong === null ? "" : `; ${wrong}`}`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
