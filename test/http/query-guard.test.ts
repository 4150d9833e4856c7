// The query of every call: what is documented is taken, what is misspelt is refused and writes nothing.
import { beforeAll, describe, expect, it } from "vitest";
import { DOCUMENT } from "../support/conformance.ts";
import { callsByName } from "../support/declared-calls.ts";
import { describedApp, exampleCalls, operations } from "../support/described-calls.ts";
import { PLAN_JSON, PLAN_PATH, REFERENCE_JSON, REFERENCE_PATH } from "../support/samples.ts";
import { slips } from "../support/slips.ts";
import { post, type TestApp, testApp } from "../support/test-app.ts";

type Problem = { code: string; detail: string; errors: { pointer: string; detail: string }[] };

/** A good value for each name of /v1; a new parameter needs one here. */
const GOOD: Readonly<Record<string, string>> = {
  after: "0",
  limit: "10",
  clientId: "2",
  businessUnitId: "3",
  contactId: "1",
  recordState: "Active",
  active: "true",
  asOf: "2026-01-01",
  collection: "following",
  holidays: "2026-01-01,2026-01-26",
  validateOnly: "true",
  arrears: "keep",
  text: "true",
  order: "overdue",
  "readWorklist order": "largest",
  from: "2025-12-01",
  kind: "overdue-plan",
  aged: "31-60",
  atLeast: "10.00",
  currency: "AUD",
};
/** One for a call's parameter, where others of its name take other values. */
const goodFor = (id: string, name: string): string | undefined => GOOD[`${id} ${name}`] ?? GOOD[name];

/** As people misspell: other cases, `_`, `-`, a blank, and slips of the finger. */
const misspelt = (name: string): readonly string[] => [
  name.toUpperCase(),
  `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^(\w+)$/, "$1_"),
  `${name.slice(0, 2)}-${name.slice(2)}`,
  `${name} `,
  name.slice(1),
  `${name.charAt(0)}${name}`,
  `${name.slice(0, -2)}${name.slice(-1)}${name.slice(-2, -1)}`,
];

const V1 = operations().filter(({ path }) => path.startsWith("/v1/"));
const pathOf = (path: string) => path.replace("{hash}", "a".repeat(64)).replace(/\{\w+\}/g, "1");
const queryOf = (id: string) =>
  (V1.find(({ operation }) => operation.operationId === id)?.operation.parameters ?? [])
    .filter((parameter) => parameter.in === "query")
    .map(({ name }) => name);

const eventsOf = async ({ stores }: TestApp): Promise<number> =>
  (await stores.events.feed({ after: 0, limit: 1_000 })).items.length;

/** A call as its example has it, without its query. */
function calling(app: TestApp, id: string) {
  const call = exampleCalls().find((one) => one.id === id);
  if (call === undefined) throw new Error(`${id} has no example`);
  const { init, url } = call.request;
  const headers = { ...init.headers, "If-Match": "*" };
  return (query: string, more: Record<string, string> = {}) =>
    app.request(`${url.split("?")[0]}?${query}`, {
      method: init.method,
      headers: { ...headers, ...more },
      body: call.body,
    });
}

describe("the table of queries", () => {
  it("is what the document says, call by call, and every call of /v1 is in it", () => {
    const read = callsByName().flatMap(([call, { query }]) =>
      query.kind === "strict" ? [[call, [...query.names()].sort()]] : [],
    );
    const described = V1.map(({ method, path, operation }) => [
      `${method} ${path}`,
      queryOf(operation.operationId).sort(),
    ]);
    expect(new Map(read as [string, string[]][])).toEqual(new Map(described as [string, string[]][]));
    expect(read.length).toBeGreaterThan(20);
    expect(described.filter(([, names]) => (names?.length ?? 0) > 0).length).toBeGreaterThan(10);
  });
});

describe("every call of /v1", () => {
  it.each(V1.map(({ method, path, operation }) => [method, path, operation.operationId] as const))(
    "%s %s refuses a name it does not know, and one given twice",
    async (method, path, id) => {
      const app = await describedApp();
      const before = await eventsOf(app);
      const send = async (query: string) => {
        const response = await app.request(`${pathOf(path)}?${query}`, {
          method,
          headers: { "If-Match": "*" },
        });
        return [response.status, ((await response.json()) as Problem).code];
      };
      for (const query of ["nonsense=1", "nonsense", "=1", "%ff=1", "__proto__=1", "validateonly=true"]) {
        expect(await send(query), query).toEqual([400, "QUERY_UNKNOWN"]);
      }
      for (const name of queryOf(id)) {
        const good = encodeURIComponent(GOOD[name] ?? "");
        expect(await send(`${name}=${good}&${name}=${good}`), name).toEqual([400, "QUERY_UNKNOWN"]);
        expect(await send(`${name}=${good}&nonsense=1`), name).toEqual([400, "QUERY_UNKNOWN"]);
      }
      expect(await eventsOf(app)).toBe(before);
    },
  );
});

const PARAMETERS = V1.flatMap(({ operation: { operationId: id } }) =>
  queryOf(id).map((name) => [id, name] as const),
);

describe("every query parameter of /v1", () => {
  it.each(PARAMETERS)("%s takes %s, and nothing that is nearly it", async (id, name) => {
    const app = await describedApp();
    const call = calling(app, id);
    const value = goodFor(id, name);
    if (value === undefined) throw new Error(`no good value for ${name}`);
    const before = await eventsOf(app);
    const asked = `${name}=${encodeURIComponent(value)}`;
    // A write is previewed, so that each parameter meets the same plan.
    const preview =
      queryOf(id).includes("validateOnly") && name !== "validateOnly" ? "&validateOnly=true" : "";
    expect((await call(asked + preview)).status).toBe(200);
    for (const wrong of misspelt(name)) {
      const response = await call(`${encodeURIComponent(wrong)}=${encodeURIComponent(value)}`);
      const { code, detail, errors } = (await response.json()) as Problem;
      expect([response.status, code], wrong).toEqual([400, "QUERY_UNKNOWN"]);
      expect(detail, wrong).toContain(`the nearest is ${name}, of `);
      expect(errors).toHaveLength(1);
    }
    for (const bad of ["", "%ff", "%00", "no such"]) {
      const response = await call(`${name}=${bad}`);
      expect([response.status, ((await response.json()) as Problem).code], bad).toEqual([
        422,
        "FIELDS_INVALID",
      ]);
    }
    expect(await eventsOf(app)).toBe(before);
  });
});

describe("a refused query of /v1", () => {
  const app = testApp();
  const refused = async (query: string) =>
    (await (await app.request(`/v1/payment-plans?${query}`)).json()) as Problem;

  it.each([
    ["clientid=500", "clientid", "There is no query parameter clientid: the nearest is clientId, of "],
    ["client_id=500", "client_id", "There is no query parameter client_id: the nearest is clientId, of "],
    ["bussinessUnitId=3", "bussinessUnitId", "the nearest is businessUnitId"],
    ["overdue=true", "overdue", "There is no query parameter overdue: the nearest is "],
    ["limit=1&limit=2", "limit", "limit is given more than once."],
  ])("?%s names the parameter and the nearest known one", async (query, pointer, words) => {
    const { errors } = await refused(query);
    expect(errors).toMatchObject([{ pointer }]);
    expect(errors[0]?.detail).toContain(words);
  });

  it("names each fault, ten at most, and repeats no name that could hold what it may not", async () => {
    const two = await refused("clientid=1&state=Active");
    expect(two.errors.map(({ pointer }) => pointer)).toEqual(["clientid", "state"]);
    const many = await refused(Array.from({ length: 900 }, (_, at) => `x${at}=`).join("&"));
    expect(many.errors).toHaveLength(10);
    for (const name of ["123456789A", "crn123456789A", "%3Cscript%3E", `a${"b".repeat(60)}`]) {
      const { errors } = await refused(`${name}=1`);
      expect(errors).toMatchObject([{ pointer: "" }]);
      expect(errors[0]?.detail).toMatch(/^There is no query parameter of this name: the nearest is \w+, of /);
    }
  });

  it("says of a call without a query that it takes none", async () => {
    const response = await app.request("/v1/contacts/40?asOf=2026-01-01");
    expect(((await response.json()) as Problem).detail).toBe(
      "There is no query parameter asOf: this call takes none.",
    );
    expect((await app.request("/v1/contacts/40?")).status).toBe(200);
    expect((await app.request("/v1/contacts/40?&&")).status).toBe(200);
    expect((await app.request("/v1/contacts/40?x=1", { method: "HEAD" })).status).toBe(400);
  });

  it("comes after the key, and leaves 404 and 405 as they are", async () => {
    expect((await app.request("/v1/contacts?x=1", { headers: { key: "" } })).status).toBe(401);
    expect((await app.request("/v1/nothing?x=1")).status).toBe(404);
    expect((await app.request("/v1/contacts/40?x=1", { method: "DELETE" })).status).toBe(405);
    expect((await app.request("/health?x=1")).status).toBe(200);
    expect((await app.request("/?x=1", { headers: { key: "" } })).status).toBe(200);
  });

  it("leaves an idempotency key unused", async () => {
    const fresh = await describedApp();
    const call = calling(fresh, "createPaymentPlan");
    const key = { "Idempotency-Key": "once" };
    expect((await call("validateonly=true", key)).status).toBe(400);
    expect((await call("", key)).status).toBe(201);
  });
});

/** Every slip of the finger, and `_` or `-` anywhere. */
const nearly = (name: string): readonly string[] => {
  const lower = name.toLowerCase();
  const parted = [0, 1, 4, lower.length].map((at) => `${lower.slice(0, at)}_-${lower.slice(at)}`);
  return [...slips(Array.from(lower), ["x", "_", "-", " ", "é", "%"]), ...parted, `-${lower}_`];
};

type Write = { readonly path: string; readonly method: string; readonly body: string };
const CONTRACT_WRITES: readonly Write[] = [
  { path: PLAN_PATH, method: "POST", body: PLAN_JSON },
  { path: "/Billings/PaymentPlan", method: "POST", body: PLAN_JSON },
  { path: "/BILLINGS/paymentplan/1/", method: "PUT", body: PLAN_JSON },
  { path: REFERENCE_PATH, method: "POST", body: REFERENCE_JSON.replace("sample string 1", "another 2") },
];

describe.each(CONTRACT_WRITES)("$method $path", ({ path, method, body }) => {
  let app: TestApp;
  let before: number;
  beforeAll(async () => {
    app = await describedApp();
    before = await eventsOf(app);
  });
  const send = (query: string, headers: Record<string, string> = {}) =>
    app.request(`${path}?${query}`, { ...post("application/json", body, headers), method });
  const expectRefused = async (query: string, option: string) => {
    const response = await send(query);
    const answer = (await response.json()) as Record<string, Record<string, string[]>>;
    expect(response.status, query).toBe(400);
    expect(Object.keys(answer.ModelState ?? answer.modelState ?? {}), query).toEqual([option]);
  };

  it.each([
    ["validateOnly", "true"],
    ["arrears", "keep"],
  ])("refuses whatever is nearly %s, and writes nothing", async (option, value) => {
    const names = nearly(option);
    for (const name of names) {
      await expectRefused(`${encodeURIComponent(name)}=${value}`, option);
      await expectRefused(`${encodeURIComponent(name.toUpperCase())}=${value}`, option);
    }
    // A name whose bytes cannot be read is compared as it was written.
    await expectRefused(`${option}%=${value}`, option);
    await expectRefused(`page=1&${option.slice(1)}=${value}`, option);
    expect(names.length).toBeGreaterThan(60);
    expect(await eventsOf(app)).toBe(before);
  });

  it.each([
    [
      "validateOnly",
      "true",
      ["", "tru", "1", "yes", "true%20", "%ff", "%", "true,true", "tru%D0%B5", "null"],
    ],
    ["arrears", "keep", ["", "kep", "keep%20", "%ff", "none", "true", "keep,roll"]],
  ])(
    "refuses %s with another value, an empty one, or twice, and writes nothing",
    async (option, good, values) => {
      for (const value of values) await expectRefused(`${option}=${value}`, option);
      await expectRefused(option, option);
      await expectRefused(`${option}=${good}&${option}=${good}`, option);
      await expectRefused(`${option}=${good}&${option.toUpperCase()}=${good}`, option);
      await expectRefused(`${option}=${good}&${option}=`, option);
      expect(await eventsOf(app)).toBe(before);
    },
  );

  it("names both where both are wrong", async () => {
    const response = await send("validateOny=true&arrears=perhaps");
    const answer = (await response.json()) as Record<string, Record<string, string[]>>;
    expect(answer.ModelState ?? answer.modelState).toEqual({
      validateOnly: ["A parameter's name is nearly validateOnly. Write it as validateOnly, or leave it out."],
      arrears: ["The arrears parameter must be given once, as roll or keep."],
    });
  });

  it("refuses in the format that was asked for", async () => {
    const response = await send("validate_only=true", { Accept: "text/xml" });
    expect([response.status, response.headers.get("content-type")]).toEqual([400, "text/xml; charset=utf-8"]);
    expect(await response.text()).toMatch(
      /^<Error><Message>The request is invalid\.<\/Message><ModelState><validateOnly>[^<]+<\/validateOnly><\/ModelState><\/Error>$/,
    );
  });
});

describe("the contract calls", () => {
  const plan = (app: TestApp, query: string) =>
    app.request(`${PLAN_PATH}?${query}`, post("application/json", PLAN_JSON));

  it.each([
    "validateOnly=true",
    "VALIDATEONLY=TRUE",
    "validateonly=True&Arrears=KEEP",
    "vALIDATEoNLY=tRUE&x=1",
  ])("?%s previews, whatever the case", async (query) => {
    const app = await describedApp();
    const before = await eventsOf(app);
    const response = await plan(app, query);
    expect([response.status, await eventsOf(app)]).toEqual([200, before]);
    expect(((await response.json()) as { installments: number }).installments).toBe(6);
  });

  it("take arrears in any case", async () => {
    const app = await describedApp();
    // The plan's second instalment and those after it are past due and unpaid: kept, they keep their 7.50.
    expect((await plan(app, "ARREARS=Keep")).status).toBe(200);
    const kept = await app.stores.plans.byId(1);
    expect(kept?.rows.map(({ amount }) => amount)).toEqual([750n, 750n, 750n, 750n, 500n, 500n]);
  });

  it.each(["colour=blue", "validate=true", "only=1&preview", "arr=keep", "a%ff=1&=&b", "page=2&__proto__=1"])(
    "?%s is ignored, as in the original",
    async (query) => {
      const app = await describedApp();
      const before = await eventsOf(app);
      expect((await plan(app, query)).status).toBe(200);
      expect(await eventsOf(app)).toBe(before + 1);
    },
  );

  it("do not write where a preview is asked for that they do not have", async () => {
    const app = testApp();
    const before = await eventsOf(app);
    const save = (query: string) =>
      app.request(`${REFERENCE_PATH}?${query}`, post("application/json", REFERENCE_JSON));
    const refused = await save("validateOnly=true");
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      ModelState: { validateOnly: [expect.stringContaining("cannot be previewed")] },
    });
    expect(await eventsOf(app)).toBe(before);
    expect((await save("validateOnly=false&arrears=roll")).status).toBe(200);
    expect(await eventsOf(app)).toBe(before + 1);
  });

  it("take every documented parameter, and nothing nearly an option on a read either", async () => {
    const app = await describedApp();
    const parameters = (DOCUMENT.paths["/Billings/PaymentInstallments"]?.get?.parameters ??
      []) as unknown as readonly { name?: string; in?: string }[];
    const good: Readonly<Record<string, readonly [string, string]>> = {
      PaymentPlanIDs: ["1", "x"],
      ClientID: ["2", "0"],
      FromDate: ["2024-12-04", "4.12."],
      ToDate: ["2024-12-18", "x"],
      Paid: ["false", "no"],
      InPaymentBatch: ["false", "0"],
      Page: ["1", "0"],
      PageSize: ["2", "1001"],
    };
    const names = parameters.flatMap(({ name, in: place }) => (place === "query" && name ? [name] : []));
    expect(names).toEqual(Object.keys(good));
    for (const [name, [value, bad]] of Object.entries(good)) {
      const ask = (query: string) => app.request(`/Billings/PaymentInstallments?PaymentPlanIDs=1&${query}`);
      const alone = (query: string) => app.request(`/Billings/PaymentInstallments?${query}`);
      const own = name === "PaymentPlanIDs" ? alone : ask;
      expect((await own(`${name.toLowerCase()}=${value}`)).status, name).toBe(200);
      expect((await own(`${name}=${bad}`)).status, name).toBe(400);
      if (name !== "PaymentPlanIDs")
        expect((await own(`${name}=${value}&${name}=${value}`)).status).toBe(400);
    }
    expect((await app.request("/Billings/PaymentPlan/1?validateOny=true")).status).toBe(400);
    expect((await app.request("/Billings/PaymentPlan/1?validateOnly=true&x=1")).status).toBe(200);
  });
});

describe("every plan write of /v1", () => {
  const WRITES = V1.filter(({ operation }) => queryOf(operation.operationId).includes("validateOnly"));

  it.each(WRITES.map(({ operation }) => operation.operationId))(
    "%s refuses whatever is nearly validateOnly or arrears, and writes nothing",
    async (id) => {
      const app = await describedApp();
      const call = calling(app, id);
      const before = await eventsOf(app);
      for (const [option, value] of [
        ["validateOnly", "true"],
        ["arrears", "keep"],
      ] as const) {
        for (const name of slips(Array.from(option), ["x", "_"])) {
          expect((await call(`${encodeURIComponent(name)}=${value}`)).status, name).toBe(400);
        }
        for (const wrong of ["", "%ff", value.toUpperCase()]) {
          expect((await call(`${option}=${wrong}`)).status).toBe(422);
        }
      }
      expect(await eventsOf(app)).toBe(before);
      expect((await call("validateOnly=true")).status).toBe(200);
      expect(await eventsOf(app)).toBe(before);
      // The same request without a query does write: the silence above is the guard's doing.
      expect((await call("")).ok).toBe(true);
      expect(await eventsOf(app)).toBe(before + 1);
    },
  );

  it("are all there", () => {
    expect(WRITES).toHaveLength(7);
  });
});

it("services.ashx reads its own parameters and is not guarded", async () => {
  const app = testApp();
  const call =
    "action=ContactExtraSave&ContactId=40&ContactExtraDelay2Pay=30&validateOny=true&arears=x&x=1&x=2";
  const response = await app.request(`/v01/services.ashx?${call}`, { method: "POST" });
  expect(await response.json()).toMatchObject({ Code: 0 });
  expect((await app.stores.contacts.byId(40))?.extra.delay2Pay).toBe(30);
});
