// The published contracts as they are described. A further one is a line here, beside the one in dialects.ts.
import { describedBigchange } from "./bigchange/described-bigchange.ts";
import { debtrak } from "./debtrak/debtrak.ts";
import type { DescribedDialect } from "./described-dialect.ts";
import { procura } from "./procura/procura.ts";
import { describedWebApi } from "./web-api/described-web-api.ts";

export const DESCRIBED_DIALECTS: readonly DescribedDialect[] = [
  describedWebApi(debtrak),
  describedWebApi(procura),
  describedBigchange,
];
