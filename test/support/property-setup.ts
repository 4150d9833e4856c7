// Property tests start from the suite's seed.
import { fc } from "@fast-check/vitest";
import { SEED } from "./seed.ts";

fc.configureGlobal({ seed: SEED });
