// A primary and its replica, two real servers: who answers which read, behind, cut off, killed, silent, and back again.
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { remoteOpener } from "../../src/adapters/libsql/connection/open-replicated.ts";
import { replicaHealth, replicated } from "../../src/adapters/libsql/connection/replicated-database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import type { Freshness } from "../../src/domain/ports/freshness.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { type Sqld, startSqld } from "../../tools/shared/sqld.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { STAMP } from "../support/plan-work.ts";

/** The wire between the two servers, which can be cut. */
async function startLink(target: number) {
  const open = new Set<Socket>();
  let cut = false;
  const server = createServer((near) => {
    if (cut) return near.destroy();
    const far = connect(target, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => open.delete(one));
    }
    return near;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const setCut = (next: boolean) => {
    cut = next;
    if (cut) for (const socket of open) socket.destroy();
  };
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    setCut,
    stop: () => {
      setCut(true);
      server.close();
    },
  };
}

const folder = temporaryFolder();
let primary: Sqld;
let replica: Sqld;
let link: Awaited<ReturnType<typeof startLink>>;
let replicaPort = 0;
const startReplica = () =>
  startSqld(join(folder.path, "replica"), replicaPort, [
    "--primary-grpc-url",
    `http://127.0.0.1:${link.port}`,
  ]);

beforeAll(async () => {
  const grpcPort = await freePort();
  primary = await startSqld(join(folder.path, "primary"), await freePort(), [
    "--grpc-listen-addr",
    `127.0.0.1:${grpcPort}`,
  ]);
  await migrateDatabase(primary.url);
  link = await startLink(grpcPort);
  replicaPort = await freePort();
  replica = await startReplica();
  await name("first", "any");
  await eventually(fromReplica("first"));
});
afterAll(async () => {
  link?.stop();
  await replica?.tethered.kill();
  await primary?.stop();
  folder.remove();
});

let now = 0;
const health = replicaHealth(() => now);
const ID = 7;

const remote = (url: string) => openRemote({ url, token: undefined, timeoutMs: 5_000 });

/** A read of the contact in a request of its own: its name, and who was asked for it. */
async function asked(freshness: Freshness, replicaUrl = replica.url) {
  const who: string[] = [];
  const noted = (name: string, database: Database): Database => ({
    ...database,
    read: (statements) => {
      who.push(name);
      return database.read(statements);
    },
  });
  const both = replicated(
    noted("primary", remote(primary.url)),
    noted("replica", remote(replicaUrl)),
    freshness,
    health,
  );
  const contact = await libsqlStores(both).contacts.byId(ID);
  return { name: contact?.name, version: contact?.version ?? 0, who: who.join(", ") };
}

/** Writes through both; gives back the version that is now the newest. */
async function name(text: string, expected: "any"): Promise<number> {
  const both = replicated(remote(primary.url), remote(replica.url), "any", health);
  const { contacts } = libsqlStores(both);
  await contacts.put({ id: ID, name: text, reference: null, parentId: null }, expected, STAMP);
  // In the same request, whatever the replica knows by now.
  const read = await contacts.byId(ID);
  expect(read?.name).toBe(text);
  return read?.version ?? 0;
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + 15_000; !(await holds()); ) {
    if (Date.now() > giveUpAt) throw new Error("it did not come to hold in time");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether the replica itself, rested, gives that name: after a start it has first to catch up. */
const fromReplica = (text: string) => async () => {
  now += 2_000;
  const { name, who } = await asked("any");
  return name === text && who === "replica";
};

const seen = (version: number): Freshness => ({ subject: "contact", id: ID, version });

it("reads from the replica, unless the newest is asked for", async () => {
  expect(await asked("any")).toEqual({ name: "first", version: 1, who: "replica" });
  expect(await asked("newest")).toEqual({ name: "first", version: 1, who: "primary" });
  expect(await asked(seen(1))).toEqual({ name: "first", version: 1, who: "replica" });
});

it("never gives a caller less than it has seen, and comes back to the replica when that has caught up", async () => {
  link.setCut(true);
  const version = await name("second", "any");
  expect(version).toBe(2);
  // It is really cut off: without a version the answer is an old one.
  expect(await asked("any")).toEqual({ name: "first", version: 1, who: "replica" });
  expect(await asked(seen(2))).toEqual({ name: "second", version: 2, who: "replica, primary" });
  expect(await asked(seen(1))).toEqual({ name: "first", version: 1, who: "replica" });
  link.setCut(false);
  await eventually(async () => {
    now += 2_000;
    return (await asked(seen(2))).who === "replica";
  });
  expect(await asked(seen(2))).toEqual({ name: "second", version: 2, who: "replica" });
});

it("reads from the primary while the replica is dead, leaves it alone for a while, and comes back to it", async () => {
  await replica.tethered.kill();
  expect(await asked("any")).toEqual({ name: "second", version: 2, who: "replica, primary" });
  expect((await asked("any")).who).toBe("primary");
  await name("third", "any");
  replica = await startReplica();
  await eventually(fromReplica("third"));
});

it("answers in time when the replica is silent", async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const replicaUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  try {
    const place = { url: primary.url, namespace: undefined, token: undefined, replicaUrl };
    const open = remoteOpener({ timeoutMs: 1_800 }, Date.now);
    const startedAt = performance.now();
    const contact = await libsqlStores(open(place, undefined, "any")).contacts.byId(ID);
    expect(contact?.name).toBe("third");
    expect(performance.now() - startedAt).toBeLessThan(1_800);
    const again = performance.now();
    await libsqlStores(open(place, undefined, "any")).contacts.byId(ID);
    expect(performance.now() - again).toBeLessThan(500);
  } finally {
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
});
