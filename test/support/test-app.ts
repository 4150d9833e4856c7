// The app over given stores, with a fixed clock and a key for every need; nothing listens on a port.

import type { Stores } from "../../src/domain/ports/stores.ts";
import { createApp } from "../../src/http/app.ts";
import type { Dialect } from "../../src/http/contracts/dialect.ts";
import type { Deps } from "../../src/http/request/context.ts";
import { SCOPES, sha256 } from "../../src/http/request/key/api-key.ts";
import type { LogLine } from "../../src/http/request/log/log-line.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { checkAnswer } from "./conformance.ts";
import { crnsIn } from "./known-crns.ts";
import { memoryStores } from "./memory-stores.ts";

export const KEY = "test-key";
export const NOW = "2026-01-02T03:04:05.678Z";

export const CONTACTS = [
  { id: 38759340, reference: "JB-1", name: "Joe Bloggs" },
  { id: 39010151, reference: "ABC123456", name: "Jane Sample" },
  { id: 40, reference: "TWINS", name: "One" },
  { id: 41, reference: "TWINS", name: "Two" },
];

const ALL = { name: "tester", hash: await sha256(KEY), scopes: SCOPES };
const READER = {
  name: "reader",
  hash: await sha256("reader-key"),
  scopes: SCOPES.filter((scope) => scope.endsWith(":read")),
};
/** May do everything but see whole CRNs: the key "clerk-key". */
const CLERK = {
  name: "clerk",
  hash: await sha256("clerk-key"),
  scopes: SCOPES.filter((scope) => scope !== "references:unmask"),
};
/** May do nothing but read plans: the key "planner-key". */
const PLANNER = { name: "planner", hash: await sha256("planner-key"), scopes: ["plans:read"] };
/** May write everything and read nothing: the key "writer-key". */
const WRITER = {
  name: "writer",
  hash: await sha256("writer-key"),
  scopes: SCOPES.filter((scope) => scope.endsWith(":write")),
};
/** May do nothing but see whole CRNs: the key "unmasker-key". */
const UNMASKER = { name: "unmasker", hash: await sha256("unmasker-key"), scopes: ["references:unmask"] };
/** May do nothing at all: the key "scopeless-key". */
const SCOPELESS = { name: "scopeless", hash: await sha256("scopeless-key"), scopes: [] };
const EXPIRED = {
  ...ALL,
  name: "expired",
  hash: await sha256("expired-key"),
  expires: "2026-01-02T03:04:05Z",
};

/** As the service opens them, whoever's they are. */
type OpenStores = (
  ...given: Parameters<Deps["openStores"]> extends [unknown, ...infer Rest] ? Rest : never
) => Stores;

export type TestApp = {
  readonly stores: Stores;
  /** The app's own table of routes, middleware included. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  readonly log: LogLine[];
  /** Sends a request with the key; `headers: { key: "" }` sends none. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
};

export function testApp(
  options: {
    readonly stores?: Stores;
    readonly openStores?: OpenStores;
    readonly clock?: Deps["clock"];
    readonly limiter?: Deps["limiter"];
    readonly addressOf?: Deps["addressOf"];
    readonly environment?: Record<string, string>;
    readonly dialects?: readonly Dialect[];
    readonly builtPage?: Deps["builtPage"];
  } = {},
): TestApp {
  const read = readSettings({
    DATABASE_URL: "http://127.0.0.1:1",
    API_KEYS: JSON.stringify([ALL, READER, CLERK, PLANNER, WRITER, UNMASKER, SCOPELESS, EXPIRED]),
    ...options.environment,
  });
  if ("wrong" in read) throw new Error(read.wrong.join("; "));
  const stores = options.stores ?? memoryStores(CONTACTS);
  const openStores = options.openStores ?? (() => stores);
  const log: LogLine[] = [];
  let ids = 0;
  const app = createApp(
    {
      settings: read.settings,
      openStores: (_tenant, ...rest) => openStores(...rest),
      ready: () => openStores().ready(),
      limiter: options.limiter,
      addressOf: options.addressOf,
      builtPage: options.builtPage,
      clock: options.clock ?? (() => Date.parse(NOW)),
      randomId: () => {
        ids += 1;
        return `id-${ids}`;
      },
      log: (line) => log.push(line),
    },
    options.dialects,
  );
  return {
    stores,
    routes: app.routes,
    log,
    request: async (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has("key") && !headers.has("authorization")) headers.set("key", KEY);
      if (headers.get("key") === "") headers.delete("key");
      const response = await app.request(`http://service.test${path}`, { ...init, headers });
      await refuseCrns(response, log);
      await checkAnswer(init.method ?? "GET", path.split(/[?#]/)[0] ?? "", response);
      return response;
    },
  };
}

/** Every test of the suite shows it: no CRN in a log line, a header or an error. */
async function refuseCrns(response: Response, log: readonly LogLine[]): Promise<void> {
  const error = response.status >= 400 ? await response.clone().text() : "";
  const found = crnsIn(JSON.stringify([log, [...response.headers], error]));
  if (found.length > 0) throw new Error(`a CRN where none may be: ${response.status} ${error}`);
}

export const post = (
  contentType: string,
  body: NonNullable<RequestInit["body"]>,
  headers: Record<string, string> = {},
): RequestInit => ({
  method: "POST",
  body,
  headers: { "Content-Type": contentType, ...headers },
});

export const sendJson = (
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): RequestInit => ({ ...post("application/json", JSON.stringify(body), headers), method });
