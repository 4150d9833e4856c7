// `npm run assets` writes what the Worker serves without having the code that makes it; wrangler runs it before it bundles.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { V1_ASSET } from "../src/http/openapi/v1-asset.ts";
import { describeV1 } from "../src/http/openapi/v1-description.ts";

/** As `[assets]` in wrangler.toml has it. */
const folder = join(import.meta.dirname, "../dist/assets");

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, V1_ASSET), JSON.stringify(describeV1()));
