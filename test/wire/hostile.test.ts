// Bodies made to hurt: they are refused, quickly, and in bounded memory.

import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { collect } from "../../src/http/webapi/body/read-body.ts";
import { type Answer, contracts, probeApp } from "./probe-app.ts";

const app = probeApp(contracts.procura);
const PATH = "http://h/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";

const KIB = 1024;
const MIB = 1024 * KIB;

const send = (type: string, body: NonNullable<RequestInit["body"]>): Promise<Answer> =>
  app.send(
    new Request(PATH, {
      method: "POST",
      headers: { "content-type": type },
      body,
      duplex: "half",
    } as RequestInit),
  );

const text = (answer: Answer): string => Buffer.from(answer.body).toString();

const plan = (inner: string, before = ""): string =>
  `${before}<PaymentPlanDTO xmlns="http://schemas.datacontract.org/2004/07/ProcuraGroup.Billings.Models">${inner}</PaymentPlanDTO>`;

const quickly = async (answer: Promise<Answer>, status: number): Promise<Answer> => {
  const started = performance.now();
  const given = await answer;
  expect(given.status).toBe(status);
  expect(performance.now() - started).toBeLessThan(2_000);
  return given;
};

describe("size", () => {
  it("refuses 10 MiB without reading them all", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 64 * KIB;
        controller.enqueue(new Uint8Array(64 * KIB));
        if (pulled >= 10 * MIB) controller.close();
      },
    });
    await quickly(send("application/json", endless), 413);
    expect(pulled).toBeLessThan(MIB);
    await quickly(send("application/xml", new Uint8Array(10 * MIB)), 413);
  });

  it.each([1, 16, 128])("refuses a gzip bomb of %d MiB while it unfolds", async (mebibytes) => {
    const bomb = gzipSync(Buffer.alloc(mebibytes * MIB + 1, 32));
    expect(bomb.length).toBeLessThan(contracts.procura.limits.received);
    const before = process.memoryUsage().arrayBuffers;
    await quickly(send("application/x-compressed-json", new Uint8Array(bomb)), 413);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * MIB);
  });

  it("takes exactly the limit of inflated bytes, and no more", async () => {
    const json = '{"clientID":1}';
    const padded = (size: number) => new Uint8Array(gzipSync(json + " ".repeat(size - json.length)));
    expect((await send("application/x-compressed-json", padded(MIB))).status).toBe(200);
    expect((await send("application/x-compressed-json", padded(MIB + 1))).status).toBe(413);
  });

  it.each([
    ["cut short", gzipSync('{"clientID":1}').subarray(0, 20)],
    ["damaged", Buffer.from(gzipSync('{"clientID":1}').map((byte, at) => (at === 15 ? byte ^ 255 : byte)))],
    ["followed by more", Buffer.concat([gzipSync('{"clientID":1}'), Buffer.from("x")])],
    ["a bare deflate stream", Buffer.from("789cab562ac84ccf2b01000a1e02b3", "hex")],
  ])("refuses gzip that is %s", async (_name, body) => {
    await quickly(send("application/x-compressed-json", new Uint8Array(body)), 400);
  });

  it("cancels a stream that it gave up", async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => {
        cancelled = true;
      },
    });
    expect(await collect(stream, 25)).toBeNull();
    expect(cancelled).toBe(true);
  });
});

describe("depth", () => {
  it.each([
    ["arrays", "[".repeat(100_000)],
    ["closed arrays", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["objects", '{"a":'.repeat(40_000)],
    ["arrays in a member", `{"foo":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["nested audits", `{"created":${'{"x":'.repeat(300)}1${"}".repeat(301)}}`],
  ])("refuses deep JSON: %s", async (_name, body) => {
    await quickly(send("application/json", body), 400);
  });

  it("takes 256 levels of JSON and of XML, and not 257", async () => {
    const json = (levels: number) => `{"foo":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
    expect((await send("application/json", json(256))).status).toBe(200);
    expect((await send("application/json", json(257))).status).toBe(400);
    const xml = (levels: number) => plan("<a>".repeat(levels - 1) + "</a>".repeat(levels - 1));
    expect((await send("text/xml", xml(256))).status).toBe(200);
    expect((await send("text/xml", xml(257))).status).toBe(400);
    await quickly(send("text/xml", "<a>".repeat(80_000)), 400);
  });
});

describe("entities", () => {
  it.each([
    "<!DOCTYPE x>",
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1/">',
    `<!DOCTYPE l [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY b${at} "${"&a;".repeat(10)}">`).join("")}]>`,
    "<!doctype x>",
    "<!ENTITY a 'b'>",
  ])("refuses %s", async (before) => {
    await quickly(send("text/xml", plan("<ClientID>1</ClientID>", before)), 400);
  });
});

describe("names and characters", () => {
  it("leaves prototypes alone", async () => {
    const bodies: readonly (readonly [string, string])[] = [
      [
        "application/json",
        '{"__proto__":{"clientID":7,"polluted":1},"constructor":{"prototype":{"polluted":1}},"created":{"__proto__":{"polluted":1}}}',
      ],
      ["text/xml", plan("<__proto__><polluted>1</polluted></__proto__><constructor>1</constructor>")],
      [
        "application/x-www-form-urlencoded",
        "__proto__.polluted=1&constructor.prototype.polluted=1&__proto__[x]=1",
      ],
    ];
    for (const [type, body] of bodies) {
      const answer = await send(type, body);
      expect(answer.status).toBe(200);
      expect(answer.bound).toMatchObject({ ClientID: 0 });
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    const { status } = await send("application/json", '{"$id":"__proto__","created":{"$ref":"constructor"}}');
    expect(status).toBe(200);
  });

  it("replaces lone surrogates and carries NULs through", async () => {
    const answer = await send("application/json", '{"created":{"userName":"a\\ud800b\\u0000c\\udc00"}}');
    expect(answer.bound).toMatchObject({ Created: { UserName: "a\ufffdb\u0000c\ufffd" } });
    expect(text(answer)).toContain('"userName":"a\ufffdb\\u0000c\ufffd"');
  });

  it("lets no text of the client's into a header", async () => {
    const answer = await send("text/pla\u0021n", "x");
    expect(answer.status).toBe(415);
    expect(answer.contentType).toBe("application/json; charset=utf-8");
    const forged = await send("application/json", '{"a\\r\\nSet-Cookie: x":1_,"clientID":"\\r\\nX: y"}');
    expect(forged.status).toBe(400);
    expect(forged.headers.get("set-cookie")).toBeNull();
  });
});

describe("patterns take linear time", () => {
  const long = 200_000;
  it.each([
    ["application/json", `{"paymentAmount":"${" ".repeat(long)}x"}`],
    ["application/json", `{"paymentAmount":"${"1".repeat(long)}x"}`],
    ["application/json", `{"paymentAmount":0.${"1".repeat(long)}e-1x}`],
    ["application/json", `{"paymentAmount":${"9".repeat(long)}}`],
    ["application/json", `{"clientID":"${" ".repeat(long)}1${" ".repeat(long / 8)}x"}`],
    ["application/json", `{"recurrence":"x${" ".repeat(long)}x"}`],
    ["application/json", `{"startDate":"${" ".repeat(long)}2024-12-04${" ".repeat(1000)}x"}`],
    ["application/json", `{"startDate":"2024-12-04T08:13:04.${"9".repeat(long)}x"}`],
    ["application/json", `{"${"\\\\".repeat(long / 2)}":1_}`],
    ["application/x-www-form-urlencoded", `ClientID=x${"+".repeat(long)}x`],
    ["application/x-www-form-urlencoded", `PaymentAmount=${"1".repeat(long)}e1x`],
    ["application/x-www-form-urlencoded", `${"a[b]".repeat(long / 4)}[`],
    ["text/xml", plan(`<PaymentAmount>${" ".repeat(long)}x</PaymentAmount>`)],
    ["text/xml", plan(`<StartDate>${" ".repeat(long)}x</StartDate>`)],
    ["text/xml", `<?xml${" ".repeat(long)}x?>`],
    ["text/xml", plan(`<a ${Array.from({ length: 20_000 }, (_, at) => `a${at}=""`).join(" ")}/>`)],
    ["text/xml", plan(`<a ${Array.from({ length: 12_000 }, (_, at) => `xmlns:a${at}="u"`).join(" ")}/>`)],
  ])("%s, case %#", async (type, body) => {
    await quickly(send(type, body), 400);
  });

  it("binds 50,000 form fields", async () => {
    const fields = Array.from({ length: 50_000 }, (_, at) => `k${at}`)
      .join("&")
      .slice(0, 250_000);
    await quickly(send("application/x-www-form-urlencoded", `${fields}&ClientID=1`), 200);
  });
});
