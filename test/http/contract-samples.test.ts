// The samples of the three contract pages, sent exactly as printed there, and what comes back.
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { createCommand, workOn } from "../support/plan-work.ts";
import {
  compactXml,
  PLAN_COMPRESSED,
  PLAN_JSON,
  PLAN_PATH,
  PLAN_XML,
  REFERENCE_ANSWER_XML,
  REFERENCE_JSON,
  REFERENCE_PATH,
  REFERENCE_XML,
} from "../support/samples.ts";
import { post, type TestApp, testApp } from "../support/test-app.ts";

let app: TestApp;
beforeEach(() => {
  app = testApp();
});

describe("payment references", () => {
  it.each(["application/json", "text/json"])("answers %s with the printed JSON", async (type) => {
    const response = await app.request(REFERENCE_PATH, post(type, REFERENCE_JSON));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(await response.text()).toBe('{"Response":null}');
    expect(response.headers.get("reference-outcome")).toBe("created");
    expect(response.headers.get("location")).toBe("/v1/payment-references/1");
  });

  it.each(["application/xml", "text/xml"])("answers %s with the printed XML", async (type) => {
    const response = await app.request(REFERENCE_PATH, post(type, REFERENCE_XML));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(await response.text()).toBe(compactXml(REFERENCE_ANSWER_XML));
    expect(response.headers.get("reference-outcome")).toBe("created");
  });

  it("finds by XML and by form what JSON created", async () => {
    await app.request(REFERENCE_PATH, post("application/json", REFERENCE_JSON));
    const xml = await app.request(REFERENCE_PATH, post("application/xml", REFERENCE_XML));
    expect(xml.headers.get("reference-outcome")).toBe("existing");
    const form = "AccountID=1&ContactID=1&CRNNumber=SAMPLE+string-1&BenefitGroupID=2";
    const response = await app.request(REFERENCE_PATH, post("application/x-www-form-urlencoded", form));
    expect(response.headers.get("reference-outcome")).toBe("existing-different");
    expect(response.headers.get("reference-differing")).toBe("BenefitGroupID");
  });

  it("shows the stored reference to a caller that prefers it", async () => {
    const prefer = { Prefer: "return=representation" };
    const response = await app.request(REFERENCE_PATH, post("application/json", REFERENCE_JSON, prefer));
    expect(response.headers.get("preference-applied")).toBe("return=representation");
    expect(((await response.json()) as { Response: unknown }).Response).toMatchObject({
      ContactPaymentReferencesID: 1,
      CRNNumber: "sample string 1",
      CreateID: 1,
      CreateTS: "2026-01-02T03:04:05.678Z",
      ModifyID: null,
      Outcome: "created",
    });
  });

  it.each([
    ["return=representation", true],
    ['return="representation"', true],
    ["respond-async, Return = Representation; x=1", true],
    ["return=minimal", false],
    ["x-return=representation", false],
    ["return=representations", false],
  ])("reads Prefer: %s as RFC 7240 does", async (Prefer, inFull) => {
    const response = await app.request(REFERENCE_PATH, post("application/json", REFERENCE_JSON, { Prefer }));
    expect(response.headers.has("preference-applied")).toBe(inFull);
    expect(((await response.json()) as { Response: unknown }).Response !== null).toBe(inFull);
  });

  it("takes a member that is left out, null or blank as saying nothing of the one that is there", async () => {
    await app.request(REFERENCE_PATH, post("application/json", REFERENCE_JSON));
    const least = '"AccountID":1,"ContactID":1,"CRNNumber":"sample-string 1"';
    for (const body of [`{${least}}`, `{${least},"BenefitGroupID":null,"StatusID":null}`]) {
      const response = await app.request(REFERENCE_PATH, post("application/json", body));
      expect(response.headers.get("reference-outcome")).toBe("existing");
    }
    const form = "AccountID=1&ContactID=1&CRNNumber=sample+string+1&BenefitGroupID=&StatusID=";
    const blank = await app.request(REFERENCE_PATH, post("application/x-www-form-urlencoded", form));
    expect(blank.headers.get("reference-outcome")).toBe("existing");
    const other = await app.request(REFERENCE_PATH, post("application/json", `{${least},"StatusID":7}`));
    expect(other.headers.get("reference-outcome")).toBe("existing-different");
    expect(other.headers.get("reference-differing")).toBe("StatusID");
  });

  it("warns of a near-duplicate", async () => {
    await app.request(REFERENCE_PATH, post("application/json", REFERENCE_JSON));
    const near = REFERENCE_JSON.replace("sample string 1", "sample strnig 1");
    const response = await app.request(REFERENCE_PATH, post("application/json", near));
    expect(response.headers.get("reference-outcome")).toBe("created");
    expect(response.headers.get("reference-near-duplicates")).toBe("1");
  });
});

describe("payment plans", () => {
  const STAMPS = {
    created: {
      dateUtc: "2026-01-02T03:04:05.678Z",
      userName: "tester",
      summary: "tester on 1/2/2026 3:04:05 AM",
    },
    lastUpdated: {
      dateUtc: "2026-01-02T03:04:05.678Z",
      userName: "tester",
      summary: "tester on 1/2/2026 3:04:05 AM",
    },
  };
  const expected = () =>
    JSON.stringify({ ...JSON.parse(PLAN_JSON), ...STAMPS }).replace(
      '"paymentAmount":5,',
      '"paymentAmount":5.0,',
    );

  beforeEach(async () => {
    await makePlan(workOn(app.stores.plans), createCommand({ amount: 750n, count: 4 }), "nonce");
  });

  it("updates from JSON and echoes start and amount to the letter", async () => {
    const response = await app.request(PLAN_PATH, post("application/json", PLAN_JSON));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(expected());
    expect(response.headers.get("etag")).toBe('"2"');
    expect(response.headers.get("link")).toBe('</v1/payment-plans/1>; rel="describedby"');
    const plan = await app.stores.plans.byId(1);
    expect(plan?.rows.map((row) => [row.due, row.amount])).toEqual([
      ["2024-12-04", 500n],
      ["2024-12-11", 500n],
      ["2024-12-18", 500n],
      ["2024-12-25", 500n],
      ["2025-01-01", 500n],
      ["2025-01-08", 500n],
    ]);
  });

  it("updates from XML and answers XML, members in order, the amount as sent", async () => {
    const response = await app.request(PLAN_PATH, post("application/xml", PLAN_XML));
    expect(response.status).toBe(200);
    const stamped = compactXml(PLAN_XML)
      .replaceAll("<d2p1:DateUtc>2024-12-04T08:13:04.2616174+00:00", "<d2p1:DateUtc>2026-01-02T03:04:05.678Z")
      .replaceAll("sample string 2", "tester");
    expect(await response.text()).toBe(stamped);
  });

  it("updates from compressed JSON and answers compressed JSON", async () => {
    const response = await app.request(PLAN_PATH, post("application/x-compressed-json", PLAN_COMPRESSED));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-compressed-json");
    const text = gunzipSync(new Uint8Array(await response.arrayBuffer())).toString("utf8");
    expect(text).toBe(`\uFEFF${expected()}`);
  });

  it("writes nothing the second time and answers the same", async () => {
    const first = await app.request(PLAN_PATH, post("application/json", PLAN_JSON));
    const second = await app.request(PLAN_PATH, post("application/json", PLAN_JSON));
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get("etag")).toBe('"2"');
  });

  it("makes what it updates, and reads it", async () => {
    const made = await app.request("/Billings/PaymentPlan", post("application/json", PLAN_JSON));
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe("/Billings/PaymentPlan/2");
    const text = await made.text();
    expect(JSON.parse(text)).toMatchObject({
      paymentPlanID: 2,
      startDate: "2024-12-04T08:13:04.2616174+00:00",
    });
    const read = await app.request("/billings/paymentplan/2/");
    expect(await read.text()).toBe(text);
  });
});

describe("contact extras", () => {
  const call = (query: string, method = "GET") =>
    app.request(`/v01/services.ashx?${query}`, { method }).then((response) => response.json());

  it("answers with the printed text", async () => {
    const saved = { Code: 0, Result: "Contact 38759340 Joe Bloggs has updated successfully" };
    expect(await call("action=ContactExtraSave&contactid=38759340&ContactExtraDelay2Pay=30")).toEqual(saved);
    expect(await call("ACTION=contactextrasave&CONTACTREFERENCE=JB-1", "POST")).toEqual(saved);
    expect((await app.stores.contacts.byId(38759340))?.extra.delay2Pay).toBe(30);
  });

  it("does not take the page's example request, which is of another call", async () => {
    const query = "action=contactupdateref&contactid=39010151&contactref=ABC123456";
    expect(await call(query)).toEqual({ Code: 2, Result: "Unknown action." });
  });
});
