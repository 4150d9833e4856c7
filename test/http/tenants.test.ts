// N1: nothing of one tenant is seen or touched with another's key, whatever a caller knows and sends; and this test
// would tell, for it fails when requests are given another tenant's stores.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import type { Tenant } from "../../src/http/request/key/tenant.ts";
import { TABLES } from "../../tools/shared/tables.ts";
import { callsByName } from "../support/declared-calls.ts";
import { type Choice, type TenantsService, tenantsService } from "../support/tenants-service.ts";
import { type Asked, answersOf, askedOf, type Known, makeData, type Send } from "../support/two-owners.ts";

const ALPHA = { mark: "alpha", contactId: 100, accountId: 1, businessUnitId: 3, clientId: 2 };
const BRAVO = { mark: "bravo", contactId: 100, accountId: 1, businessUnitId: 3, clientId: 2 };
const KEYS = [
  ["alpha-secret", { name: "alpha", tenant: "first" }],
  ["bravo-secret", { name: "bravo", tenant: "second" }],
] as const;
/** Where the second tenant's ids begin: none of them is one of the first's. */
const FAR = 1_000_000;

type Two = {
  readonly service: TenantsService;
  readonly asAlpha: Send;
  readonly known: Known;
  readonly theirs: Database;
};

async function twoTenants(choose?: Choice): Promise<Two> {
  const service = await tenantsService(["first", "second"], KEYS, choose === undefined ? {} : { choose });
  const theirs = await openFile(`file:${join(service.folder, "second.db")}`);
  for (const table of ["plans", "payment_references", "events", "instalments"])
    await theirs.write([{ sql: "insert into sqlite_sequence values (?, ?)", args: [table, FAR] }]);
  await makeData(service.as("alpha-secret"), ALPHA);
  const known = await makeData(service.as("bravo-secret"), BRAVO);
  return { service, asAlpha: service.as("alpha-secret"), known, theirs };
}

const contentOf = (database: Database) =>
  database.read(TABLES.map((table) => ({ sql: `select * from ${table}`, args: [] })));

/** What the first tenant is told where the second was never there. */
async function answersAlone(asked: readonly Asked[]): Promise<readonly string[]> {
  const service = await tenantsService(["first", "second"], KEYS);
  await makeData(service.as("alpha-secret"), ALPHA);
  const answers = await answersOf(service, service.as("alpha-secret"), asked);
  service.stop();
  return answers;
}

/** The calls whose answers are others because of the other tenant, or hold anything of theirs. */
async function leaksOf(two: Two): Promise<readonly string[]> {
  const asked = askedOf(two.known);
  const alone = await answersAlone(asked);
  const answers = await answersOf(two.service, two.asAlpha, asked);
  const isLeak = (answer: string, at: number) => answer !== alone[at] || /bravo/i.test(answer);
  return asked.flatMap(({ name }, at) => (isLeak(answers[at] ?? "", at) ? [name] : []));
}

describe("a tenant's key, with all that can be known of another tenant", () => {
  let two: Two;
  beforeAll(async () => {
    two = await twoTenants();
  });
  afterAll(() => {
    two.theirs.close();
    two.service.stop();
  });

  it("is told nothing by any call, and changes nothing of theirs", async () => {
    const asked = askedOf(two.known);
    expect(new Set(asked.map(({ name }) => name))).toEqual(new Set(callsByName().map(([name]) => name)));
    const before = await contentOf(two.theirs);
    expect(await leaksOf(two)).toEqual([]);
    expect(await contentOf(two.theirs)).toEqual(before);
  });

  it("finds theirs no more than what nobody has", async () => {
    for (const path of [
      `/v1/payment-plans/${two.known.planId}`,
      `/v1/payment-plans/${two.known.planId}/history`,
      `/v1/payment-references/${two.known.referenceId}`,
      `/Billings/PaymentPlan/${two.known.planId}`,
    ]) {
      const response = await two.asAlpha(path);
      expect(response.status, path).toBe(404);
      const nobodys = await two.asAlpha(path.replace(/\d{7}/, "1999999"));
      const same = (text: string) => text.replaceAll(/\d{7}|id-\d+/g, "N");
      expect(same(await response.text())).toBe(same(await nobodys.text()));
    }
  });

  it("cannot commit their rehearsal, whose hash is of their tenant", async () => {
    const response = await two.asAlpha(`/v1/payment-plans/rehearsals/${two.known.hash}/commit`, {
      method: "POST",
      body: two.known.rehearsal,
      headers: { "Content-Type": "application/x-ndjson" },
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "REHEARSAL_HASH_DIFFERS" });
  });

  it("is named in every log line, with its tenant", async () => {
    two.service.log.length = 0;
    await two.asAlpha("/v1/contacts/100");
    await two.service.as("bravo-secret")("/v1/contacts/100");
    await two.service.as("no-key")("/v1/contacts/100");
    expect(two.service.log.map(({ tenant, key }) => [tenant, key])).toEqual([
      ["first", "alpha"],
      ["second", "bravo"],
      [null, null],
    ]);
  });
});

describe("a service that gives requests another tenant's stores", () => {
  it("is told by the same test, at every call that has data", async () => {
    let other: Tenant | undefined;
    let isBroken = false;
    const two = await twoTenants((tenant) => {
      if (tenant.name === "second") other = tenant;
      return isBroken && other !== undefined ? other : tenant;
    });
    isBroken = true;
    const told = new Set(await leaksOf(two));
    two.theirs.close();
    two.service.stop();
    const silent = callsByName().filter(([name]) => !told.has(name));
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});
