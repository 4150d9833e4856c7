// What travels between the service and a libSQL server: one request a batch, values as they are, refusals as what they are.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  ConstraintBroken,
  type Database,
  type Statement,
  type Value,
} from "../../src/adapters/libsql/connection/database.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { startServerDatabase, type TestDatabase } from "../support/libsql.ts";

const statement = (sql: string, args: Value[] = []): Statement => ({ sql, args });
const contact = (id: bigint, more = ""): Statement =>
  statement(
    `insert into contacts (id, name, created_at, created_by, updated_at, updated_by)
      values (?, 'a', 'b', 'c', 'd', 'e') ${more}`,
    [id],
  );
const COUNT = statement("select count(*) as count from contacts");

let real: TestDatabase;
beforeAll(async () => {
  real = await startServerDatabase();
});
afterAll(() => real.stop());
beforeEach(() => real.empty());

describe("over a real server", () => {
  it.each<[string, Value, string]>([
    ["null", null, "null"],
    ["a text", 'zwölf 👍 "\u0000\n', "text"],
    ["an empty text", "", "text"],
    ["a whole number", 9_007_199_254_740_991n, "integer"],
    ["a whole number below zero", -12n, "integer"],
    ["a float", 0.1, "real"],
    ["a float without a fraction", 3, "real"],
    ["bytes", Uint8Array.from([0, 1, 254, 255, 61]).buffer, "blob"],
    ["no bytes", new ArrayBuffer(0), "blob"],
  ])("%s is kept and read as it is", async (_, value, kind) => {
    const [[row] = []] = await real.database.read([
      statement("select ? as value, typeof(?1) as kind", [value]),
    ]);
    expect(row).toEqual({ value: typeof value === "bigint" ? Number(value) : value, kind });
  });

  it("a whole number that a JS number cannot hold is an error, never rounded", async () => {
    const largest = statement("select ? as text, cast(? as text) as kept", [1n, 9_223_372_036_854_775_807n]);
    expect(await real.database.read([largest])).toEqual([[{ text: 1, kept: "9223372036854775807" }]]);
    for (const value of [9_007_199_254_740_992n, -9_007_199_254_740_992n]) {
      await expect(real.database.read([statement("select ? as value", [value])])).rejects.toThrow();
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("%d cannot be bound", async (value) => {
    await expect(real.database.read([statement("select ? as value", [value])])).rejects.toThrow();
  });

  it("of two columns of one name the first is read", async () => {
    const [[row] = []] = await real.database.read([statement("select 1 as a, 2 as a, 3 as length")]);
    expect(Object.entries(row ?? {})).toEqual([
      ["a", 1],
      ["length", 3],
    ]);
  });

  it("a text that stands more than once is run each time with its own values, however long and however many", async () => {
    const texts = Array.from({ length: 40 }, (_, at) => `select ? + ${at} as value`);
    texts.push(`select ? + 40 as value -- ${"x".repeat(6_000)}`);
    const batch = [...texts, ...texts].map((sql, at) => statement(sql, [BigInt(at)]));
    const rows = await real.database.read(batch);
    expect(rows).toEqual(batch.map((_, at) => [{ value: at + (at % 41) }]));
  });

  it("a write is all or nothing, and names the statement that a constraint refused", async () => {
    const tried = real.database.write([contact(1n), contact(2n), contact(1n), contact(3n)]);
    await expect(tried).rejects.toBeInstanceOf(ConstraintBroken);
    await expect(tried).rejects.toMatchObject({
      statementIndex: 2,
      cause: { code: "SQLITE_CONSTRAINT", message: expect.stringContaining("contacts.id") },
    });
    expect(await real.database.read([COUNT])).toEqual([[{ count: 0 }]]);
    expect(await real.database.write([contact(1n, "returning id"), COUNT])).toEqual([
      [{ id: 1 }],
      [{ count: 1 }],
    ]);
  });
});

describe("on the wire", () => {
  type Asked = { readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string };
  const asked: Asked[] = [];
  let answer: { status: number; type: string; body: string };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      asked.push({ url: request.url ?? "", headers: request.headers, body });
      response.writeHead(answer.status, { "Content-Type": answer.type }).end(answer.body);
    });
  });
  beforeEach(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterEach(() => {
    asked.length = 0;
    server.closeAllConnections();
    server.close();
  });

  const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open = (url: string, token?: string): Database =>
    openRemote({ url, token, timeoutMs: 2_000, traceparent: "00-trace-01" });
  const step = (value: unknown) => ({
    cols: [{ name: "a" }],
    rows: [[value]],
    affected_row_count: 0,
    last_insert_rowid: null,
  });
  const DONE = { cols: [], rows: [], affected_row_count: 0, last_insert_rowid: null };
  const batchAnswer = (results: unknown, errors: unknown = [null, null, null, null]) => ({
    baton: null,
    base_url: null,
    results: [
      { type: "ok", response: { type: "batch", result: { step_results: results, step_errors: errors } } },
      { type: "ok", response: { type: "close" } },
    ],
  });
  const replies = (body: unknown, status = 200, type = "application/json") => {
    answer = { status, type, body: typeof body === "string" ? body : JSON.stringify(body) };
  };
  const GOOD = batchAnswer([DONE, step({ type: "integer", value: "1" }), DONE, null]);

  it.each([
    ["libsql: without TLS", () => `libsql://${host()}?tls=0`, "/v2/pipeline"],
    ["http:", () => `http://${host()}`, "/v2/pipeline"],
    ["a folder", () => `http://${host()}/in/here/`, "/in/here/v2/pipeline"],
  ])("%s is where it says, in one request", async (_, url, path) => {
    replies(GOOD);
    expect(await open(url()).read([statement("select 1 as a")])).toEqual([[{ a: 1 }]]);
    expect(asked.map((request) => request.url)).toEqual([path]);
    expect(asked[0]?.headers).toMatchObject({
      "content-type": "application/json",
      traceparent: "00-trace-01",
    });
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });

  it("https: and libsql: are never asked without TLS", async () => {
    replies(GOOD);
    for (const url of [`https://${host()}`, `libsql://${host()}`, `libsql://${host()}?tls=1`]) {
      await expect(open(url).read([statement("select 1")])).rejects.toBeInstanceOf(StoreUnavailable);
    }
    expect(asked).toEqual([]);
  });

  it.each([
    ["the setting's token", "", "secret", "Bearer secret"],
    ["the URL's own token before it", "?authToken=own", "secret", "Bearer own"],
  ])("%s is sent", async (_, query, token, header) => {
    replies(GOOD);
    await open(`http://${host()}${query}`, token).read([statement("select 1 as a")]);
    expect(asked[0]?.headers.authorization).toBe(header);
    expect(asked[0]?.url).toBe("/v2/pipeline");
  });

  it("a batch is a transaction whose steps each wait for the one before", async () => {
    replies(GOOD);
    const twice = statement("select ? as a", [7n]);
    await expect(open(`http://${host()}`).write([twice, twice])).rejects.toBeInstanceOf(StoreUnavailable);
    const once = { sql_id: 0, args: [{ type: "integer", value: "7" }], want_rows: true };
    const ok = (at: number) => ({ type: "ok", step: at });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      requests: [
        { type: "store_sql", sql_id: 0, sql: "select ? as a" },
        {
          type: "batch",
          batch: {
            steps: [
              { stmt: { sql: "BEGIN IMMEDIATE", want_rows: false } },
              { condition: ok(0), stmt: once },
              { condition: ok(1), stmt: once },
              { condition: ok(2), stmt: { sql: "COMMIT", want_rows: false } },
              { condition: { type: "not", cond: ok(3) }, stmt: { sql: "ROLLBACK", want_rows: false } },
            ],
          },
        },
        { type: "close" },
      ],
    });
  });

  const one = (cell: unknown) => batchAnswer([DONE, step(cell), DONE, null]);
  it.each<[string, unknown]>([
    ["no results", {}],
    ["results that are none", { results: 5 }],
    ["no batch", { results: [{ type: "ok", response: { type: "close" } }] }],
    ["a result of no type", { results: [{}] }],
    ["fewer steps", batchAnswer([DONE])],
    ["a statement that was not run", batchAnswer([DONE, null, DONE, null])],
    ["no commit", batchAnswer([DONE, step({ type: "null" }), null, null])],
    ["a row without cells", batchAnswer([DONE, { ...DONE, cols: [{ name: "a" }], rows: [[]] }, DONE, null])],
    ["a row with further cells", batchAnswer([DONE, { ...DONE, rows: [[{ type: "null" }]] }, DONE, null])],
    ["a text without one", one({ type: "text" })],
    ["a float that is a text", one({ type: "float", value: "1" })],
    ["a whole number that is none", one({ type: "integer", value: "1.5" })],
    ["a number as a number", one({ type: "integer", value: 1 })],
    ["bytes that are none", one({ type: "blob", base64: "%" })],
    ["a type that there is not", one({ type: "date", value: "1" })],
    ["nothing", "null"],
    ["half an answer", JSON.stringify(GOOD).slice(0, 60)],
  ])("an answer with %s is no answer", async (_, body) => {
    replies(body);
    await expect(open(`http://${host()}`).read([statement("select 1")])).rejects.toBeInstanceOf(
      StoreUnavailable,
    );
  });

  it.each([
    ["a message", 400, "application/json", '{"message":"no","code":"SQL_PARSE_ERROR"}', "SQL_PARSE_ERROR"],
    ["a message of no code", 400, "application/json; charset=utf-8", '{"message":"no"}', "UNKNOWN"],
    ["other JSON", 500, "application/json", "[]", "SERVER_ERROR"],
    ["a text", 502, "text/plain", "bad gateway", "SERVER_ERROR"],
    ["nothing", 401, "text/html", "", "SERVER_ERROR"],
  ])("a refusal with %s keeps its code", async (_, status, type, body, code) => {
    replies(body, status, type);
    const tried = open(`http://${host()}`).read([statement("select 1")]);
    const refused = await tried.then(null, (error: unknown) => error);
    const isOurs = code === "SQL_PARSE_ERROR";
    expect(refused instanceof StoreUnavailable).toBe(!isOurs);
    expect(isOurs ? refused : (refused as Error).cause).toMatchObject({ code });
  });
});
