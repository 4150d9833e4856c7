// S2: no answer is larger than 64 KiB, whatever 2,000 hostile requests to every reader and route hold; and what an
// answer repeats of a request is cut.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { HOSTILE_SHAPES } from "../../tools/shared/hostile-shapes.ts";
import { send } from "../../tools/shared/linear-requests.ts";
import { REFERENCE_PATH } from "../support/samples.ts";
import { post, sendJson, testApp } from "../support/test-app.ts";

const KIB = 1024;
const MOST = 64 * KIB;
const UPDATE = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";
const { request } = testApp();

type Sent = readonly [path: string, init: RequestInit];

/** Everything that goes over the wire: the status line and the lines between are not worth counting. */
const sizeOf = async (response: Response): Promise<number> => {
  const headers = [...response.headers].reduce(
    (sum, [name, value]) => sum + name.length + value.length + 4,
    0,
  );
  return headers + (await response.arrayBuffer()).byteLength;
};

const XML_16 = { Accept: "application/xml", "Accept-Charset": "utf-16" };
const AS_JSON = { Accept: "application/json" };
const FORM = "application/x-www-form-urlencoded";
const NAMESPACE = "http://schemas.datacontract.org/2004/07/ProcuraGroup.Billings.Models";

/** Every fourth body is as large as it may be: an answer that grows with its request shows it in the others too. */
const sizeAt = (at: number, large: number): number => (at % 4 === 0 ? large : 8 * KIB);

/** A shape in every body that the contracts read; the answer in what takes the most room. */
function contractBodies(make: (length: number) => string, at: number): readonly Sent[] {
  const text = make(4 * KIB);
  const xml = (inner: string) => `<PaymentPlanDTO xmlns="${NAMESPACE}">${inner}</PaymentPlanDTO>`;
  const gzip = (body: string) => new Uint8Array(gzipSync(body));
  const large = sizeAt(at, 1_000 * KIB);
  return [
    [UPDATE, post("application/json", text, XML_16)],
    [UPDATE, post("application/json", `{"x":${text}}`, AS_JSON)],
    [UPDATE, post("application/json", `{"x":${make(sizeAt(at, 250 * KIB))}}`, XML_16)],
    [UPDATE, post("application/json", `{${JSON.stringify(text)}:01,"clientID":"x"}`, XML_16)],
    [
      UPDATE,
      post("application/json", JSON.stringify({ clientID: text, startDate: text, recurrence: text }), XML_16),
    ],
    [
      REFERENCE_PATH,
      post("application/json", JSON.stringify({ AccountID: 1, ContactID: 1, CRNNumber: text }), XML_16),
    ],
    [UPDATE, post("application/x-compressed-json", gzip(`{"x":${make(large)}}`), XML_16)],
    [UPDATE, post("application/x-compressed-json", gzip(`{"created":{"x":${make(large)}}}`), AS_JSON)],
    [UPDATE, post("application/xml", xml(text), XML_16)],
    [UPDATE, post("application/xml", xml(`<StartDate>${text}</StartDate>`), XML_16)],
    [UPDATE, post(FORM, text, XML_16)],
    [UPDATE, post(FORM, make(sizeAt(at, 250 * KIB)), XML_16)],
    [UPDATE, post(FORM, `ClientID=${text}&StartDate=${make(sizeAt(at, 200 * KIB))}`, XML_16)],
    [UPDATE, post(FORM, `ClientID=x&${"ClientID=\u0001%22&".repeat(200)}`, XML_16)],
  ];
}

/** A shape in each call of /v1 that takes a body: as the body, as a member's value, as a name. */
function ownBodies(make: (length: number) => string, at: number): readonly Sent[] {
  const text = make(4 * KIB);
  const names = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${make(8)}${at}`, 1]));
  return (
    [
      ["POST", "/v1/payment-plans"],
      ["PUT", "/v1/payment-plans/1/terms"],
      ["POST", "/v1/payment-plans/1/payments"],
      ["POST", "/v1/schedules"],
      ["POST", "/v1/payment-plans/rehearsals"],
      ["PUT", "/v1/contacts/1"],
      ["PATCH", "/v1/contacts/1/credit"],
      ["POST", "/v1/payment-references"],
    ] as const
  ).flatMap(([method, path], call): Sent[] => [
    [path, { ...post("application/json", make(sizeAt(at + call, 250 * KIB))), method }],
    [
      path,
      sendJson(method, {
        name: text,
        start: text,
        amount: { amount: text, currency: text },
        crn: text,
        kind: text,
        select: { ids: [...text] },
      }),
    ],
    [path, sendJson(method, names)],
  ]);
}

/** A shape in a URL and in the headers that are read. */
function heads(make: (length: number) => string): readonly Sent[] {
  const url = encodeURI(make(7_000).toWellFormed()).slice(0, 7_900);
  const header = make(16 * KIB)
    .replace(/[^\t\x20-\x7e]/g, "~")
    .trim();
  return [
    [`/api/${url}`, { headers: XML_16 }],
    [`/Billings/PaymentInstallments?ClientID=1&${url}`, { headers: XML_16 }],
    [`/v01/services.ashx?action=ContactExtraSave&ContactId=1&${url}`, {}],
    [`/v1/payment-plans?recordState=${url}`, {}],
    [`/nowhere/${url}`, {}],
    [UPDATE, { ...post(header === "" ? "a/b" : header, "x", XML_16) }],
    [
      "/v1/contacts/1",
      { headers: { Accept: header, "If-Match": header, Prefer: header, "Read-After": header } },
    ],
  ];
}

describe("an answer", () => {
  const requests = HOSTILE_SHAPES.flatMap(({ name, make }, at) =>
    [...contractBodies(make, at), ...ownBodies(make, at), ...heads(make)].map(
      (sent) => [name, sent] as const,
    ),
  );

  it("is asked for in at least 2,000 hostile ways", () => {
    expect(requests.length).toBeGreaterThanOrEqual(2_000);
  });

  it("is at most 64 KiB", { timeout: 300_000 }, async () => {
    const tooLarge: string[] = [];
    const statuses = new Map<number, number>();
    for (const [name, [path, init]] of requests) {
      const response = await send(path, init);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const size = await sizeOf(response);
      if (size > MOST) tooLarge.push(`${init.method ?? "GET"} ${path.slice(0, 60)}, ${name}: ${size} bytes`);
    }
    expect(tooLarge).toEqual([]);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    // If all were refused at the door, nothing would be shown.
    for (const status of [200, 400, 404, 415, 422]) expect(statuses.get(status) ?? 0).toBeGreaterThan(50);
  });
});

type Errors = Readonly<Record<string, readonly string[]>>;

describe("what an answer repeats", () => {
  const stateOf = async (type: string, body: string | Uint8Array<ArrayBuffer>): Promise<Errors> => {
    const response = await request(UPDATE, post(type, body, AS_JSON));
    expect(response.status).toBe(400);
    return ((await response.json()) as { readonly modelState: Errors }).modelState;
  };

  it("is a path of at most 256 characters, however deep the error", async () => {
    for (const levels of [200, 256, 5_000, 340_000]) {
      const deep = `{"a":${"[".repeat(levels)}01${"]".repeat(levels)},"clientID":"x","buid":"x"}`;
      const keys = Object.keys(
        await stateOf("application/x-compressed-json", new Uint8Array(gzipSync(deep))),
      );
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys) expect(key.length).toBeLessThanOrEqual(256);
    }
    // 1,011 bytes once made 60 MB: every error on the way out of the depth had the whole path.
    const many = `{"a":${"[".repeat(300_000)}${",}".repeat(50)}${"]}".repeat(50)}`;
    const packed = new Uint8Array(gzipSync(many));
    expect(packed.length).toBeLessThan(1_011);
    const keys = Object.keys(await stateOf("application/x-compressed-json", packed));
    expect(keys.join("").length).toBeLessThan(2_000);
  });

  it("is at most 100 characters of a name, and 100 errors", async () => {
    const long = Object.keys(await stateOf("application/json", `{"${"n".repeat(5_000)}":01}`));
    expect(long).toEqual([`model.${"n".repeat(99)}…`]);
    // One member in 4,096 spellings, each an error under its own key.
    const spelled = (at: number) =>
      [..."installments"].map((letter, bit) => ((at >> bit) & 1 ? letter.toUpperCase() : letter)).join("");
    const members = Array.from({ length: 4_096 }, (_, at) => `"${spelled(at)}":"x"`).join(",");
    const state = await stateOf("application/json", `{${members}}`);
    expect(Object.keys(state)).toHaveLength(100);
    expect(Object.keys(state).at(-1)).toBe(`model.${spelled(99)}`);
    const twice = await stateOf("application/json", `{${'"clientID":"x",'.repeat(5_000)}"b":1}`);
    expect(twice["model.clientID"]).toHaveLength(100);
  });

  it("is at most 100 characters of a form's value", async () => {
    const state = await stateOf(FORM, `ClientID=${"x".repeat(5_000)}&BUID=abc&BUID=def`);
    expect(state["model.ClientID"]).toEqual([`The value '${"x".repeat(99)}…' is not valid for ClientID.`]);
    expect(state["model.BUID"]).toEqual(["The value 'abc,def' is not valid for BUID."]);
    const many = await stateOf(FORM, "ClientID=x&".repeat(5_000));
    expect(many["model.ClientID"]?.[0]?.length).toBeLessThan(200);
  });

  it("is a part of a media type, a method and a URI", async () => {
    const type = await (await request(UPDATE, post(`text/${"x".repeat(10_000)}`, "x"))).text();
    expect(type).toContain(`media type 'text/${"x".repeat(94)}…' is not supported`);
    const uri = await (await request(`/api/${"x".repeat(8_000)}`)).text();
    expect(uri.length).toBeLessThan(1_200);
    expect(uri).toContain("xxx…'");
    const method = await request(UPDATE, { method: "X".repeat(5_000) });
    expect(method.status).toBe(405);
    expect((await method.text()).length).toBeLessThan(400);
  });

  it("is at most 100 errors of /v1, in a sentence that ends", async () => {
    const members = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`member${at}`, 1]));
    const response = await request("/v1/payment-references", sendJson("POST", members));
    const problem = (await response.json()) as {
      readonly errors: readonly unknown[];
      readonly detail: string;
    };
    expect(problem.errors).toHaveLength(100);
    expect(problem.detail.length).toBeLessThanOrEqual(2_000);
    expect(problem.detail.endsWith("…")).toBe(true);
  });

  it("is of a link's parameters those that the call reads", async () => {
    const plan = {
      clientID: 7,
      buid: 3,
      startDate: "2026-02-01T00:00:00",
      paymentAmount: 5,
      installments: 6,
    };
    const rest = { recurrence: 1, paymentMethod: 10, recordState: 1 };
    expect((await request("/Billings/PaymentPlan", sendJson("POST", { ...plan, ...rest }))).status).toBe(201);
    const path = `/Billings/PaymentInstallments?clientid=7&PageSize=2&key=secret&x=${"(".repeat(5_000)}`;
    const link = (await request(path)).headers.get("link");
    expect(link).toBe('</Billings/PaymentInstallments?clientid=7&PageSize=2&Page=2>; rel="next"');
  });

  it("is at most 20 ids in a header, and 100 warnings", async () => {
    const save = (crn: string) =>
      request(REFERENCE_PATH, sendJson("POST", { AccountID: 5, ContactID: 5, CRNNumber: crn }));
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    for (const place of [3, 4, 5, 6]) {
      for (const letter of letters) await save(`${"Q".repeat(place)}${letter}${"Q".repeat(8 - place)}`);
    }
    const response = await save("QQQQQQQQQ".replace(/Q$/, "Q"));
    const again = response.headers.get("reference-outcome");
    const fresh = await save("QQQQQQQQ");
    const listed = fresh.headers.get("reference-near-duplicates")?.split(", ") ?? [];
    expect(again).toBe("existing");
    expect(listed).toHaveLength(20);
    expect(listed).toEqual([...listed].sort((a, b) => Number(a) - Number(b)));
  });
});
