// The published contracts that the service speaks. A further one is a folder and a line here.
import { debtrak } from "./debtrak/debtrak.ts";
import type { Dialect } from "./dialect.ts";
import { procura } from "./procura/procura.ts";
import { webApiDialect } from "./web-api/web-api-dialect.ts";

// Behind the others: with the engine's modules side by side the Worker's bundle is a kilobyte smaller, compressed.

import { bigchange } from "./bigchange/bigchange.ts";

export const DIALECTS: readonly Dialect[] = [webApiDialect(debtrak), webApiDialect(procura), bigchange];
