// `npm run examples` writes the answers that the document shows: what the service gives to the document's own examples,
// on the demo data, with clock and ids fixed. A test records them again and compares.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordedAnswers } from "./recorded-answers.ts";

const file = join(import.meta.dirname, "../src/http/openapi/answer-examples.json");
writeFileSync(file, `${JSON.stringify(await recordedAnswers(), null, 1)}\n`);
