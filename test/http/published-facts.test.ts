// Only Weekly 1, Cash 10 and Active 1 are published. Wherever another member of an enumeration is shown, it is marked
// as this deployment's; 0 is shown nowhere.
import { describe, expect, it } from "vitest";
import { RECURRENCES } from "../../src/domain/plans/terms/recurrence.ts";
import { defaultEnumTables } from "../../src/http/settings/enum-tables.ts";
import { testApp } from "../support/test-app.ts";

const OWN = {
  Recurrence: { Monthly: 73, Weekly: 1 },
  PaymentMethod: { Giro: 71, Cash: 10 },
  RecordState: { Active: 1, Asleep: 72 },
};
/** The published names stand in this one too, but for other numbers. */
const RENUMBERED = {
  Recurrence: { Weekly: 81 },
  PaymentMethod: { Cash: 82 },
  RecordState: { Active: 83 },
};

const PUBLISHED: Readonly<Record<string, number>> = { Weekly: 1, Cash: 10, Active: 1 };
const MARK = "this deployment's table, not the contract's";
const DTO_MEMBERS = /^(?:recurrence|paymentMethod|recordState)$/i;

type Tables = Readonly<Record<string, Readonly<Record<string, number>>>>;
type Node = Readonly<Record<string, unknown>>;
type Place = { readonly path: string; readonly node: Node; readonly around: Node };

/** Every object of the document, with its path and the object that it stands in. */
function* walk(value: unknown, path = "", around: Node = {}): Generator<Place> {
  if (typeof value !== "object" || value === null) return;
  const node = value as Node;
  yield { path, node, around };
  for (const [key, part] of Object.entries(node)) yield* walk(part, `${path}/${key}`, node);
}

const appWith = (tables: Tables | null) =>
  tables === null ? testApp() : testApp({ environment: { ENUMERATIONS: JSON.stringify(tables) } });
const documentOf = async (tables: Tables | null): Promise<Node> =>
  (await (await appWith(tables).request("/openapi.json")).json()) as Node;

const DEPLOYMENTS: readonly (readonly [string, Tables | null])[] = [
  ["the default tables", null],
  ["tables of its own", OWN],
  ["the published names under other numbers", RENUMBERED],
];

describe.each(DEPLOYMENTS)("the document of a deployment with %s", (_, tables) => {
  const own: Tables = tables ?? defaultEnumTables;
  const members = Object.values(own).flatMap(Object.entries) as [string, number][];
  const names = new Set([...members.map(([name]) => name), ...Object.keys(RECURRENCES)]);

  it("marks every member that is shown as the contract's or as its own", async () => {
    let seen = 0;
    for (const { path, node, around } of walk(await documentOf(tables))) {
      const list = Array.isArray(node.enum) ? (node.enum as unknown[]) : [];
      const last = path.split("/").at(-1) ?? "";
      // Where numbers are shown, the member's name tells of which enumeration; names are unlike in all three.
      const isNumbers = node.type === "integer" && DTO_MEMBERS.test(last);
      if (!isNumbers && !list.some((one) => names.has(String(one)))) continue;
      seen += 1;
      const table = Object.entries(own).find(([of]) => of.toLowerCase() === last.toLowerCase())?.[1] ?? {};
      const text = String(node.description ?? around.description ?? "");
      const [theirs = ""] = /^.*? is the contract's\./.exec(text) ?? [];
      for (const one of list) {
        const pairs = isNumbers ? Object.entries(table) : members;
        const [name, number] = pairs.find((pair) => pair.includes(one as never)) ?? [String(one), null];
        const shown = isNumbers ? `${number} ${name}` : name;
        const published = number !== null && PUBLISHED[name] === number;
        expect(text, path).toContain(shown);
        expect(theirs === `${shown} is the contract's.`, `${path} ${shown}`).toBe(published);
        if (!published) expect(text, path).toContain(MARK);
      }
    }
    // The three enumerations, as numbers and names in the contract's DTOs and as names in /v1.
    expect(seen).toBeGreaterThan(10);
  });

  it("offers 0 nowhere, as no example, no minimum and no member", async () => {
    for (const { path, node } of walk(await documentOf(tables))) {
      const last = path.split("/").at(-1) ?? "";
      if (!DTO_MEMBERS.test(last) || !("type" in node)) continue;
      expect(node.minimum, path).toBeUndefined();
      expect((node.enum as unknown[] | undefined) ?? [], path).not.toContain(0);
      expect(String(node.description ?? ""), path).not.toMatch(/\b0\b/);
    }
    for (const { path, node } of walk(await documentOf(tables))) {
      for (const [key, value] of Object.entries(node)) {
        if (DTO_MEMBERS.test(key)) expect([0, "0", ""], `${path}/${key}`).not.toContain(value);
      }
    }
  });

  it("shows the published members in its examples, and no others where it has them", async () => {
    const shown = new Set<unknown>();
    for (const { path, node } of walk(await documentOf(tables))) {
      if (!/\/examples?(?:\/|$)/.test(path)) continue;
      for (const [key, value] of Object.entries(node)) {
        if (!DTO_MEMBERS.test(key)) continue;
        // A difference tells the member before and after.
        const told = typeof value === "object" && value !== null ? Object.values(value) : [value];
        // Answers were recorded where the published names have the published numbers.
        const recorded = path.includes("/responses/") ? Object.values(PUBLISHED) : [];
        for (const one of told) if (one !== null && !recorded.includes(one as number)) shown.add(one);
      }
    }
    const expected = Object.keys(PUBLISHED).flatMap((name) => {
      const number = members.find(([own]) => own === name)?.[1];
      return [name, number, String(number)];
    });
    expect([...shown].filter((value) => !expected.includes(value as never))).toEqual([]);
    expect(shown.size).toBeGreaterThan(3);
  });

  it("has help pages that give each member its source, and each sample a member", async () => {
    const app = appWith(tables);
    let rows = 0;
    for (const call of [
      "UpdatePaymentPlanAndRecalculate",
      "GetPaymentInstallments",
      "PutPaymentPlanContract",
    ]) {
      const html = (await (await app.request(`/help/${call}`)).text()).replaceAll("&#39;", "'");
      for (const [name, number] of members) {
        const row = new RegExp(`<td>${name}</td><td>(\\d+)</td><td>([^<]+)</td>`).exec(html);
        if (row === null) continue;
        rows += 1;
        const published = PUBLISHED[name] === number;
        expect([row[1], row[2]]).toEqual([
          String(number),
          published ? "The contract" : "This deployment's table",
        ]);
      }
      expect(html).not.toMatch(/<td>\w+<\/td><td>0<\/td>/);
      expect(html).not.toMatch(/&quot;(?:recurrence|paymentMethod|recordState)&quot;: 0\b/);
      expect(html).not.toMatch(/(?:Recurrence|PaymentMethod|RecordState)(?:=|&gt;)(?:0|&lt;)/);
    }
    expect(rows).toBeGreaterThanOrEqual(members.length);
  });
});

describe("what the service says of a member", () => {
  const PLAN = {
    clientId: 2,
    businessUnitId: 3,
    start: "2026-01-31",
    amount: { amount: "80.00", currency: "AUD" },
    count: 12,
    recurrence: "Weekly",
  };
  const make = (paymentMethod: string) =>
    appWith(OWN).request("/v1/payment-plans", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...PLAN, paymentMethod }),
    });

  it("is that its names are this deployment's", async () => {
    const response = await make("DirectDebit");
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      errors: [
        { pointer: "/paymentMethod", detail: "One of this deployment's table is expected: Giro, Cash." },
      ],
    });
    expect((await make("Giro")).status).toBe(201);
  });

  it("is so in the schemas of what /v1 answers, too", async () => {
    const { components } = (await documentOf(null)) as { components: { schemas: Record<string, Node> } };
    const property = (schema: string, name: string) => {
      const properties = (components.schemas[schema]?.properties ?? {}) as Record<string, Node>;
      return properties[name]?.description;
    };
    expect(property("Terms", "recordState")).toBe(
      "A name of this deployment's table; the contract publishes Active alone.",
    );
    for (const schema of ["Plan", "PlanSummary", "ChangedPlan"]) {
      expect(property(schema, "paymentMethod")).toBe(
        "A name of this deployment's table; the contract publishes Cash alone.",
      );
    }
    expect(components.schemas.Recurrence?.description).toMatch(/^Weekly is the contract's\. Fortnightly, /);
  });

  it("comes first in the document's own words", async () => {
    const { info } = (await documentOf(null)) as { info: { description: string } };
    expect(info.description).toContain("three members: Weekly 1, Cash 10, Active 1");
  });
});
