// The files that the build makes, as a folder, and the app behind them as every runtime serves it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildDocs } from "../../scripts/build-docs.ts";
import { HEADERS_FILE, headersText, siteFiles } from "../../src/http/pages/site.ts";
import { staticFiles } from "../../src/http/server/static-files.ts";
import { checkAnswer } from "./conformance.ts";
import { temporaryFolder } from "./libsql.ts";
import { type TestApp, testApp } from "./test-app.ts";

/** All of it, made of the declarations in this process. */
export const SITE = await siteFiles(await buildDocs());

export type SiteApp = Pick<TestApp, "request"> & { readonly remove: () => void };

/** The app with the files before it; what comes of a request is held to the document. */
export function appWithSite(): SiteApp {
  const folder = temporaryFolder();
  const write = (name: string, content: string | Uint8Array): void => {
    const file = join(folder.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  for (const [name, { bytes }] of SITE) write(name, bytes);
  write(HEADERS_FILE, headersText(SITE));
  const files = staticFiles(folder.path);
  const app = testApp({ builtPage: files.page });
  return {
    remove: folder.remove,
    request: async (path, init = {}) => {
      const served = files.answer(new Request(`http://service.test${path}`, init));
      if (served === null) return app.request(path, init);
      await checkAnswer(init.method ?? "GET", path, served);
      return served;
    },
  };
}
