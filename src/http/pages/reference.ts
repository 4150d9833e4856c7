// What tells a developer how to call: the OpenAPI document, the page over it, and the contracts' help pages. No key.
import { type Context, Hono } from "hono";
import type { Dialect } from "../contracts/dialect.ts";
import type { FailureWriter } from "../failures/dialect-failure.ts";
import { openApiDocument } from "../openapi/document.ts";
import type { AppEnv, Deps } from "../request/context.ts";
import { DOCS_ASSET_HEADERS, DOCS_PAGE_HEADERS } from "./docs/docs-headers.ts";
import { helpIndex, helpOf } from "./help/help-pages.ts";
import { type Page, pageHeaders } from "./page.ts";

const CACHED = { "Cache-Control": "public, max-age=300" };

export function referenceRoutes(
  dialects: readonly Dialect[],
  { settings, v1Description, builtFile = async () => null }: Deps,
  fail: FailureWriter,
): Hono<AppEnv> {
  let document: string | undefined;
  const answer = async (context: Context<AppEnv>, page: Page): Promise<Response> =>
    context.html(page.html, 200, { ...CACHED, ...(await pageHeaders(page)) });

  const built = async (context: Context<AppEnv>, headers: Readonly<Record<string, string>>) => {
    const file = await builtFile(context.req.path);
    if (file === null) return fail(context, { tag: "ROUTE_NOT_FOUND" });
    return context.body(file.bytes, 200, { ...headers, "Content-Type": file.type });
  };

  return new Hono<AppEnv>()
    .get("/openapi.json", async (context) => {
      // The text is kept, not the promise of it: on Workers a request cannot wait for what another one asked for.
      document ??= JSON.stringify(openApiDocument(dialects, settings, await v1Description()));
      return context.body(document, 200, { ...CACHED, "Content-Type": "application/json" });
    })
    .get("/docs", (context) => built(context, DOCS_PAGE_HEADERS))
    .get("/docs/:file", (context) => built(context, DOCS_ASSET_HEADERS))
    .get("/help", (context) => answer(context, helpIndex(dialects, settings)))
    .get("/help/:call", async (context) => {
      const page = await helpOf(dialects, settings, context.req.param("call"));
      return page === null ? fail(context, { tag: "ROUTE_NOT_FOUND" }) : answer(context, page);
    });
}
