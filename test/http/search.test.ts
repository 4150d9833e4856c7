// POST /v1/search: what is found is told by what the key may read, and nothing that was typed comes back or is logged.
import { beforeEach, describe, expect, it } from "vitest";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { createCommand, workOn } from "../support/plan-work.ts";
import { sendJson, type TestApp, testApp } from "../support/test-app.ts";

let app: TestApp;
beforeEach(async () => {
  app = testApp();
  await makePlan(workOn(app.stores.plans), createCommand(), "nonce");
  await app.request(
    "/v1/payment-references",
    sendJson("POST", { accountId: 1, contactId: 40, crn: "204 815 733K" }),
  );
});

const search = async (text: unknown, key = "test-key") => {
  const init = sendJson("POST", { text });
  const response = await app.request("/v1/search", { ...init, headers: { ...init.headers, key } });
  return { status: response.status, body: await response.json() };
};

describe("a search", () => {
  it("tells contacts, references and plans", async () => {
    expect((await search("joe")).body).toEqual({
      looked: ["contacts", "references", "plans"],
      contacts: {
        items: [{ id: 38759340, name: "Joe Bloggs", reference: "JB-1", accountReference: null }],
        more: false,
      },
      references: { items: [], more: false },
      plans: { items: [], more: false },
    });
    expect((await search("1")).body).toMatchObject({ plans: { items: [{ id: 1, clientId: 2 }] } });
  });

  it("compares and shows a whole CRN only to a key that may see one", async () => {
    const reference = async (text: string, key: string) => {
      const { body } = await search(text, key);
      return (body as { readonly references: { readonly items: readonly unknown[] } }).references.items;
    };
    expect(await reference("815733K", "test-key")).toMatchObject([{ id: 1, crn: "204 815 733K" }]);
    expect(await reference("733K", "clerk-key")).toMatchObject([{ id: 1, crn: "••••••733K" }]);
    expect(await reference("815733K", "clerk-key")).toEqual([]);
    expect(JSON.stringify(app.log)).not.toMatch(/815|733K/);
  });

  it("looks only where the key may read", async () => {
    expect((await search("1", "planner-key")).body).toMatchObject({
      ...{ looked: ["plans"], contacts: { items: [] }, plans: { items: [{ id: 1 }] } },
    });
    expect((await search("joe", "scopeless-key")).body).toMatchObject({
      looked: [],
      contacts: { items: [] },
    });
    expect((await search("joe", "")).status).toBe(401);
  });

  it.each([[""], ["  "], ["x".repeat(401)], [7], [null]])("refuses %j", async (text) => {
    expect(await search(text)).toMatchObject({ status: 422, body: { errors: [{ pointer: "/text" }] } });
  });
});
