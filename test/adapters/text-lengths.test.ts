// Texts from before the limits stay readable and may be sent again unchanged; nothing longer gets in, by any way.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { putContacts } from "../../src/adapters/libsql/contacts/bulk-contacts.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { STAMP } from "../support/plan-work.ts";
import { sendJson, type TestApp, testApp } from "../support/test-app.ts";

const OLD = {
  name: "n".repeat(2_000),
  reference: "r".repeat(900),
  accountReference: "👍".repeat(400),
  flaggedReason: "f".repeat(7_000),
  onStopReason: "s".repeat(200_000),
};

let test: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());
beforeEach(async () => {
  await test.empty();
  const stores = libsqlStores(test.database);
  app = testApp({ stores });
  for (const id of [7, 8]) {
    await stores.contacts.put({ id, reference: null, name: "New", parentId: null }, "any", STAMP);
  }
  await test.database.write([
    {
      sql: "update contacts set name = ?, reference = ?, account_reference = ?, flagged_reason = ?, on_stop_reason = ? where id = 7",
      args: [OLD.name, OLD.reference, OLD.accountReference, OLD.flaggedReason, OLD.onStopReason],
    },
  ]);
});

const send = async (path: string, init?: RequestInit) => {
  const response = await app.request(path, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const put = (id: number, body: unknown, ifMatch = "*") =>
  send(`/v1/contacts/${id}`, sendJson("PUT", body, { "If-Match": ifMatch }));
const patch = (id: number, body: unknown, ifMatch = "*") =>
  send(`/v1/contacts/${id}/credit`, sendJson("PATCH", body, { "If-Match": ifMatch }));
const extras = async (query: Record<string, string>) =>
  (await send(`/v01/services.ashx?${new URLSearchParams({ action: "ContactExtraSave", ...query })}`)).body;
const versionOf = async (id: number) => (await app.stores.contacts.byId(id))?.version;
const pointersOf = ({ status, body }: Awaited<ReturnType<typeof send>>) => [
  status,
  ((body.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer),
];

describe("a text that is longer than texts may be now", () => {
  it("is read as it is", async () => {
    const { status, body } = await send("/v1/contacts/7");
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: OLD.name, reference: OLD.reference });
    const { accountReference, flaggedReason, onStopReason } = OLD;
    expect(body.extra).toMatchObject({ accountReference, flaggedReason, onStopReason });
  });

  it("may be put again, and not changed for another one that is too long", async () => {
    const { name, reference } = OLD;
    expect(await put(7, { name, reference, parentId: 8 })).toMatchObject({ status: 200, body: { name } });
    expect(await versionOf(7)).toBe(2);
    expect(pointersOf(await put(7, { name: `${name}!`, reference }))).toEqual([422, ["/name"]]);
    expect(pointersOf(await put(7, { name, reference: `${reference}!` }))).toEqual([422, ["/reference"]]);
    expect(pointersOf(await put(8, { name, reference }))).toEqual([422, ["/name", "/reference"]]);
    expect([await versionOf(7), await versionOf(8)]).toEqual([2, 1]);
    expect((await put(7, { name: `${name}!`, reference }, '"1"')).status).toBe(412);
    expect((await put(7, { name: "n".repeat(400), reference })).status).toBe(200);
    expect(pointersOf(await put(7, { name, reference }))).toEqual([422, ["/name"]]);
  });

  it("may be patched again, and not changed for another one that is too long", async () => {
    const { accountReference, flaggedReason, onStopReason } = OLD;
    const old = { accountReference, flaggedReason, onStopReason };
    expect((await patch(7, { ...old, delay2Pay: 3 })).body).toMatchObject({
      extra: { ...old, delay2Pay: 3 },
    });
    expect(await versionOf(7)).toBe(2);
    expect(pointersOf(await patch(7, { ...old, flaggedReason: `${flaggedReason}!` }))).toEqual([
      422,
      ["/flaggedReason"],
    ]);
    expect(pointersOf(await patch(8, old))).toEqual([
      422,
      ["/accountReference", "/flaggedReason", "/onStopReason"],
    ]);
    expect([await versionOf(7), await versionOf(8)]).toEqual([2, 1]);
    expect((await patch(7, { flaggedReason: `${flaggedReason}!` }, '"1"')).status).toBe(412);
    expect((await patch(9, old)).status).toBe(404);
    expect((await patch(7, { flaggedReason: null })).status).toBe(200);
    expect(pointersOf(await patch(7, { flaggedReason }))).toEqual([422, ["/flaggedReason"]]);
  });

  it("may be sent to services.ashx again, and gets its own message where it is another", async () => {
    const { accountReference, flaggedReason } = OLD;
    const saved = { Code: 0, Result: expect.stringContaining("has updated successfully") };
    const refused = (Result: string) => ({ Code: 2, Result });
    const same = { ContactExtraFlaggedReason: flaggedReason };
    expect(await extras({ ContactId: "7", ...same })).toEqual(saved);
    expect(await extras({ ContactReference: OLD.reference, ...same })).toEqual(saved);
    expect(await extras({ ContactId: "8", ...same })).toEqual(refused("Invalid Flagged Reason."));
    expect(await extras({ ContactId: "9", ...same })).toEqual(refused("Invalid Flagged Reason."));
    expect(await extras({ ContactId: "9" })).toEqual(refused("No matching contact"));
    const other = {
      ContactExtraAccountReference: accountReference,
      ContactExtraOnStopReason: "s".repeat(1_001),
    };
    expect(await extras({ ContactId: "7", ...other })).toEqual(refused("Invalid On Stop Reason."));
    expect(await extras({ ContactId: "8", ...other })).toEqual(refused("Invalid Account Reference."));
    expect([await versionOf(7), await versionOf(8)]).toEqual([3, 1]);
  });

  it("may be loaded again in bulk, and keeps a line out where it is another", async () => {
    const { name, reference, accountReference, flaggedReason } = OLD;
    const draft = { id: 7, name, reference, parentId: null };
    const load = async (loads: Parameters<typeof putContacts>[1]) =>
      (await putContacts(test.database, loads, STAMP)).map((put) =>
        put.tag === "text-too-long" ? put.members : put.tag,
      );
    expect(await load([{ draft, patch: { accountReference, flaggedReason } }])).toEqual(["unchanged"]);
    expect(await load([{ draft, patch: { flaggedReason, delay2Pay: 4 } }])).toEqual(["updated"]);
    const wrong = await load([
      { draft: { ...draft, name: `${name}!` }, patch: { flaggedReason: `${flaggedReason}!` } },
      { draft: { ...draft, id: 8, name: "New", reference: null }, patch: { flaggedReason } },
      { draft: { ...draft, id: 9 }, patch: {} },
    ]);
    expect(wrong).toEqual([["name", "flaggedReason"], ["flaggedReason"], ["name", "reference"]]);
    expect([await versionOf(7), await versionOf(8), await versionOf(9)]).toEqual([2, 1, undefined]);
  });
});

describe("texts of the greatest lengths, of characters of every width", () => {
  it.each(["x", "é", "👍", "\u0001"])("%j are kept by every way in", async (character) => {
    const of = (length: number) => character.repeat(length);
    const facts = { accountReference: of(255), flaggedReason: of(1_000), onStopReason: of(1_000) };
    expect((await patch(8, facts)).body).toMatchObject({ extra: facts });
    if (character !== "\u0001") {
      const whole = { name: of(400), reference: of(255) };
      expect((await put(8, whole)).body).toMatchObject(whole);
      expect(pointersOf(await put(8, { ...whole, name: of(401) }))).toEqual([422, ["/name"]]);
    }
    const query = {
      ContactId: "7",
      ContactExtraAccountReference: of(255),
      ContactExtraOnStopReason: of(300),
    };
    expect(await extras(query)).toMatchObject({ Code: 0 });
    expect(await extras({ ...query, ContactExtraAccountReference: of(256) })).toMatchObject({ Code: 2 });
  });
});
