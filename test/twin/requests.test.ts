// The twin's log of requests: what came, how it was read, what was written and answered, and never a key.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DIALECTS } from "../../src/http/contracts/dialects.ts";
import { tellingDialects } from "../../src/twin/requests/contracts.ts";
import { callOf } from "../../src/twin/routes.ts";
import { TWIN_KEY } from "../../src/twin/twin-key.ts";
import { callsByName } from "../support/declared-calls.ts";
import { PLAN_JSON, PLAN_PATH, PLAN_XML, REFERENCE_JSON, REFERENCE_PATH } from "../support/samples.ts";
import { newTwin, PAYMENT, PLAN, PLANS, sendTo } from "./twin-client.ts";

describe("a call of /v1", () => {
  it("is told as it came, was read, wrote and was answered", async () => {
    const twin = newTwin();
    const send = sendTo(twin);
    const answer = await send("POST", `${PLANS}?validateOnly=false`, PLAN, { "X-Request-Id": "mine" });
    const body = await answer.text();
    const [request] = twin.requests();
    expect(request).toEqual({
      ...{ number: 1, at: "2026-03-01T00:00:00.000Z", method: "POST", path: PLANS },
      query: "?validateOnly=false",
      headers: { "content-type": "application/json", "x-request-id": "mine" },
      body: JSON.stringify(PLAN),
      ...{ call: "POST /v1/payment-plans", key: "twin", fault: null },
      read: { path: {}, query: { validateOnly: false }, body: PLAN, ifMatch: "absent" },
      written: [
        expect.objectContaining({ seq: 1, subject: "plan", subjectId: 1, kind: "create", actor: "twin" }),
      ],
      answer: { status: 201, headers: Object.fromEntries(answer.headers), body },
    });
    const feed = (await (await send("GET", "/v1/events")).json()) as { items: readonly unknown[] };
    expect(request?.written).toEqual(feed.items);
  });

  it("that is refused is told with what there was of it", async () => {
    const twin = newTwin();
    await sendTo(twin, "a wrong key")("GET", `${PLANS}/1`);
    await sendTo(twin)("POST", PLANS, { ...PLAN, clientid: 2 });
    await sendTo(twin)("GET", "/v1/nowhere");
    expect(twin.requests().map(({ call, key, read, answer }) => [call, key, read, answer?.status])).toEqual([
      ["GET /v1/payment-plans/{id}", null, null, 401],
      ["POST /v1/payment-plans", "twin", null, 422],
      [null, "twin", null, 404],
    ]);
  });
});

describe("a contract's call", () => {
  it("is told with the DTO that was bound, whatever it was written in", async () => {
    const twin = newTwin();
    await twin.load("demo");
    const post = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
      twin.fetch(PLAN_PATH, { method: "POST", headers: { key: TWIN_KEY, "Content-Type": type }, body });
    const packed = new Uint8Array(gzipSync(PLAN_JSON));
    await post("application/json", PLAN_JSON);
    await post("application/xml", PLAN_XML);
    await post("application/x-compressed-json", packed);
    await post("application/json", "{");
    const [json, xml, gzip, broken] = twin.requests();
    expect(json?.call).toBe(`POST ${PLAN_PATH}`);
    expect(json?.read).toMatchObject({ dto: { PaymentPlanID: 1, PaymentAmount: "5.0" }, missing: [] });
    expect(xml?.read).toMatchObject({ dto: { PaymentPlanID: 1, Installments: 6 } });
    expect([gzip?.body, gzip?.read]).toEqual([PLAN_JSON, json?.read]);
    expect([broken?.read, broken?.answer?.status, broken?.written]).toEqual([null, 400, []]);
  });

  it("is told of a reference and of a contact's extras too, with what they wrote", async () => {
    const twin = newTwin();
    await twin.load("demo");
    const headers = { key: TWIN_KEY, "Content-Type": "application/json" };
    await twin.fetch(`${REFERENCE_PATH}/7`, { method: "POST", headers, body: REFERENCE_JSON });
    await twin.fetch(
      `/v01/services.ashx?KEY=${TWIN_KEY}&action=ContactExtraSave&ContactId=38759340&ContactExtraDelay2Pay=14`,
    );
    const [reference, extras] = twin.requests();
    expect(reference).toMatchObject({
      call: `POST ${REFERENCE_PATH}`,
      read: { dto: { AccountID: 1, CRNNumber: "sample string 1" } },
    });
    expect(extras).toMatchObject({
      query: "?action=ContactExtraSave&ContactId=38759340&ContactExtraDelay2Pay=14",
      ...{ call: "GET /v01/services.ashx", key: "twin" },
      read: { selector: { by: "id", id: 38759340 }, patch: { delay2Pay: 14 } },
      written: [{ subject: "contact", kind: "extra-saved", after: { delay2Pay: 14 } }],
    });
  });
});

it("knows every call of the service by its name, and speaks every contract that the service speaks", () => {
  for (const [name] of callsByName()) {
    const [method = "", path = ""] = name.split(" ");
    const asked = path.replace(/\{ordinal\}|\{number\}|\{id\}/g, "7").replace("{hash}", "a".repeat(64));
    expect(callOf(method, asked)?.toLowerCase(), name).toBe(name.toLowerCase());
  }
  const spoken = tellingDialects(() => {});
  expect(spoken.map(({ prefix, names }) => [prefix, names])).toEqual(
    DIALECTS.map(({ prefix, names }) => [prefix, names]),
  );
  expect(callOf("HEAD", "/docs")).toBe("GET /docs");
  expect(callOf("GET", `${PLANS}/1/2/3/4`)).toBeNull();
});

it("never holds a key, wherever one was sent: not a good one, and not a wrong one", async () => {
  const keys = [
    { key: "good+key/one==", name: "one" },
    { key: "another-good-key", name: "two", scopes: ["plans:read"] },
  ];
  const wrong = "rek_live_0123456789";
  const twin = newTwin({ keys });
  const sent = [...keys.map(({ key }) => key), wrong];
  for (const key of sent) {
    const basic = `Basic ${btoa(`user:${key}`)}`;
    for (const headers of [{ key }, { Authorization: `Bearer ${key}` }, { Authorization: basic }])
      await twin.fetch(`${PLANS}?note=${encodeURIComponent(key)}`, { headers });
    await twin.fetch(`/v01/services.ashx?k%65y=${encodeURIComponent(key)}&action=ContactExtraSave`);
    await twin.fetch(`/v1/contacts/7`, {
      method: "PUT",
      headers: { key, "Content-Type": "application/json", "X-Note": key, Cookie: `session=${key}` },
      body: JSON.stringify({ name: `my key is ${key}` }),
    });
  }
  const told = JSON.stringify([twin.requests(), twin.snapshot()]);
  expect(told).toContain("my key is [key]");
  for (const key of sent) {
    for (const form of [key, encodeURIComponent(key), btoa(`user:${key}`)]) {
      // What was written is the caller's own doing; the log is the twin's.
      expect(JSON.stringify(twin.requests())).not.toContain(form);
    }
  }
  expect(twin.requests()).toHaveLength(15);
});

it("is a copy: nobody changes the twin by it, and asked again it tells what came since", async () => {
  const twin = newTwin();
  const send = sendTo(twin);
  await send("POST", PLANS, PLAN);
  const [first] = twin.requests() as unknown as { path: string }[];
  if (first !== undefined) first.path = "changed";
  await send("POST", `${PLANS}/1/payments`, PAYMENT, { "If-Match": "*" });
  expect(twin.requests().map(({ number, path }) => [number, path])).toEqual([
    [1, PLANS],
    [2, `${PLANS}/1/payments`],
  ]);
  twin.reset();
  expect(twin.requests()).toEqual([]);
});
