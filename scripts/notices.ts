// `npm run notices`: whose code is in what the project hands out, and under which licence. Bundling drops what they say.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { thirdPartyNotices } from "./package/third-parties.ts";

writeFileSync(join(import.meta.dirname, "../THIRD-PARTY-NOTICES"), await thirdPartyNotices());
