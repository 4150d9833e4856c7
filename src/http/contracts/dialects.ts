// The published contracts that the service speaks. A further one is a folder and a line here.
import { bigchange } from "./bigchange/bigchange.ts";
import { debtrak } from "./debtrak/debtrak.ts";
import type { Dialect } from "./dialect.ts";
import { procura } from "./procura/procura.ts";
import { webApiDialect } from "./web-api/web-api-dialect.ts";

export const DIALECTS: readonly Dialect[] = [webApiDialect(debtrak), webApiDialect(procura), bigchange];
