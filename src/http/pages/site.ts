// Every file that the service serves without a call: the OpenAPI document and the pages, alike for every deployment.
import { DESCRIBED_DIALECTS } from "../contracts/described-dialects.ts";
import { openApiDocument } from "../openapi/document.ts";
import { describeV1 } from "../openapi/v1-description.ts";
import { SECURITY_HEADERS } from "../request/response-headers.ts";
import { helpPages } from "./help/help-pages.ts";
import { homePage } from "./home-page.ts";
import { type Page, pageHeaders } from "./page.ts";
import { HOME_PATH, pathOfFile } from "./paths.ts";

export type SiteFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What it is served with beside its media type. */
  readonly headers: Readonly<Record<string, string>>;
};

const CACHED = { "Cache-Control": "public, max-age=300" };

const fileOf = (text: string, headers: Readonly<Record<string, string>>): SiteFile => ({
  bytes: new TextEncoder().encode(text),
  headers: { ...SECURITY_HEADERS, ...CACHED, ...headers },
});

const pageFile = async (page: Page): Promise<SiteFile> => fileOf(page.html, await pageHeaders(page));

/** The files by their names in the folder of the assets; `docs` are those of the reference page, which a bundler makes. */
export async function siteFiles(
  docs: ReadonlyMap<string, SiteFile>,
  dialects = DESCRIBED_DIALECTS,
): Promise<ReadonlyMap<string, SiteFile>> {
  const document = JSON.stringify(openApiDocument(dialects, describeV1()));
  const pages = [[`${HOME_PATH.slice(1)}.html`, homePage()] as const, ...(await helpPages(dialects))];
  const files = pages.map(async ([name, page]) => [name, await pageFile(page)] as const);
  const reference = [...docs].map(
    ([name, { bytes, headers }]) => [name, { bytes, headers: { ...SECURITY_HEADERS, ...headers } }] as const,
  );
  return new Map([["openapi.json", fileOf(document, {})], ...(await Promise.all(files)), ...reference]);
}

/** The name of the file that says with which headers the others are served. */
export const HEADERS_FILE = "_headers";

/** That file, as Workers read it: a path, and a line for each of its headers. */
export const headersText = (files: ReadonlyMap<string, SiteFile>): string =>
  [...files]
    .map(([name, { headers }]) => {
      const lines = Object.entries(headers).map(([header, value]) => `  ${header}: ${value}\n`);
      return `${pathOfFile(name)}\n${lines.join("")}`;
    })
    .join("\n");
