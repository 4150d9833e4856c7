// `npm run bounds [-- --only S3 --quick]`: the service at its bounds, each figure beside the bar it is held to.
import { parseArgs } from "node:util";
import { sqldBinary } from "../shared/sqld.ts";
import { longContacts } from "./bounds-data.ts";
import { checkLongHistory } from "./bounds-history.ts";
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
  ? { contacts: 6, updates: 60, versions: 150, plans: 300 }
  : { contacts: 60, updates: 400, versions: 1_400, plans: 10_000 };

const MAX_GROWTH = 200 * 1_000_000;
const WORST_WAIT_MS = 200;
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
  for (const { what, seconds, waits, wrong } of results) {
    show(
      "S5",
      wrong === null && waits.worst < WORST_WAIT_MS,
      `${over}: ${what} in ${seconds.toFixed(1)} s, /health beside it ${waits.worst} ms at worst, p99 ${waits.p99} ms (${waits.asked} times)${wrong === null ? "" : `; ${wrong}`}`,
    );
  }
}
process.exitCode = failed === 0 ? 0 : 1;
