// `npm run tenants -- [--tenants 1000] [--runtime node] [--seconds 5] [--only N3,N4]`: measures N2 to N5 on this
// machine and prints each against its bar.
import { optionsOf } from "../../src/cli/command-line.ts";
import { RUNTIMES, type Runtime } from "../shared/runtimes.ts";
import { measureTenants } from "./tenants-bars.ts";

const USAGE = `Usage: npm run tenants -- [--tenants N] [--runtime node|${RUNTIMES.join("|")}] [--seconds S] [--only N2,N3]
N5: migrating many tenants, killed in the middle. N2: writes over all of them. N3: a noisy one beside a quiet one.
N4: writes to 8 tenants against one. Without --only all of them, in this order.`;
const text = { type: "string" } as const;
const options = optionsOf(USAGE, { tenants: text, runtime: text, seconds: text, only: text });
const tenants = Number(options.tenants ?? 1_000);
const runtime = (options.runtime ?? "node") as Runtime | "node";
const only = options.only?.split(",");

let failed = 0;
console.log(`${tenants} tenants, the service on ${runtime}. Making the namespaces …`);
await measureTenants({
  tenants,
  runtime,
  seconds: Number(options.seconds ?? 5),
  wanted: (id) => only === undefined || only.includes(id),
  tell: ({ id, isMet, said }) => {
    if (!isMet) failed += 1;
    console.log(`${id} ${isMet ? "met    " : "NOT MET"} ${said}`);
  },
});
process.exit(failed === 0 ? 0 : 1);
