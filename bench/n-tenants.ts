// N2 to N4: what many tenants cost each other, as `npm run tenants` measures it; N5, a migration that is killed, is its
// own alone.
import { measureTenants, type TenantBar } from "../tools/tenants/tenants-bars.ts";
import type { Bar } from "./bar.ts";
import type { Bench } from "./context.ts";

export async function tenants(bench: Bench, wanted: (id: string) => boolean): Promise<readonly Bar[]> {
  bench.progress("N2 to N4, making the tenants");
  const bars: Bar[] = [];
  const measured: readonly TenantBar[] = ["N2", "N3", "N4"];
  await measureTenants({
    tenants: bench.pick(1_000, 40),
    runtime: "node",
    seconds: bench.pick(5, 1),
    wanted: (id) => measured.includes(id) && wanted(id),
    tell: ({ id, bar, isMet, said }) => {
      bench.progress(`${id} measured`);
      bars.push({ id, what: WHAT[id], measured: said, bar, holds: isMet });
    },
  });
  return bars;
}

const WHAT: Readonly<Record<TenantBar, string>> = {
  N2: "writes over all tenants of one server: a first call against a second one",
  N3: "a quiet tenant beside a noisy one, against the same load spread over many",
  N4: "writes a second over 8 tenants against one",
  N5: "a migration of all tenants, killed and run again",
};
