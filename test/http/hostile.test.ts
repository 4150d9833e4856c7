// R5 on the whole app: bodies made to hurt, in every dialect and on /v1, are refused in bounded memory and write nothing.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDemoData } from "../../scripts/demo-data.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { TABLES } from "../../tools/shared/tables.ts";
import { gzipBomb } from "../support/gzip-bomb.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { PLAN_PATH, REFERENCE_PATH } from "../support/samples.ts";
import { type TestApp, testApp } from "../support/test-app.ts";

const MIB = 1024 * 1024;
const JSON_TYPE = "application/json";

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await startFileDatabase();
  await addDemoData(database.database);
  app = testApp({
    stores: libsqlStores(database.database),
    openStores: (claim) => libsqlStores(database.database, claim),
  });
});
afterAll(() => database.stop());

const everything = async () =>
  JSON.stringify(
    await database.database.read(TABLES.map((table) => ({ sql: `select * from ${table}`, args: [] }))),
  );
let before = "";
beforeEach(async () => {
  before = await everything();
});

type Place = readonly [method: string, path: string, type: string];
const V1: readonly Place[] = [
  ["POST", "/v1/payment-plans", JSON_TYPE],
  ["PUT", "/v1/payment-plans/1", JSON_TYPE],
  ["POST", "/v1/payment-plans/1/payments", JSON_TYPE],
  ["PUT", "/v1/payment-plans/1/instalments/1", JSON_TYPE],
  ["POST", "/v1/payment-plans/rehearsals", JSON_TYPE],
  ["POST", "/v1/schedules", JSON_TYPE],
  ["PUT", "/v1/contacts/38759340", JSON_TYPE],
  ["PATCH", "/v1/contacts/38759340/credit", JSON_TYPE],
  ["POST", "/v1/contacts/38759340/credit-decisions", JSON_TYPE],
  ["POST", "/v1/payment-references", JSON_TYPE],
];
const XML_TYPES = ["application/xml", "text/xml"];
const CONTRACT_TYPES = [JSON_TYPE, "text/json", ...XML_TYPES, "application/x-www-form-urlencoded"];
const PLAN_PLACES: readonly Place[] = [
  ["POST", PLAN_PATH, ""],
  ["POST", "/Billings/PaymentPlan", ""],
  ["PUT", "/Billings/PaymentPlan/1", ""],
];
const withTypes = (places: readonly Place[], types: readonly string[]): Place[] =>
  places.flatMap(([method, path]) => types.map((type): Place => [method, path, type]));
const CONTRACTS = withTypes([["POST", REFERENCE_PATH, ""], ...PLAN_PLACES], CONTRACT_TYPES);
const COMPRESSED = withTypes(PLAN_PLACES, ["application/x-compressed-json"]);

async function send([method, path, type]: Place, body: RequestInit["body"], headers = {}): Promise<number> {
  const startedAt = performance.now();
  const peak = process.resourceUsage().maxRSS;
  const response = await app.request(path, {
    method,
    body: body ?? null,
    headers: { "Content-Type": type, "If-Match": "*", ...headers },
    duplex: "half",
  } as RequestInit);
  await response.arrayBuffer();
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  // Kibibytes: what the process held at most, while and since the request.
  expect(process.resourceUsage().maxRSS - peak).toBeLessThan(64 * 1024);
  return response.status;
}

const refused = async (
  place: Place,
  body: RequestInit["body"],
  statuses: readonly number[],
  headers = {},
) => {
  expect(statuses, place.join(" ")).toContain(await send(place, body, headers));
  expect(await everything()).toBe(before);
};

describe("a body of 10 MiB", () => {
  const places = [...V1, ...CONTRACTS, ...COMPRESSED];

  it.each(places)("is refused by its Content-Length: %s %s %s", async (...place) => {
    await refused(place, new Uint8Array(10 * MIB).fill(32), [413], { "Content-Length": String(10 * MIB) });
  });

  it.each(places)("is not read to its end without one: %s %s %s", async (...place) => {
    let pulled = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
        if (pulled >= 10 * MIB) controller.close();
      },
    });
    await refused(place, stream, [413]);
    expect(pulled).toBeLessThan(3 * MIB);
  });
});

describe("a gzip bomb", () => {
  it.each([1, 16, 256, 1_024])("of %d MiB is refused where gzip is a media type", async (mebibytes) => {
    const bomb = gzipBomb(mebibytes + 1);
    for (const place of COMPRESSED) await refused(place, bomb, [413]);
  });

  it("is not unfolded where gzip is none", async () => {
    const bomb = gzipBomb(100);
    for (const place of [...V1, ...CONTRACTS]) {
      await refused(place, bomb, [400, 413, 422], { "Content-Encoding": "gzip" });
    }
  });
});

describe("a DOCTYPE", () => {
  const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
    "",
  );
  it.each(withTypes([["POST", REFERENCE_PATH, ""], ...PLAN_PLACES], XML_TYPES))(
    "is refused: %s %s %s",
    async (...place) => {
      for (const body of [
        `<!DOCTYPE lolz [<!ENTITY l0 "lol">${lol}]><lolz>&l9;</lolz>`,
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/">%a;]><x/>',
        "<!DOCTYPE x><x/>",
      ]) {
        await refused(place, body, [400]);
      }
    },
  );
});

describe("JSON", () => {
  const places = [...V1, ...CONTRACTS.filter(([, , type]) => type.endsWith("json"))];

  it.each(places)("that is too deep is refused: %s %s %s", async (...place) => {
    for (const levels of [257, 5_000, 60_000]) {
      await refused(place, "[".repeat(levels), [400]);
      await refused(place, `${"[".repeat(levels)}${"]".repeat(levels)}`, [400, 422]);
      await refused(place, `{"a":${'{"a":'.repeat(levels / 2)}1${"}".repeat(levels / 2)}}`, [400, 422, 428]);
    }
  });

  it.each(places)("with __proto__ changes no prototype: %s %s %s", async (...place) => {
    const body = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    await refused(place, body, [400, 422]);
    expect("polluted" in {}).toBe(false);
  });
});

describe("text that no database keeps as it is", () => {
  const texts = ["a\\ud800b", "\\udc00", "a\\u0000b", "\\u0000"];
  it.each<[Place, (text: string) => string]>([
    [
      ["POST", "/v1/payment-plans/1/payments", JSON_TYPE],
      (text) => `{"amount":{"amount":"1.00","currency":"AUD"},"receivedOn":"2025-01-31","note":"${text}"}`,
    ],
    [["PUT", "/v1/contacts/38759340", JSON_TYPE], (text) => `{"name":"${text}"}`],
    [["PUT", "/v1/contacts/38759340", JSON_TYPE], (text) => `{"name":"x","reference":"${text}"}`],
    [["PATCH", "/v1/contacts/38759340/credit", JSON_TYPE], (text) => `{"onStopReason":"${text}"}`],
    [["PATCH", "/v1/contacts/38759340/credit", JSON_TYPE], (text) => `{"accountReference":"${text}"}`],
    [
      ["POST", "/v1/payment-references", JSON_TYPE],
      (text) => `{"accountId":1,"contactId":1,"crn":"${text}"}`,
    ],
  ])("is refused: %s", async (place, body) => {
    for (const text of texts) await refused(place, body(text), [400, 422]);
  });

  it("is refused by services.ashx, which has a word of its own for it", async () => {
    for (const member of ["FlaggedReason", "OnStopReason", "AccountReference"]) {
      const path = `/v01/services.ashx?action=ContactExtraSave&ContactId=38759340&ContactExtra${member}=a%00b`;
      expect(await (await app.request(path)).json()).toMatchObject({ Code: 2 });
    }
    expect(await everything()).toBe(before);
  });

  it("is no CRN, also in a contract's call", async () => {
    for (const text of ["a\\u0000b", "\\u0000"]) {
      const body = `{"AccountID":1,"ContactID":1,"CRNNumber":"${text}"}`;
      await refused(["POST", REFERENCE_PATH, JSON_TYPE], body, [400]);
    }
  });
});

describe("a header", () => {
  it("takes nothing of the caller's that could end it", async () => {
    const sly = "%0d%0aSet-Cookie:%20a=b";
    for (const path of [
      `/Billings/PaymentInstallments?PaymentPlanIDs=1&PageSize=1&x=${sly}`,
      `/v1/payment-plans?limit=1&x=${sly}`,
      `/help/${sly}`,
      `/${sly}`,
    ]) {
      const response = await app.request(path, {
        headers: { "X-Request-Id": "a b;c\u00e9", traceparent: "x" },
      });
      expect(response.status).toBeLessThan(500);
      expect(response.headers.get("set-cookie")).toBeNull();
      expect(response.headers.get("x-request-id")).toMatch(/^[\w-]+$/);
    }
  });
});
