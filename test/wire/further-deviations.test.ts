// The named deviations that no measured case shows: each row with its own proof.

import { describe, expect, it } from "vitest";
import { sendJson, testApp } from "../support/test-app.ts";
import { contracts, probeApp } from "./probe-app.ts";

const app = probeApp(contracts.procura);
const PATH = "http://h/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";

const send = (type: string, accept: string, body: string | Uint8Array<ArrayBuffer>) =>
  app.send(new Request(PATH, { method: "POST", headers: { "Content-Type": type, Accept: accept }, body }));

const textOf = (answer: { readonly body: Uint8Array }): string => new TextDecoder().decode(answer.body);

describe("every newline in an XML text goes out as it was sent (the original: as CR LF)", () => {
  it.each(["a\nb", "a\r\nb", "a\rb", "\r\n\r\n", "\n"])("%j", async (written) => {
    const json = await send(
      "application/json",
      "application/xml",
      JSON.stringify({ created: { userName: written } }),
    );
    const shown = /<d2p1:UserName>(.*)<\/d2p1:UserName>/s.exec(textOf(json))?.[1];
    expect(shown).toBe(written.replaceAll("\r", "&#xD;"));
    const back = await send("application/xml", "application/json", textOf(json));
    expect(back.bound).toMatchObject({ Created: { UserName: written } });
  });
});

describe("a body of at most 256 KiB (the original: 4 MB)", () => {
  const KIB = 1024;
  it.each(["application/json", "application/xml", "application/x-www-form-urlencoded"])(
    "%s",
    async (type) => {
      const padded = (length: number) => new Uint8Array(length).fill(0x20);
      expect((await send(type, "*/*", padded(256 * KIB + 1))).status).toBe(413);
      expect((await send(type, "*/*", padded(256 * KIB))).status).not.toBe(413);
    },
  );
});

type Plan = { readonly created: unknown; readonly lastUpdated: unknown; readonly installments: number };

describe("what a client says of the audit is ignored on write (the original: it binds)", () => {
  it("on creating and on updating", async () => {
    const { request } = testApp();
    const audit = { DateUtc: "1999-01-01T00:00:00Z", UserName: "mallory" };
    const plan = {
      clientID: 2,
      buid: 3,
      startDate: "2026-02-01T00:00:00",
      paymentAmount: 5,
      installments: 6,
      recurrence: 1,
      paymentMethod: 10,
      recordState: 1,
      created: audit,
      lastUpdated: audit,
    };
    const made = (await (await request("/Billings/PaymentPlan", sendJson("POST", plan))).json()) as Plan;
    const body = { ...made, installments: 7, created: audit, lastUpdated: audit };
    const update = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";
    const updated = (await (await request(update, sendJson("POST", body))).json()) as Plan;
    for (const stamp of [made.created, made.lastUpdated, updated.created, updated.lastUpdated]) {
      expect(stamp).toMatchObject({ userName: "tester", dateUtc: "2026-01-02T03:04:05.678Z" });
    }
    expect(updated.installments).toBe(7);
  });
});
