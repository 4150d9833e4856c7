// The twin and the real service over a libSQL server, side by side: the same requests at the same time of the same clock.
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { createApp } from "../../src/http/app.ts";
import { SCOPES, sha256 } from "../../src/http/request/key/api-key.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { chanceOf } from "../../src/twin/random.ts";
import { makeTwin } from "../../src/twin/twin.ts";
import { TWIN_KEY } from "../../src/twin/twin-key.ts";
import type { Twin } from "../../src/twin/types.ts";
import type { TestDatabase } from "../support/libsql.ts";

/** A request as it is sent to both; made anew for each. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

/** An answer but for the id of its request. */
export type Told = { readonly status: number; readonly headers: object; readonly body: string };

export type Both = {
  readonly twin: Twin;
  readonly setClock: (at: string) => void;
  readonly toTwin: (sent: Sent) => Promise<Told>;
  readonly toReal: (sent: Sent) => Promise<Told>;
  /** A random text of the real service's, which the twin draws too. */
  readonly newText: () => string;
  /** The real service as another process would be, with a clock of its own. */
  readonly another: () => { readonly setClock: (at: string) => void; readonly send: Both["toReal"] };
};

const ORIGIN = "http://service.test";
const SEED = 7;
const START = "2026-01-15T08:38:50.083Z";
/** A currency for each business unit that histories have. */
const SETTINGS = { BUSINESS_UNIT_CURRENCIES: '{"3":"AUD","4":"JPY","5":"KWD"}' };

async function told(response: Response): Promise<Told> {
  const { "x-request-id": id = "", ...headers } = Object.fromEntries(response.headers);
  const body = Buffer.from(await response.arrayBuffer()).toString("latin1");
  return { status: response.status, headers, body: body.replaceAll(id, "(its id)") };
}

const requestOf = ({ method, path, headers = {}, body }: Sent): Request =>
  new Request(ORIGIN + path, {
    method,
    headers: { key: TWIN_KEY, ...headers },
    ...(body === undefined ? {} : { body }),
  });

export async function bothServices(database: TestDatabase): Promise<Both> {
  const twin = makeTwin({ clock: START, seed: SEED, settings: SETTINGS }, async () => ({}));
  const keys = [{ name: "twin", hash: await sha256(TWIN_KEY), scopes: SCOPES }];
  const read = readSettings({ ...SETTINGS, DATABASE_URL: database.url, API_KEYS: JSON.stringify(keys) });
  if ("wrong" in read) throw new Error(read.wrong.join("; "));
  const another = (newText = chanceOf(SEED).newId) => {
    let now = Date.parse(START);
    const app = createApp({
      settings: read.settings,
      openStores: (_tenant, claim) => libsqlStores(database.database, claim),
      ready: () => libsqlStores(database.database).ready(),
      clock: () => now,
      randomId: newText,
      log: () => {},
    });
    return {
      setClock: (at: string) => {
        now = Date.parse(at);
      },
      send: async (sent: Sent) => told(await app.fetch(requestOf(sent))),
    };
  };
  const newText = chanceOf(SEED).newId;
  const real = another(newText);
  return {
    twin,
    another,
    newText,
    setClock: (at) => real.setClock(twin.clock.set(at)),
    toTwin: async (sent) => told(await twin.fetch(requestOf(sent))),
    toReal: real.send,
  };
}
