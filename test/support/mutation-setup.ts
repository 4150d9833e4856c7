// Property tests under mutation: one seed, since a test is found again by a title that names it; a failure is enough.
import { fc } from "@fast-check/vitest";

fc.configureGlobal({ seed: 20_250_131, endOnFailure: true, interruptAfterTimeLimit: 100 });
