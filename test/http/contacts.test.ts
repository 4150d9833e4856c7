// /v1/contacts: what a PUT makes, replaces and refuses, and how contacts are read.
import { beforeEach, describe, expect, it } from "vitest";
import { sendJson, type TestApp, testApp } from "../support/test-app.ts";

let app: TestApp;
beforeEach(() => {
  app = testApp();
});

const put = async (id: number, body: unknown, headers: Record<string, string> = {}) => {
  const response = await app.request(`/v1/contacts/${id}`, sendJson("PUT", body, headers));
  return { response, status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const versionOf = async (id: number) => (await app.stores.contacts.byId(id))?.version;

describe("PUT /v1/contacts/{id}", () => {
  it("creates a contact, and says where it is and what it is now", async () => {
    const { response, status, body } = await put(7, { name: "Joe", reference: "J-7", parentId: 40 });
    expect(status).toBe(201);
    expect(response.headers.get("location")).toBe("/v1/contacts/7");
    expect(response.headers.get("etag")).toBe('"1"');
    const read = await app.request("/v1/contacts/7");
    expect(read.headers.get("etag")).toBe('"1"');
    expect(await read.json()).toEqual(body);
    expect(body).toMatchObject({ id: 7, name: "Joe", reference: "J-7", parentId: 40, version: 1 });
    expect(body).toMatchObject({ extra: { creditLimit: null, onStopReason: null } });
    expect(body.created).toEqual({ at: "2026-01-02T03:04:05.678Z", by: "tester" });
  });

  it("replaces it whole under the version that was read", async () => {
    await put(7, { name: "Joe", reference: "J-7", parentId: 40 });
    const { response, status, body } = await put(7, { name: "Jo" }, { "If-Match": '"1"' });
    expect(status).toBe(200);
    expect(response.headers.get("etag")).toBe('"2"');
    expect(body).toMatchObject({ name: "Jo", reference: null, parentId: null, version: 2 });
  });

  it("asks for the version of a contact that is there (428)", async () => {
    await put(7, { name: "Joe" });
    expect(await put(7, { name: "Jo" })).toMatchObject({ status: 428, body: { code: "IF_MATCH_MISSING" } });
    expect(await versionOf(7)).toBe(1);
  });

  it.each(['"3"', 'W/"1"', "nonsense", '"2", "9"'])("refuses the stale version %s (412)", async (tag) => {
    await put(7, { name: "Joe" });
    const { response, status, body } = await put(7, { name: "Jo" }, { "If-Match": tag });
    expect(status).toBe(412);
    expect(body.code).toBe("VERSION_STALE");
    expect(response.headers.get("etag")).toBe('"1"');
    expect(await versionOf(7)).toBe(1);
  });

  it.each(["*", '"1"'])("creates nothing under If-Match %s", async (tag) => {
    expect((await put(7, { name: "Jo" }, { "If-Match": tag })).status).toBe(412);
    expect(await versionOf(7)).toBeUndefined();
  });

  it.each(["*", '"9", "1"'])("takes If-Match %s", async (tag) => {
    await put(7, { name: "Joe" });
    expect((await put(7, { name: "Jo" }, { "If-Match": tag })).status).toBe(200);
  });

  it("answers the same body again as before, whatever the version", async () => {
    const first = await put(7, { name: "Joe" });
    const second = await put(7, { name: "Joe" });
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect((await put(7, { name: "Joe" }, { "If-Match": '"9"' })).status).toBe(200);
    expect(await versionOf(7)).toBe(1);
  });

  it.each([
    ["an unknown parent", { name: "A", parentId: 99 }, 422, "PARENT_UNKNOWN", ["/parentId"]],
    ["itself as parent", { name: "A", parentId: 7 }, 409, "PARENT_CYCLE", undefined],
    ["no name", {}, 422, "FIELDS_INVALID", ["/name"]],
    [
      "a blank name and a bad parent",
      { name: " ", parentId: 0 },
      422,
      "FIELDS_INVALID",
      ["/name", "/parentId"],
    ],
    ["a long reference", { name: "A", reference: "x".repeat(256) }, 422, "FIELDS_INVALID", ["/reference"]],
    ["a long name", { name: "x".repeat(401) }, 422, "FIELDS_INVALID", ["/name"]],
    ["a member of its own", { name: "A", creditLimit: 5 }, 422, "FIELDS_INVALID", ["/creditLimit"]],
    ["a text for a number", { name: "A", parentId: "7" }, 422, "FIELDS_INVALID", ["/parentId"]],
  ])("refuses %s and writes nothing", async (_, sent, status, code, pointers) => {
    const answer = await put(7, sent);
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
    const errors = answer.body.errors as { pointer: string }[] | undefined;
    expect(errors?.map((error) => error.pointer)).toEqual(pointers);
    expect(await versionOf(7)).toBeUndefined();
  });

  it("refuses a circle, and a chain of more than 32", async () => {
    for (let id = 100; id < 132; id += 1) {
      expect((await put(id, { name: "N", parentId: id === 100 ? null : id - 1 })).status).toBe(201);
    }
    const circle = await put(100, { name: "N", parentId: 131 }, { "If-Match": "*" });
    expect([circle.status, circle.body.code]).toEqual([409, "PARENT_CYCLE"]);
    const long = await put(132, { name: "N", parentId: 131 });
    expect([long.status, long.body.code]).toEqual([409, "PARENT_CHAIN_TOO_LONG"]);
    expect(long.body.detail).toContain("33 contacts; 32 are the most");
  });

  it("takes no id beyond 32 bits, no other media type and no key that may only read", async () => {
    expect((await put(9_999_999_999, { name: "A" })).body).toMatchObject({ errors: [{ pointer: "id" }] });
    const text = { ...sendJson("PUT", { name: "A" }), headers: { "Content-Type": "text/plain" } };
    expect((await app.request("/v1/contacts/7", text)).status).toBe(415);
    expect((await put(7, { name: "A" }, { key: "reader-key" })).status).toBe(403);
  });
});

describe("GET /v1/contacts", () => {
  type Page = { items: { id: number }[]; next: number | null };
  const list = async (search: string): Promise<Page> =>
    (await (await app.request(`/v1/contacts${search}`)).json()) as Page;

  it("pages through all of them", async () => {
    const first = await list("?limit=3");
    expect(first.items.map((item) => item.id)).toEqual([40, 41, 38759340]);
    expect(first.next).toBe(38759340);
    const second = await list(`?after=${first.next}&limit=3`);
    expect(second).toMatchObject({ items: [{ id: 39010151, name: "Jane Sample", version: 1 }], next: null });
  });

  it.each(["limit=0", "limit=201", "limit=x", "after=-1", "after=1.5", "after="])(
    "refuses ?%s and names the parameter",
    async (search) => {
      const response = await app.request(`/v1/contacts?${search}`);
      expect(response.status).toBe(422);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const pointer = search.slice(0, 5);
      expect(await response.json()).toMatchObject({ code: "FIELDS_INVALID", errors: [{ pointer }] });
    },
  );

  it("knows no contact 5", async () => {
    const response = await app.request("/v1/contacts/5");
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      404,
      "CONTACT_NOT_FOUND",
    ]);
  });
});
