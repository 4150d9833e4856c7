// What leads a developer to the reference and the help pages. Those are files that the build makes, and they are served
// before a request comes here: what comes is `/`, a help page in another case, and what was not built. No key.
import type { Hono } from "hono";
import type { Dialect } from "../contracts/dialect.ts";
import type { FailureWriter } from "../failures/dialect-failure.ts";
import { accepts } from "../request/acceptable.ts";
import type { AppEnv, Deps } from "../request/context.ts";
import { HOME_PATH } from "./paths.ts";

const INDEX = {
  service: "receivables-edge",
  reference: "/docs",
  openapi: "/openapi.json",
  help: "/help",
  settings: "/v1/settings",
  health: "/health",
  ready: "/ready",
};

export function mountPages(
  app: Hono<AppEnv>,
  dialects: readonly Dialect[],
  { builtPage }: Pick<Deps, "builtPage">,
  fail: FailureWriter,
): void {
  const names = dialects.flatMap((dialect) => dialect.names);
  app.get("/", async (context) => {
    const asked = context.req.header("accept") ?? "";
    // Only who names HTML gets a page: a program that takes anything is better served with an index.
    const wantsPage = asked.includes("text/html") && accepts(asked, "text/html");
    const page = wantsPage ? ((await builtPage?.(HOME_PATH)) ?? null) : null;
    const response = page === null ? context.json(INDEX) : new Response(page.body, page);
    response.headers.set("Vary", "Accept");
    // Of one of the two that are here.
    response.headers.delete("ETag");
    return response;
  });
  for (const path of ["/openapi.json", "/docs", "/help"])
    app.get(path, (context) => fail(context, { tag: "PAGES_NOT_BUILT" }));
  app.get("/help/:call", async (context) => {
    const asked = context.req.param("call");
    const name = names.find((one) => one.toLowerCase() === asked.toLowerCase());
    if (name === undefined) return fail(context, { tag: "ROUTE_NOT_FOUND" });
    if (name === asked) return fail(context, { tag: "PAGES_NOT_BUILT" });
    return context.redirect(`/help/${name}`, 308);
  });
}
