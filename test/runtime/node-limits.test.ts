// What one caller may take of the server under Node, over real sockets: time, connections, and what a stop leaves to it.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { listen, type NodeServer, TIMEOUTS_MS } from "../../src/http/server/node-server.ts";

const SHORT = { headers: 300, request: 700, lookEvery: 50, idle: 900, grace: 1_000 };
const running: NodeServer[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of running.splice(0)) await server.stop();
});

async function start(
  handle: (request: Request) => Response | Promise<Response> = () => new Response("ok"),
  maxConnections = 100,
): Promise<NodeServer> {
  const server = await listen(handle, { hostname: "127.0.0.1", port: 0, maxConnections }, SHORT);
  running.push(server);
  return server;
}

/** A connection that keeps what it gets; `ended` resolves with all of it when the other side is done. */
function open({ address }: NodeServer) {
  const socket = connect(address.port, "127.0.0.1");
  sockets.push(socket);
  let text = "";
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  socket.on("error", () => {});
  const startedAt = performance.now();
  const ended = new Promise<{ text: string; ms: number }>((resolve) => {
    socket.once("close", () => resolve({ text, ms: performance.now() - startedAt }));
  });
  return { socket, ended, text: () => text };
}
const GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

it("has ten seconds for headers, thirty for a request, sixty without a byte, and ten to stop", () => {
  expect(TIMEOUTS_MS).toMatchObject({ headers: 10_000, request: 30_000, idle: 60_000, grace: 10_000 });
  expect(TIMEOUTS_MS.lookEvery).toBeLessThanOrEqual(1_000);
});

describe("a caller that takes its time", () => {
  it("is cut off in the middle of its headers, and when it sends nothing at all", async () => {
    const server = await start();
    const [slow, silent] = [open(server), open(server)];
    slow.socket.write("GET / HTTP/1.1\r\nHost: h\r\n");
    const [first, second] = await Promise.all([slow.ended, silent.ended]);
    expect(first.text).toMatch(/^HTTP\/1\.1 408 /);
    for (const { ms } of [first, second]) {
      expect(ms).toBeGreaterThan(SHORT.headers * 0.9);
      expect(ms).toBeLessThan(SHORT.idle);
    }
  });

  it("is cut off in the middle of its body", async () => {
    let failed: unknown = null;
    const server = await start(async (request) => {
      try {
        return new Response(await request.text());
      } catch (error) {
        failed = error;
        throw error;
      }
    });
    const slow = open(server);
    slow.socket.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
    const drip = setInterval(() => slow.socket.write("x"), 50);
    const { ms } = await slow.ended;
    clearInterval(drip);
    expect(ms).toBeGreaterThan(SHORT.request * 0.9);
    await expect.poll(() => failed).not.toBeNull();
  });

  it("keeps a connection open between requests, but not for ever", async () => {
    const server = await start();
    const idle = open(server);
    idle.socket.write(GET);
    await expect.poll(idle.text).toContain("ok");
    await pause(SHORT.idle / 3);
    idle.socket.write(GET);
    await expect.poll(() => idle.text().split("HTTP/1.1 200").length).toBe(3);
    const { ms } = await idle.ended;
    expect(ms).toBeGreaterThan(SHORT.idle);
  });
});

it("takes no more connections than it may, and takes one again when one is free", async () => {
  const server = await start(undefined, 2);
  const first = open(server);
  first.socket.write(GET);
  const second = open(server);
  second.socket.write(GET);
  await expect.poll(() => first.text() + second.text()).toMatch(/ok[\s\S]*ok/);
  const third = open(server);
  third.socket.write(GET);
  expect((await third.ended).text).toBe("");
  first.socket.destroy();
  await expect
    .poll(async () => {
      const again = open(server);
      again.socket.write(GET);
      await Promise.race([again.ended, pause(100)]);
      return again.text();
    })
    .toContain("200 OK");
});

describe("told to stop", () => {
  it("finishes what runs, refuses what comes, and closes what is idle at once", async () => {
    let finish: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const server = await start(async (request) => {
      if (new URL(request.url).pathname === "/slow") await gate;
      return new Response("done");
    });
    const [slow, idle, silent, begun] = [open(server), open(server), open(server), open(server)];
    slow.socket.write(GET.replace("/ ", "/slow "));
    idle.socket.write(GET);
    begun.socket.write(GET.slice(0, 10));
    await once(silent.socket, "connect");
    await expect.poll(idle.text).toContain("done");
    const stopped = server.stop().then(() => performance.now());
    await Promise.all([idle.ended, silent.ended]);
    const late = open(server);
    expect((await late.ended).text).toBe("");
    // One that was begun before and is whole only now has come too late as well.
    begun.socket.write(GET.slice(10));
    expect((await begun.ended).text).toMatch(
      /^HTTP\/1\.1 503 [\s\S]*retry-after: 2[\s\S]*"code":"STOPPING"/i,
    );
    expect(slow.text()).toBe("");
    finish();
    const { text } = await slow.ended;
    expect(text).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*connection: close[\s\S]*done$/i);
    await stopped;
  });

  it("does not wait longer than it should for one that never ends", async () => {
    const server = await start(() => new Promise(() => {}));
    const stuck = open(server);
    stuck.socket.write(GET);
    await pause(50);
    const startedAt = performance.now();
    await server.stop();
    expect(performance.now() - startedAt).toBeGreaterThan(SHORT.grace * 0.9);
    expect((await stuck.ended).text).toBe("");
  });

  it("waits for a stream that is being sent", async () => {
    const server = await start(
      () =>
        new Response(
          new ReadableStream({
            async pull(controller) {
              for (let part = 0; part < 4; part += 1) {
                controller.enqueue(new TextEncoder().encode(`part ${part};`));
                await pause(60);
              }
              controller.close();
            },
          }),
        ),
    );
    const reader = open(server);
    reader.socket.write(GET);
    await expect.poll(reader.text).toContain("part 0");
    await server.stop();
    expect((await reader.ended).text).toContain("part 3;");
  });
});
