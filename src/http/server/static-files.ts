// The files that the build made, where the service has a disk: read once, and served as Workers serve theirs, with the
// headers that `_headers` names for each.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { getPath } from "hono/utils/url";
import { pathOfFile } from "../pages/paths.ts";
import type { BuiltPage } from "../request/context.ts";

const BUILT = join(import.meta.dirname, "../../../dist/assets");
const HEADERS_FILE = "_headers";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

type StaticFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
};

export type StaticFiles = {
  /** How many there are: none where nothing was built. */
  readonly size: number;
  /** The answer to a request for one of them; null for every other request. */
  readonly answer: (request: Request) => Response | null;
  readonly page: BuiltPage;
};

/** A path's headers by name: a path stands alone on its line, its headers are indented below it. */
function headersByPath(text: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  let own: Record<string, string> = {};
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    if (!line.startsWith(" ")) {
      own = {};
      found.set(line, own);
      continue;
    }
    const colon = line.indexOf(":");
    own[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return found;
}

function readAll(folder: string): ReadonlyMap<string, StaticFile> {
  const headersOf = headersByPath(readFileSync(join(folder, HEADERS_FILE), "utf8"));
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
    name.replaceAll(sep, "/"),
  );
  const files = names.flatMap((name) => {
    const type = TYPES[extname(name)];
    if (type === undefined) return [];
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const tag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}"`;
    const path = pathOfFile(name);
    return [[path, { bytes, headers: { "Content-Type": type, ETag: tag, ...headersOf.get(path) } }] as const];
  });
  return new Map(files);
}

/** Nothing built, or not allowed to be read: the service runs without. */
function readBuilt(folder: string): ReadonlyMap<string, StaticFile> {
  try {
    return readAll(folder);
  } catch {
    return new Map();
  }
}

export function staticFiles(folder = BUILT): StaticFiles {
  const files = readBuilt(folder);
  return {
    size: files.size,
    answer: (request) => {
      const file = files.get(getPath(request));
      if (file === undefined || (request.method !== "GET" && request.method !== "HEAD")) return null;
      const { bytes, headers } = file;
      if (request.headers.get("if-none-match")?.includes(headers.ETag ?? "") === true) {
        const { "Content-Type": _, ...others } = headers;
        return new Response(null, { status: 304, headers: others });
      }
      return new Response(request.method === "HEAD" ? null : bytes, { headers });
    },
    page: async (path) => {
      const file = files.get(path);
      return file === undefined ? null : new Response(file.bytes, { headers: file.headers });
    },
  };
}

/** What a start says where there are none. */
export const NO_PAGES =
  "The pages are not built: /docs, /help and /openapi.json say so. `npm run assets` makes them.";
