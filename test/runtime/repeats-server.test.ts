// S6 over a libSQL server behind a proxy that cuts the connection after the server has written.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { type FaultProxy, startFaultProxy } from "../../tools/chaos/fault-proxy.ts";
import { KEYED_WRITES } from "../../tools/shared/keyed-writes.ts";
import { seeded } from "../../tools/shared/seeded.ts";
import { startFileDatabase, startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import {
  AS_WRITER,
  everything,
  expectReplay,
  prepared,
  readable,
  sender,
  serviceOver,
  told,
} from "../support/repeats.ts";

let server: TestDatabase;
let file: TestDatabase;
let proxy: FaultProxy;
beforeAll(async () => {
  [server, file] = await Promise.all([startServerDatabase(), startFileDatabase()]);
  proxy = await startFaultProxy(server.url, seeded(1));
});
afterAll(async () => {
  await proxy.stop();
  await Promise.all([server.stop(), file.stop()]);
});

/** The server through the proxy, with a client for each trip. */
const proxied = (): Database => {
  const open = () => openRemote({ url: proxy.url, token: undefined, timeoutMs: 10_000 });
  return {
    read: (statements) => open().read(statements),
    write: (statements, effect) => open().write(statements, effect),
    close: () => {},
  };
};

describe.each(KEYED_WRITES)("$call: $name, over a server", (write) => {
  it("has one effect and one answer when the connection is cut after the write", async () => {
    // What the embedded file answers, the server does too.
    const elsewhere = await prepared(file, write);
    const answer = await told(await sender(serviceOver(file.database), AS_WRITER)(elsewhere));
    const after = await everything(file.database);

    const sent = await prepared(server, write);
    let trips = 0;
    const counting: Database = {
      ...proxied(),
      write: (statements, effect) => {
        // From this trip on: whatever it is asked to write, it writes, and nobody hears of it.
        trips += 1;
        proxy.set("cut after");
        return proxied().write(statements, effect);
      },
    };
    proxy.set(null);
    const lost = await sender(serviceOver(counting), AS_WRITER)(sent);
    proxy.set(null);
    expect([lost.status, trips], await readable(lost.clone())).toEqual([503, 1]);
    expect(await everything(server.database)).toEqual(after);
    await expectReplay(server.database, sent, answer);
  });
});
