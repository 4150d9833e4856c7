// The pages and the document that the build made, served as the platform serves them: before a request comes to the app.
import type { BuiltPage } from "../http/request/context.ts";

/** A file by the path that it is served under. */
export type PageFile = { readonly text: string; readonly headers: Readonly<Record<string, string>> };
export type PageFiles = Readonly<Record<string, PageFile>>;

export type Pages = {
  /** Null for what is no page. */
  readonly answer: (request: Request) => Promise<Response | null>;
  readonly page: BuiltPage;
};

/** Nothing is loaded before somebody asks for a page. */
const IS_PAGE = /^\/(?:home|docs|help|openapi\.json)(?:\/|$)/;

export function pagesOf(load: () => Promise<PageFiles>): Pages {
  const find = async (path: string) => {
    const files = await load();
    return Object.hasOwn(files, path) ? files[path] : undefined;
  };
  return {
    answer: async ({ url, method, headers: asked }) => {
      const { pathname } = new URL(url);
      if (!IS_PAGE.test(pathname) || (method !== "GET" && method !== "HEAD")) return null;
      const file = await find(pathname);
      if (file === undefined) return null;
      const { ETag: tag = "" } = file.headers;
      if (tag !== "" && asked.get("if-none-match")?.includes(tag) === true) {
        const { "Content-Type": _, ...others } = file.headers;
        return new Response(null, { status: 304, headers: others });
      }
      return new Response(method === "HEAD" ? null : file.text, { headers: file.headers });
    },
    page: async (path) => {
      const file = await find(path);
      return file === undefined ? null : new Response(file.text, { headers: file.headers });
    },
  };
}
