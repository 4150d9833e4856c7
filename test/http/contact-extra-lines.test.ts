// The contact extras call line by line, over HTTP: its table, what counts as a number or a date, and what is written.
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { DECISION_KINDS, VERDICTS } from "../../src/domain/contacts/credit/credit-decision.ts";
import { sendJson, type TestApp, testApp } from "../support/test-app.ts";

const ID = 38759340;
const SAVED = { Code: 0, Result: "Contact 38759340 Joe Bloggs has updated successfully" };
const refused = (Result: string) => ({ Code: 2, Result });
const LIMIT = refused("Invalid Credit Limit.");

let app: TestApp;
beforeEach(() => {
  app = testApp();
});

const call = async (query: string, method = "GET", path = "/v01/services.ashx") => {
  const response = await app.request(`${path}?${query}`, { method });
  expect(response.status).toBe(200);
  return response.json();
};
const save = (parameters: string, method?: string) =>
  call(`action=ContactExtraSave&ContactId=${ID}&${parameters}`, method);
const extra = async () => (await app.stores.contacts.byId(ID))?.extra;
const version = async () => (await app.stores.contacts.byId(ID))?.version;

/** The contract's table in its order, each row with a query that fails it and no row before it. */
const TABLE: readonly (readonly [query: string, message: string])[] = [
  ["", "Missing parameters. You must include at least a Contact Id or a Contact Reference"],
  ["ContactExtraCreditLimit=5", "When specifying a credit limit the credit limit currency cannot be null."],
  ["ContactExtraCreditLimit=x&ContactExtraCreditLimitCurrency=AUD", "Invalid Credit Limit."],
  ["ContactExtraDelay2Pay=32768", "Invalid Delay2Pay."],
  ["ContactExtraDirectDebit=yes", "Invalid Direct Debit - must be true or false."],
  ["ContactExtraFinancialSyncExclude=1", "Invalid Financial Sync Exclude - must be true or false."],
  ["ContactExtraUseParentRef=", "Invalid Use Parent Ref."],
  ["ContactExtraAccountType=2147483648", "Invalid Account Type."],
  ["ContactExtraAccountPackageAccountBalance=1,000", "Invalid Account Package account balance."],
  ["ContactExtraAccountPackageAccountStatus=1.0", "Invalid Account Package account status."],
  ["ContactExtraOnStopDate=2026-02-30", "Invalid On Stop Date."],
  ["ContactExtraCreditLimitOnStop=0", "Invalid Credit Limit on stop - must be true or false."],
  ["ContactExtraOnStopDescendant=no", "Invalid On stop descendant -must be true or false."],
  ["ContactExtraLastUpdated=soon", "Invalid Last Updated."],
];

describe("the table", () => {
  it.each(TABLE.map(([query, message], row) => [row, query, message] as const))(
    "row %i, ?%s, wins over every later one, in whatever order they stand, and writes nothing",
    async (row, _, message) => {
      const before = await version();
      const failing = TABLE.slice(Math.max(row, 3)).map(([query]) => query);
      const own = row < 3 ? [TABLE[row]?.[0] ?? ""] : [];
      const who = row === 0 ? [] : [`ContactId=${ID}`];
      for (const parts of [
        [...own, ...failing],
        [...failing.toReversed(), ...own],
      ]) {
        const query = ["action=ContactExtraSave", ...who, ...parts.filter((part) => part !== "")].join("&");
        expect(await call(query)).toEqual(refused(message));
        expect(
          await call(
            query.toUpperCase().replaceAll(/=[A-Z]+/g, (value) => value),
            "POST",
          ),
        ).toEqual(refused(message));
      }
      expect(await version()).toBe(before);
    },
  );

  it("looks for the contact after all of them", async () => {
    for (const [query, message] of TABLE.slice(1)) {
      expect(await call(`action=ContactExtraSave&ContactId=5&${query}`)).toEqual(refused(message));
    }
    for (const who of ["ContactId=5", "ContactReference=TWINS", "ContactReference=nobody", "ContactId=x"]) {
      const query = `action=ContactExtraSave&${who}&ContactExtraDelay2Pay=1`;
      expect(await call(query)).toEqual(refused("No matching contact"));
    }
    expect(await call(`action=ContactExtraSave&ContactId=${ID}&ContactReference=TWINS`)).toEqual(SAVED);
  });

  it("has paths, actions and names in any case, values in their own", async () => {
    const query = `ACTION=contactextrasave&contactID=${ID}&contactextraONSTOPREASON=Late%20Payer&other=1`;
    expect(await call(query, "POST", "/V01/Services.ASHX/")).toEqual(SAVED);
    expect((await extra())?.onStopReason).toBe("Late Payer");
  });
});

describe("numbers", () => {
  it.each([
    [".5", 50n],
    ["5.", 500n],
    ["1e3", 100_000n],
    ["1E%2B3", 100_000n],
    ["0", 0n],
    ["%2B5.5", 550n],
    ["2500.500", 250_050n],
  ])("a limit of %s is one", async (text, minor) => {
    expect(await save(`ContactExtraCreditLimit=${text}&ContactExtraCreditLimitCurrency=AUD`)).toEqual(SAVED);
    expect((await extra())?.creditLimit).toEqual({ minor, currency: "AUD" });
  });

  it.each([
    "1,000",
    "1,000.00",
    "1.000,00",
    "1 000",
    "5,10",
    "-1",
    "1.005",
    "1e-3",
    "NaN",
    "",
    "0x10",
    "1e99",
  ])("a limit of %j is none", async (text) => {
    const query = `ContactExtraCreditLimit=${encodeURIComponent(text)}&ContactExtraCreditLimitCurrency=AUD`;
    expect(await save(query)).toEqual(LIMIT);
    expect((await extra())?.creditLimit).toBeNull();
  });

  it("a currency without a limit, an empty limit and one given twice are refused", async () => {
    expect(await save("ContactExtraCreditLimitCurrency=AUD")).toEqual(LIMIT);
    expect(await save("ContactExtraCreditLimit=")).toEqual(LIMIT);
    const twice = "ContactExtraCreditLimit=5&contactextracreditlimit=5&ContactExtraCreditLimitCurrency=AUD";
    expect(await save(twice)).toEqual(LIMIT);
    expect((await extra())?.creditLimit).toBeNull();
  });

  it("a balance is one in the same ways, and keeps its scale", async () => {
    for (const [text, amount] of [
      [".50", "0.50"],
      ["-5.", "-5"],
      ["1e3", "1000"],
      ["12.3456", "12.3456"],
    ]) {
      expect(await save(`ContactExtraAccountPackageAccountBalance=${text}`)).toEqual(SAVED);
      expect((await extra())?.accountBalance).toMatchObject({
        amount,
        updatedAt: "2026-01-02T03:04:05.678Z",
      });
    }
  });
});

describe("dates", () => {
  it.each([
    "2026-01-15",
    "2026-01-15 08:38:50",
    "2026-01-15T08:38:50",
    "2026-01-15T08:38:50.0837976Z",
    "2026-01-15T08:38:50+10:00",
    "2026-01-15T08:38:50-14:00",
  ])("%s is kept as it was given", async (text) => {
    for (const [name, member] of [
      ["OnStopDate", "onStopDate"],
      ["LastUpdated", "lastUpdated"],
    ] as const) {
      expect(await save(`ContactExtra${name}=${encodeURIComponent(text)}`)).toEqual(SAVED);
      expect((await extra())?.[member]).toBe(text);
    }
  });

  it.each([
    "2026-02-29",
    "2026-01-15T24:00:00",
    "2026-01-15T08:38:50+14:30",
    "15/01/2026",
    "2026-01-15T08:38:50+10:00",
  ])("%s, as it stands in the URL, is none", async (text) => {
    // The last one's plus is a blank there: two readings, so none.
    expect(await save(`ContactExtraOnStopDate=${text}`)).toEqual(refused("Invalid On Stop Date."));
    expect((await extra())?.onStopDate).toBeNull();
  });
});

describe("reasons", () => {
  const stop = async () => {
    const response = await app.request(`/v1/contacts/${ID}/credit`);
    return ((await response.json()) as { stop: { onStop: boolean; causes: { reason: string | null }[] } })
      .stop;
  };

  it("that are blank after trimming count as none, from either call", async () => {
    expect(await save("ContactExtraOnStopReason=%20%09&ContactExtraFlaggedReason=%C2%A0")).toEqual(SAVED);
    expect(await extra()).toMatchObject({ onStopReason: null, flaggedReason: null });
    expect(await stop()).toEqual({ onStop: false, causes: [] });
    const patch = sendJson("PATCH", { onStopReason: " ", onStopDate: "2026-01-01" });
    expect((await app.request(`/v1/contacts/${ID}/credit`, patch)).status).toBe(200);
    expect(await stop()).toMatchObject({ onStop: true, causes: [{ reason: null, date: "2026-01-01" }] });
  });

  it("may be emptied", async () => {
    await save("ContactExtraOnStopReason=unpaid");
    expect((await stop()).onStop).toBe(true);
    await save("ContactExtraOnStopReason=");
    expect((await stop()).onStop).toBe(false);
  });
});

describe("the law of decisions", () => {
  const decide = async (body: unknown) => {
    const response = await app.request(`/v1/contacts/${ID}/credit-decisions`, sendJson("POST", body));
    expect(response.status).toBe(200);
    return VERDICTS.indexOf(((await response.json()) as { verdict: (typeof VERDICTS)[number] }).verdict);
  };
  const text = (cents: number) =>
    `${cents < 0 ? "-" : ""}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
  const set = (limit: number, balance: number, onStop: boolean) =>
    save(
      `ContactExtraCreditLimit=${text(limit)}&ContactExtraCreditLimitCurrency=AUD&ContactExtraAccountPackageAccountBalance=${text(balance)}&ContactExtraCreditLimitOnStop=${onStop}`,
    );

  it("a higher balance or a lower limit never makes a verdict milder", async () => {
    const cents = fc.integer({ min: -2_000, max: 2_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2_000),
        cents,
        fc.nat(500),
        fc.nat(2_000),
        fc.constantFrom(...DECISION_KINDS),
        fc.boolean(),
        async (limit, balance, worse, amount, kind, onStop) => {
          const question = { amount: { amount: text(amount), currency: "AUD" }, kind };
          expect(await set(limit, balance, onStop)).toEqual(SAVED);
          const verdict = await decide(question);
          await set(limit, balance + worse, onStop);
          expect(await decide(question)).toBeGreaterThanOrEqual(verdict);
          await set(Math.max(0, limit - worse), balance, onStop);
          expect(await decide(question)).toBeGreaterThanOrEqual(verdict);
        },
      ),
      { numRuns: 150 },
    );
  });
});

it("every save is an event with what was before and after", async () => {
  await save("ContactExtraDelay2Pay=14");
  await save("ContactExtraDelay2Pay=30");
  const response = await app.request(`/v1/contacts/${ID}/history`);
  const { items } = (await response.json()) as {
    items: { before: unknown; after: unknown; changed: string[] }[];
  };
  expect(items.at(-1)).toMatchObject({
    kind: "extra-saved",
    before: { delay2Pay: 14 },
    after: { delay2Pay: 30 },
    changed: ["delay2Pay"],
  });
});
