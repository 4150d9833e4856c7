// A StartDate in any form that is read: the date written is the date meant (D1), and every echo is ISO 8601, which a
// partner's own reader of JSON and of XML takes.
import { describe, expect, it } from "vitest";
import { post, sendJson, testApp } from "../support/test-app.ts";

const UPDATE = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";

const plan = {
  clientID: 2,
  buid: 3,
  paymentAmount: 5,
  installments: 6,
  recurrence: 1,
  paymentMethod: 10,
  recordState: 1,
};

type Created = { readonly paymentPlanID: number; readonly startDate: string };
type Own = {
  readonly terms: { readonly start: string };
  readonly instalments: readonly { readonly due: string }[];
};

/** xs:dateTime, as XmlConvert and every XML Schema library read it. */
const XSD_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?$/;

describe.each([
  ["Wed, 04 Dec 2024 23:30:00 GMT", "2024-12-04T23:30:00Z"],
  ["Wed, 04 Dec 2024 23:30:00 -0500", "2024-12-04T23:30:00-05:00"],
  ["2024-12-04+10:00", "2024-12-04T00:00:00+10:00"],
  ["2024-12-04Z", "2024-12-04T00:00:00Z"],
  ["2024-12-04", "2024-12-04T00:00:00"],
  ["2024-12-04T23:30:00-05:00", "2024-12-04T23:30:00-05:00"],
  ["/Date(1733299984261+1000)/", "2024-12-04T18:13:04.261+10:00"],
])("%s", (written, echoed) => {
  const made = async () => {
    const app = testApp();
    const response = await app.request(
      "/Billings/PaymentPlan",
      sendJson("POST", { ...plan, startDate: written }),
    );
    expect(response.status).toBe(201);
    return { ...app, created: (await response.json()) as Created };
  };

  it(`is 4 December, and echoed as ${echoed}`, async () => {
    const { request, created } = await made();
    expect(created.startDate).toBe(echoed);
    expect(echoed).toMatch(XSD_DATE_TIME);
    expect(Number.isNaN(Date.parse(echoed))).toBe(false);
    const path = `/Billings/PaymentPlan/${created.paymentPlanID}`;
    const xml = await (await request(path, { headers: { Accept: "application/xml" } })).text();
    expect(xml).toContain(`<StartDate>${echoed}</StartDate>`);
    const own = (await (await request(`/v1/payment-plans/${created.paymentPlanID}`)).json()) as Own;
    expect(own.terms.start).toBe("2024-12-04");
    expect(own.instalments[0]?.due).toBe("2024-12-04");
  });

  it("changes nothing when it is sent again as it was written, or as it was echoed in JSON or XML", async () => {
    const { request, created } = await made();
    const path = `/Billings/PaymentPlan/${created.paymentPlanID}`;
    const xml = await (await request(path, { headers: { Accept: "application/xml" } })).text();
    for (const again of [
      sendJson("POST", { ...created, startDate: written }),
      sendJson("POST", created),
      post("application/xml", xml),
    ]) {
      const response = await request(UPDATE, again);
      expect(response.status).toBe(200);
      expect(response.headers.get("etag")).toBe('"1"');
      const answer = await response.text();
      expect(answer.includes(`"startDate":"${echoed}"`) || answer.includes(`<StartDate>${echoed}<`)).toBe(
        true,
      );
    }
  });
});
