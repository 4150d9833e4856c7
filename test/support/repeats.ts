// A write that is sent, lost and sent again: the service over a database that loses answers, and what came of it.

import { gunzipSync } from "node:zlib";
import { expect } from "vitest";
import type { Database, Row } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import type { KeyedWrite } from "../../tools/shared/keyed-writes.ts";
import { SEED, type Sent, SINCE } from "../../tools/shared/keyed-writes-seed.ts";
import { TABLES } from "../../tools/shared/tables.ts";
import { NOW, type TestApp, testApp } from "./test-app.ts";

export const FIRST_DAY = Date.parse(NOW);
const NEXT_DAY = FIRST_DAY + 20 * 3_600_000;

/** The key may write, and read nothing. */
export const AS_WRITER = { key: "writer-key", "Idempotency-Key": "the-key" };

/** A service of its own over the database, as another process would be. */
export const serviceOver = (
  database: Database,
  clock: () => number = () => FIRST_DAY,
  environment: Record<string, string> = {},
): TestApp => testApp({ openStores: (claim) => libsqlStores(database, claim), clock, environment });

/** The one write whose scope is no `write`. */
const keyFor = (path: string, key: string | undefined) =>
  key === AS_WRITER.key && path.endsWith("/unmask") ? { key: "unmasker-key" } : {};

export const sender =
  (app: TestApp, headers: Record<string, string> = {}) =>
  ({ method, path, headers: own, body }: Sent): Promise<Response> =>
    app.request(path, {
      method,
      headers: { ...own, ...headers, ...keyFor(path, headers.key) },
      ...(body === undefined ? {} : { body }),
    });

export type Told = { readonly status: number; readonly headers: object; readonly body: string };

/** An answer but for what is of each request alone. */
export async function told(response: Response): Promise<Told> {
  const headers = Object.fromEntries(response.headers);
  const { "x-request-id": _id, "idempotency-replayed": _replayed, ...rest } = headers;
  const body = Buffer.from(await response.arrayBuffer()).toString("latin1");
  return { status: response.status, headers: rest, body };
}

/** An answer's text, also where it is compressed. */
export async function readable(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
}

async function sendAll(database: Database, all: readonly Sent[], now: number): Promise<void> {
  const send = sender(serviceOver(database, () => now));
  for (const sent of all) {
    const response = await send(sent);
    expect(response.status, `${sent.path} ${await response.clone().text()}`).toBeLessThan(300);
  }
}

export const rowsOf = async (database: Database, sql: string): Promise<Row[]> =>
  (await database.read([{ sql, args: [] }]))[0] ?? [];

/** All that there is, but for the chance in the chains of hashes. */
export const everything = (database: Database) =>
  Promise.all(
    TABLES.map(async (table) => {
      const all = await rowsOf(database, `select * from ${table} order by 1, 2`);
      return all.map(({ hash: _hash, previous_hash: _previous, event_hash: _event, body, ...row }) => ({
        ...row,
        body: String(body ?? "").replace(/"previousHash":"[^"]*"/, ""),
      }));
    }),
  );

/** The seed anew, in a database that has nothing, and the write as it is to be sent. */
export async function prepared(
  { database, empty }: { readonly database: Database; readonly empty: () => Promise<void> },
  write: KeyedWrite,
): Promise<Sent> {
  await empty();
  await database.write([{ sql: "delete from idempotency_keys", args: [] }]);
  await sendAll(database, SEED, FIRST_DAY);
  return write.make(sender(serviceOver(database)));
}

/** After a first sending whose answer was lost: the repeat, a day later, when nothing is as it was. */
export async function expectReplay(database: Database, sent: Sent, answer: Told): Promise<void> {
  await sendAll(database, SINCE, NEXT_DAY);
  const before = await everything(database);
  for (let time = 0; time < 2; time += 1) {
    const again = await sender(
      serviceOver(database, () => NEXT_DAY),
      AS_WRITER,
    )(sent);
    expect(again.headers.get("idempotency-replayed"), await again.clone().text()).toBe("true");
    expect(await told(again)).toEqual(answer);
  }
  expect(await everything(database)).toEqual(before);
}
