// `npm run twin`: the twin over HTTP, of the sources as they are.
import { serveTwin } from "../src/twin/http/serve-twin.ts";
import { twinPages } from "./package/twin-pages.ts";

await serveTwin(process.argv.slice(2), "npm run twin --", twinPages);
