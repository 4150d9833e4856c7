// The pages and the document, for the twin's `/docs`, `/help` and `/openapi.json`: `npm run build` puts them here.
import type { PageFiles } from "../src/twin/pages.ts";

export const files: PageFiles = {};
