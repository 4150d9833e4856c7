// Who is who, and a contact's statement: as JSON, for a spreadsheet and for a calendar.
import { parse } from "csv-parse/sync";
import { beforeEach, describe, expect, it } from "vitest";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { ChangePlan } from "../../src/domain/plans/commands/plan-command.ts";
import type { Currency } from "../../src/domain/values/currency.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { ok } from "../../src/domain/values/result.ts";
import { createCommand, STAMP, updateCommand, workOn } from "../support/plan-work.ts";
import { sendJson, type TestApp, testApp } from "../support/test-app.ts";

const JOE = 38759340;
const HOSTILE = `${"محمد ".repeat(20)}<script>; a, b\\c`;
const FORMULA = '=HYPERLINK("http://evil.example"),+1';

const day = (text: string) => text as LocalDate;
const payment = (amount: bigint, receivedOn: string, note = ""): ChangePlan => ({
  ...{ kind: "record-payment", amount, receivedOn: day(receivedOn), note, instalment: null },
});

let app: TestApp;
/** Today is 2026-01-02. Plan 1: four of 100.00 from 2025-11-03, monthly; 2 in KWD, closed; 3 of another client. */
beforeEach(async () => {
  app = testApp();
  const { plans, clients, contacts } = app.stores;
  const policy = { arrears: "roll", today: day("2026-01-02") } as const;
  const work = { ...workOn(plans), policy };
  await makePlan(work, createCommand({ start: day("2025-11-03"), count: 4 }), "1");
  const kwd = createCommand({ start: day("2025-12-01"), amount: 1_500n, count: 2, recurrence: "Weekly" });
  await makePlan(work, { ...kwd, currency: "KWD" as Currency, businessUnitId: 9 }, "2");
  await makePlan(work, { ...createCommand(), clientId: 8 }, "3");
  for (const [id, command] of [
    [1, payment(10_000n, "2025-11-05", FORMULA)],
    [1, payment(4_000n, "2025-12-10", 'says "thanks"\nand more')],
    [1, { kind: "reverse-payment", payment: 2, reason: "@bounced", on: day("2025-12-15") }],
    [2, payment(2_000n, "2025-12-02")],
  ] as const)
    expect((await changePlan(work, id, () => ok(command))).ok).toBe(true);
  await changePlan(work, 2, (plan) => ok(updateCommand(plan, { state: "Deleted" })));
  await contacts.put({ id: JOE, reference: "JB-1", name: HOSTILE, parentId: null }, "any", STAMP);
  await clients.put(2, JOE, [0], STAMP);
});

const aud = (amount: string) => ({ amount, currency: "AUD" });
const read = async (query = "", headers: Record<string, string> = {}) => {
  const response = await app.request(`/v1/contacts/${JOE}/statement${query}`, { headers });
  expect(response.status).toBe(200);
  return response;
};

describe("which contact a client is", () => {
  const put = (id: number, contactId: unknown, headers: Record<string, string> = {}) => {
    const init = sendJson("PUT", { contactId });
    return app.request(`/v1/clients/${id}`, { ...init, headers: { ...init.headers, ...headers } });
  };

  it("is said once, and otherwise only at its version", async () => {
    const made = await put(8, 40);
    expect([made.status, made.headers.get("etag"), made.headers.get("location")]).toEqual([
      201,
      '"1"',
      "/v1/clients/8",
    ]);
    expect(await made.json()).toEqual({
      ...{ id: 8, contactId: 40, by: "link", version: 1 },
      lastUpdated: { at: STAMP.at, by: "tester" },
    });
    expect((await put(8, 40)).status).toBe(200);
    expect((await put(8, 41)).status).toBe(428);
    expect((await put(8, 41, { "If-Match": '"7"' })).status).toBe(412);
    expect((await put(8, 41, { "If-Match": '"1"' })).status).toBe(200);
    expect(await (await app.request("/v1/clients/8")).json()).toMatchObject({ contactId: 41, version: 2 });
    expect((await app.request("/v1/clients/9")).status).toBe(404);
  });

  it.each([[99], [0], ["7"], [2 ** 31]])("is not said of %j", async (contactId) => {
    const refused = await put(8, contactId);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: "/contactId" }] });
  });

  it("is the contact of its own id where the setting says so", async () => {
    const stores = app.stores;
    app = testApp({ stores, environment: { CLIENT_IDS: "contact-ids" } });
    expect(await (await app.request("/v1/clients/8")).json()).toEqual({
      ...{ id: 8, contactId: 8, by: "setting", version: null, lastUpdated: null },
    });
    expect((await put(8, 40)).status).toBe(409);
    expect(await (await read()).json()).toMatchObject({ plans: [] });
  });
});

describe("a statement", () => {
  it("has each charge and payment of the contact's plans with the balance, by currency", async () => {
    const body = (await (await read()).json()) as { sections: { lines: Record<string, unknown>[] }[] };
    expect(body).toMatchObject({
      contact: { id: JOE, name: HOSTILE, reference: "JB-1" },
      ...{ asOf: "2026-01-02", from: null, next: null },
      plans: [
        { id: 1, status: "active", totals: { overdue: aud("100.00") } },
        { id: 2, status: "closed" },
      ],
      sections: [
        { currency: "AUD", opening: aud("0.00"), balance: aud("100.00"), overdue: aud("100.00") },
        { currency: "KWD", balance: { amount: "0.000", currency: "KWD" }, overdue: { amount: "0.000" } },
      ],
      toCome: [
        { due: "2026-01-03", planId: 1, instalment: 3, unpaid: aud("100.00") },
        { due: "2026-02-03", planId: 1, instalment: 4, unpaid: aud("100.00") },
      ],
    });
    const line = (
      date: string,
      kind: string,
      number: number,
      charge: string,
      paid: string,
      balance: string,
    ) => ({
      ...{ date, kind, planId: 1, number, balance: aud(balance) },
      charge: charge === "" ? null : aud(charge),
      payment: paid === "" ? null : aud(paid),
      details: expect.any(String),
    });
    expect(body.sections[0]?.lines).toEqual([
      line("2025-11-03", "instalment", 1, "100.00", "", "100.00"),
      line("2025-11-05", "payment", 1, "", "100.00", "0.00"),
      line("2025-12-03", "instalment", 2, "100.00", "", "100.00"),
      line("2025-12-10", "payment", 2, "", "40.00", "60.00"),
      line("2025-12-15", "reversal", 2, "40.00", "", "100.00"),
    ]);
    expect(body.sections[1]?.lines.map(({ charge, payment: paid }) => [charge, paid])).toEqual([
      [{ amount: "1.500", currency: "KWD" }, null],
      [null, { amount: "2.000", currency: "KWD" }],
      [{ amount: "0.500", currency: "KWD" }, null],
    ]);
  });

  it("sums what became due and what came in by month, twelve of them", async () => {
    const body = (await (await read()).json()) as { sections: { months: { month: string }[] }[] };
    const months = body.sections[0]?.months ?? [];
    expect([months.length, months[0]?.month]).toEqual([12, "2025-02"]);
    expect(months.slice(-3)).toEqual([
      { month: "2025-11", due: aud("100.00"), received: aud("100.00") },
      { month: "2025-12", due: aud("100.00"), received: aud("0.00") },
      { month: "2026-01", due: aud("0.00"), received: aud("0.00") },
    ]);
  });

  it("opens with what was before its first day, and ends with its last", async () => {
    const body = await (await read("?from=2025-12-03&asOf=2025-12-10")).json();
    expect(body).toMatchObject({
      sections: [
        {
          opening: aud("0.00"),
          lines: [{ date: "2025-12-03" }, { date: "2025-12-10" }],
          balance: aud("60.00"),
        },
        {},
      ],
      toCome: [{ due: "2026-01-03" }, { due: "2026-02-03" }],
    });
  });

  it("tells who the contact is only to a key that may read contacts", async () => {
    const body = await (await read("", { key: "planner-key" })).json();
    expect(body).toMatchObject({
      contact: { id: JOE, name: null, reference: null },
      plans: [{ id: 1 }, { id: 2 }],
    });
    const calendar = await (await read("", { key: "planner-key", Accept: "text/calendar" })).text();
    expect(calendar).toContain(`contact ${JOE}`);
  });

  it("is of no contact that is not there", async () => {
    expect((await app.request("/v1/contacts/99/statement")).status).toBe(404);
  });
});

describe("a statement for a spreadsheet", () => {
  it("has a row a line, in CRLF, and no cell that is a formula", async () => {
    const response = await read("?from=2025-11-05", { Accept: "text/csv" });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const text = await response.text();
    expect(text.endsWith("\r\n")).toBe(true);
    const rows = parse(text, { record_delimiter: "\r\n" }) as string[][];
    expect(rows.slice(0, 3)).toEqual([
      ["Date", "Kind", "Plan", "Number", "Charge", "Payment", "Owing", "In credit", "Currency", "Details"],
      ["2025-11-05", "opening balance", "", "", "", "", "100.00", "", "AUD", ""],
      ["2025-11-05", "payment", "1", "1", "", "100.00", "0.00", "", "AUD", `'${FORMULA}`],
    ]);
    expect(rows[4]?.at(-1)).toBe('says "thanks"\nand more');
    expect(rows[5]?.at(-1)).toBe("'@bounced");
    expect(rows.flat().filter((one) => /^[=+\-@\t\r]/.test(one))).toEqual([]);
    expect(rows.find((row) => row[7] !== "" && row[7] !== "In credit")?.slice(6)).toEqual([
      "",
      "0.500",
      "KWD",
      "",
    ]);
  });
});

describe("a statement for a calendar", () => {
  /** Lines as a reader joins them again. */
  const unfolded = (text: string) => text.replaceAll("\r\n ", "").split("\r\n");

  it("has an event for each instalment to come, folded at 75 octets and escaped", async () => {
    const response = await read("", { Accept: "text/calendar, application/json;q=0.1" });
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const text = await response.text();
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const lengths = text.split("\r\n").map((line) => new TextEncoder().encode(line).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(75);
    expect(Math.max(...lengths)).toBeGreaterThan(70);
    const lines = unfolded(text);
    expect(lines.slice(0, 2)).toEqual(["BEGIN:VCALENDAR", "VERSION:2.0"]);
    expect(lines.slice(-2)).toEqual(["END:VCALENDAR", ""]);
    expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(2);
    expect(lines).toEqual(
      expect.arrayContaining([
        "UID:plan-1-instalment-3@receivables-edge",
        "DTSTAMP:20260102T030405Z",
        "DTSTART;VALUE=DATE:20260103",
        `SUMMARY:100.00 AUD due: ${HOSTILE.replace(/[\\;,]/g, "\\$&")}`,
        "DESCRIPTION:Instalment 3 of payment plan 1.",
      ]),
    );
  });

  it.each([
    ["*/*", "application/json"],
    ["application/json", "application/json"],
    ["text/csv;q=0.5, application/json", "application/json"],
    ["text/*", "text/csv"],
    ["text/csv;q=0.5, */*;q=0.1", "text/csv"],
    ["text/calendar;q=0.5, text/csv", "text/csv"],
  ])("Accept %s gets %s", async (accept, type) => {
    const response = await read("", { Accept: accept });
    expect(response.headers.get("content-type")).toContain(type);
  });

  it("is nothing else", async () => {
    const response = await app.request(`/v1/contacts/${JOE}/statement`, { headers: { Accept: "text/html" } });
    expect(response.status).toBe(406);
  });
});
