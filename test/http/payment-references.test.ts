// /v1/payment-references: outcomes in full, lists and single reads masked by scope, deactivation.
import { beforeEach, describe, expect, it } from "vitest";
import { REFERENCE_PATH } from "../support/samples.ts";
import { post, sendJson, type TestApp, testApp } from "../support/test-app.ts";

const PATH = "/v1/payment-references";
const REQUEST = { accountId: 1, contactId: 2, crn: "307 111 942H" };
const MASKED = "••••••942H";
const CLERK = { key: "clerk-key" };

let app: TestApp;
beforeEach(() => {
  app = testApp();
});

const send = async (path: string, init?: RequestInit) => {
  const response = await app.request(path, init);
  return { response, status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const save = (changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  send(PATH, sendJson("POST", { ...REQUEST, ...changes }, headers));

describe("POST /v1/payment-references", () => {
  it("creates once and finds afterwards, and says which", async () => {
    const first = await save({ benefitGroupId: 4, createId: 5 });
    expect(first.status).toBe(201);
    expect(first.response.headers.get("location")).toBe(`${PATH}/1`);
    expect(first.body).toEqual({
      outcome: "created",
      differing: [],
      warnings: [],
      reference: {
        id: 1,
        ...REQUEST,
        benefitGroupId: 4,
        statusId: 1,
        createId: 5,
        createSessionId: null,
        active: true,
        created: { at: "2026-01-02T03:04:05.678Z", by: "tester" },
        inactivated: null,
        version: 1,
      },
    });
    const second = await save({ crn: "307-111-942h", benefitGroupId: 4 });
    expect([second.status, second.body.outcome]).toEqual([200, "existing"]);
    expect(second.body.reference).toEqual(first.body.reference);
    expect(second.response.headers.get("location")).toBe(`${PATH}/1`);
    const third = await save({ benefitGroupId: 9 });
    expect([third.status, third.body.outcome]).toEqual([200, "existing-different"]);
    expect(third.body.differing).toEqual(["benefitGroupId"]);
    expect(third.body.reference).toEqual(first.body.reference);
  });

  it("takes what is not sent, or null, as saying nothing of the one that is there", async () => {
    await save({ benefitGroupId: 4 });
    for (const silent of [{}, { benefitGroupId: null }, { statusId: null }, { statusId: 1 }]) {
      expect((await save(silent)).body).toMatchObject({ outcome: "existing", differing: [] });
    }
    const both = await save({ benefitGroupId: 5, statusId: 2 });
    expect(both.body).toMatchObject({
      outcome: "existing-different",
      differing: ["benefitGroupId", "statusId"],
    });
  });

  it.each([
    ["none", { accountId: 9, benefitGroupId: 9 }, ["accountId", "benefitGroupId"]],
    ["accountId", { benefitGroupId: 9 }, ["benefitGroupId"]],
    ["benefitGroupId", { accountId: 9 }, ["accountId"]],
  ])("finds by the identity of the setting %s", async (REFERENCE_IDENTITY, other, differing) => {
    app = testApp({ environment: { REFERENCE_IDENTITY } });
    await save({ benefitGroupId: 4 });
    const { body } = await save({ benefitGroupId: 4, ...other });
    expect(body).toMatchObject({ outcome: "existing-different", differing, reference: { id: 1 } });
  });

  it("keeps references apart by both where the setting has both", async () => {
    app = testApp({ environment: { REFERENCE_IDENTITY: "accountId,benefitGroupId" } });
    await save({ benefitGroupId: 4 });
    expect((await save({ benefitGroupId: 5 })).status).toBe(201);
    expect((await save({ benefitGroupId: 4, accountId: 9 })).status).toBe(201);
    expect((await save({ benefitGroupId: 4 })).status).toBe(200);
  });

  it("shows the CRN as it is stored, to keys that may see it", async () => {
    await save();
    const again = await save({ crn: "307.111.942h" });
    expect(again.body.reference).toMatchObject({ crn: REQUEST.crn });
    const clerks = await save({ crn: "307.111.942h" }, CLERK);
    expect(clerks.body.reference).toMatchObject({ crn: MASKED });
  });

  it("warns of a near-duplicate by id and without its CRN", async () => {
    await save();
    const { status, body } = await save({ crn: "307 111 924H" });
    expect(status).toBe(201);
    expect(body.warnings).toEqual([
      {
        code: "near-duplicate",
        referenceId: 1,
        text: "Reference 1 of this contact has nearly the same CRN.",
      },
    ]);
  });

  it.each([
    [{ accountId: 0, contactId: -1, crn: " - " }, ["/accountId", "/contactId", "/crn"]],
    [{ crn: "9".repeat(51) }, ["/crn"]],
    [{ crn: "a\u0007b" }, ["/crn"]],
    [{ crn: 5 }, ["/crn"]],
    [{ accountId: 1.5 }, ["/accountId"]],
    [{ statusId: 2 ** 31 }, ["/statusId"]],
    [{ id: 5 }, ["/id"]],
  ])("names every bad member of %o and repeats none", async (changes, pointers) => {
    const { response, status, body } = await save(changes);
    expect(status).toBe(422);
    expect((body.errors as { pointer: string }[]).map((error) => error.pointer)).toEqual(pointers);
    // But for the request's id, which is random and may have the digits looked for.
    expect(JSON.stringify({ ...body, instance: "", requestId: "" })).not.toMatch(/999|a\\u0007b/);
    expect(response.headers.get("location")).toBeNull();
    expect(await app.stores.references.byId(1)).toBeNull();
  });

  it("holds CRNs to the scheme of the setting", async () => {
    app = testApp({ environment: { CRN_SCHEME: "centrelink-check" } });
    expect((await save()).status).toBe(201);
    const { body } = await save({ crn: "123 456 789A" });
    expect(body.errors).toEqual([
      { pointer: "/crn", detail: "The field crn must be nine digits and their check letter." },
    ]);
    expect(JSON.stringify(body)).not.toContain("789A"); // Request ids are in lower case.
  });

  it("finds what the contract's call saved, and the other way round", async () => {
    const contract = { AccountID: 1, ContactID: 2, CRNNumber: "307111942H" };
    const body = JSON.stringify(contract);
    await app.request(REFERENCE_PATH, post("application/json", body));
    expect((await save()).body.outcome).toBe("existing");
    const response = await app.request(REFERENCE_PATH, post("application/json", body));
    expect(response.headers.get("reference-outcome")).toBe("existing");
  });
});

describe("reading payment references", () => {
  const crnsOf = async (path: string, headers: Record<string, string> = {}) => {
    const { body } = await send(path, { headers });
    return (body.items as { crn: string }[]).map((item) => item.crn);
  };

  it("masks the CRN in single reads, lists and deactivations, unless the key may see it", async () => {
    await save();
    expect((await send(`${PATH}/1`)).body.crn).toBe(REQUEST.crn);
    expect((await send(`${PATH}/1`, { headers: CLERK })).body.crn).toBe(MASKED);
    expect(await crnsOf(PATH)).toEqual([REQUEST.crn]);
    expect(await crnsOf(PATH, CLERK)).toEqual([MASKED]);
    const off = await send(`${PATH}/1/deactivate`, { method: "POST", headers: CLERK });
    expect(off.body.reference).toMatchObject({ crn: MASKED });
  });

  it("lists by pages, of one contact, active ones only", async () => {
    for (const crn of ["A11", "B22", "C33", "D44"]) await save({ crn });
    await save({ crn: "E55", contactId: 3 });
    await send(`${PATH}/2/deactivate`, { method: "POST" });
    expect(await crnsOf(`${PATH}?limit=2`)).toEqual(["A11", "B22"]);
    expect((await send(`${PATH}?limit=2`)).body.next).toBe(2);
    expect(await crnsOf(`${PATH}?after=2&limit=2`)).toEqual(["C33", "D44"]);
    expect(await crnsOf(`${PATH}?contactId=2&active=true`)).toEqual(["A11", "C33", "D44"]);
    expect(await crnsOf(`${PATH}?contactId=3`)).toEqual(["E55"]);
    expect((await send(`${PATH}?contactId=3`)).body.next).toBeNull();
  });

  it.each(["contactId=0", "contactId=x", "active=yes"])("refuses ?%s", async (search) => {
    const { status, body } = await send(`${PATH}?${search}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ pointer: search.split("=")[0] }] });
  });

  it("knows no reference 99 and lets no key in without the scope", async () => {
    for (const [path, method] of [
      [`${PATH}/99`, "GET"],
      [`${PATH}/99/history`, "GET"],
      [`${PATH}/99/deactivate`, "POST"],
    ] as const) {
      expect((await send(path, { method })).body.code).toBe("REFERENCE_NOT_FOUND");
    }
    const reader = { key: "reader-key" };
    expect((await save({}, reader)).status).toBe(403);
    expect((await send(`${PATH}/1/deactivate`, { method: "POST", headers: reader })).status).toBe(403);
  });
});

describe("POST /v1/payment-references/{id}/deactivate", () => {
  it("inactivates once, keeps the first stamp, and frees the identity", async () => {
    await save();
    const first = await send(`${PATH}/1/deactivate`, { method: "POST" });
    const inactivated = { at: "2026-01-02T03:04:05.678Z", by: "tester" };
    expect([first.status, first.body.outcome]).toEqual([200, "deactivated"]);
    expect(first.body.reference).toMatchObject({ active: false, inactivated, version: 2 });
    const second = await send(`${PATH}/1/deactivate`, { method: "POST", headers: CLERK });
    expect(second.body).toMatchObject({
      outcome: "already-inactive",
      reference: { inactivated, version: 2 },
    });
    const again = await save();
    expect([again.status, (again.body.reference as { id: number }).id]).toEqual([201, 2]);
  });
});

describe("POST /v1/payment-references/{id}/unmask", () => {
  const unmask = (reason: unknown, headers: Record<string, string> = {}, id = 1) =>
    send(`${PATH}/${id}/unmask`, sendJson("POST", { reason }, headers));

  it("tells the CRN to somebody who says why, and keeps who, when and why", async () => {
    await save();
    const seen = await unmask("the payer asks");
    expect([seen.status, seen.body.crn]).toEqual([200, (await send(`${PATH}/1`)).body.crn]);
    const history = await send(`${PATH}/1/history`, { headers: CLERK });
    const [made, kept] = history.body.items as Record<string, unknown>[];
    expect(made).not.toHaveProperty("reason");
    expect(kept).toMatchObject({
      ...{ kind: "unmasked", version: 2, actor: "tester", reason: "the payer asks", changed: [] },
    });
    expect((await send(`${PATH}/1`)).body).toMatchObject({ version: 2, active: true });
  });

  it("tells nobody without the scope or a reason, and keeps nothing then", async () => {
    await save();
    expect((await unmask("the payer asks", CLERK)).status).toBe(403);
    for (const reason of ["", " ", 7, "x".repeat(1_001)]) expect((await unmask(reason)).status).toBe(422);
    expect((await unmask("the payer asks", {}, 99)).status).toBe(404);
    expect((await send(`${PATH}/1`)).body).toMatchObject({ version: 1 });
  });
});
