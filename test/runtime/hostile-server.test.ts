// R5 on the server itself, over sockets: what hurts is refused, its memory stays bounded, and it goes on serving.
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { gzipBomb } from "../support/gzip-bomb.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { type Running, run, shell } from "../support/processes.ts";
import { PLAN_PATH, REFERENCE_PATH } from "../support/samples.ts";

const MIB = 1024 * 1024;
const MOST_GROWTH_KIB = 96 * 1024;

const folder = temporaryFolder();
let server: Running;
let port = 0;
beforeAll(async () => {
  port = await freePort();
  server = run("src/http/node.ts", {
    DATABASE_URL: `file:${join(folder.path, "receivables.db")}`,
    PORT: String(port),
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
  });
  await server.prints("Listening on");
});
afterAll(async () => {
  await server.kill("SIGKILL");
  folder.remove();
});

/** Writes the bytes as they are and gives back what came, which may be before all was written. */
function raw(head: string, body: Iterable<Uint8Array> = []): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(5_000, () => reject(new Error(`no answer to ${head.slice(0, 80)}`)));
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (answer.includes("\r\n\r\n")) end();
    });
    // A server may close on a sender that goes on: what it said first is the answer.
    socket.on("error", end);
    socket.on("close", end);
    socket.write(head.replaceAll("\n", "\r\n"), "latin1");
    for (const chunk of body) socket.write(chunk);
  });
}

const head = (path: string, type: string, length: string) =>
  `POST ${path} HTTP/1.1\nHost: 127.0.0.1\nkey: ${DEVELOPMENT_KEY}\nContent-Type: ${type}\n${length}\n\n`;
const status = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
const heldKiB = async () => Number(await shell(`ps -o rss= -p ${server.process.pid}`));

function* chunked(mebibytes: number): Iterable<Uint8Array> {
  const size = 64 * 1024;
  const chunk = Buffer.concat([
    Buffer.from(`${size.toString(16)}\r\n`),
    Buffer.alloc(size, " "),
    Buffer.from("\r\n"),
  ]);
  for (let sent = 0; sent < mebibytes * MIB; sent += size) yield chunk;
}

it("refuses bodies that are too large and bombs, in bounded memory", async () => {
  const before = await heldKiB();
  for (const [path, type] of [
    [REFERENCE_PATH, "application/json"],
    [PLAN_PATH, "text/xml"],
    ["/v1/payment-plans", "application/json"],
    ["/v1/payment-plans/rehearsals", "application/json"],
  ] as const) {
    const declared = await raw(head(path, type, `Content-Length: ${10 * MIB}`), [
      Buffer.alloc(10 * MIB, " "),
    ]);
    expect(status(declared)).toBe(413);
    expect(status(await raw(head(path, type, "Transfer-Encoding: chunked"), chunked(10)))).toBe(413);
  }
  for (const mebibytes of [2, 64, 1_024]) {
    const bomb = gzipBomb(mebibytes);
    const length = `Content-Length: ${bomb.length}`;
    expect(status(await raw(head(PLAN_PATH, "application/x-compressed-json", length), [bomb]))).toBe(413);
  }
  expect((await heldKiB()) - before).toBeLessThan(MOST_GROWTH_KIB);
});

it("lets no header of the caller's break out, and refuses what is no HTTP", async () => {
  const get = (line: string) =>
    raw(`GET /v1/payment-plans HTTP/1.1\nHost: h\nkey: ${DEVELOPMENT_KEY}\n${line}\n\n`);
  const sly = await get("X-Request-Id: a%0d%0aSet-Cookie: b");
  expect(status(sly)).toBe(200);
  expect(sly).not.toMatch(/^set-cookie/im);
  for (const line of [
    "X-Request-Id: a\0b",
    "X-Request-Id: a\rSet-Cookie: b",
    "Na me: x",
    `X-Long: ${"x".repeat(40_000)}`,
  ]) {
    expect([400, 431]).toContain(status(await get(line)));
  }
  const twice = await raw(
    `${head(PLAN_PATH, "application/json", "Content-Length: 5\nTransfer-Encoding: chunked")}0\n\n`,
  );
  expect(status(twice)).toBe(400);
});

it("serves on", async () => {
  expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200);
  expect(server.process.exitCode).toBeNull();
});
