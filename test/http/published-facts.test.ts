// Only Weekly 1, Cash 10 and Active 1 are published, and the document and the pages show no others: what a deployment has
// beside them, GET /v1/settings tells. 0 is shown nowhere.
import { describe, expect, it } from "vitest";
import { RECURRENCES } from "../../src/domain/plans/terms/recurrence.ts";
import { defaultEnumTables } from "../../src/http/settings/enum-tables.ts";
import { DOCUMENT } from "../support/conformance.ts";
import { SITE } from "../support/site.ts";
import { testApp } from "../support/test-app.ts";

const OWN = {
  Recurrence: { Monthly: 73, Weekly: 1 },
  PaymentMethod: { Giro: 71, Cash: 10 },
  RecordState: { Active: 1, Asleep: 72 },
};
const PUBLISHED: Readonly<Record<string, number>> = { Weekly: 1, Cash: 10, Active: 1 };
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

const appWith = (tables: Tables) => testApp({ environment: { ENUMERATIONS: JSON.stringify(tables) } });

/** Names that any deployment could have, by the default tables; /v1 has words of its own for recurrences. */
const OTHERS = Object.values(defaultEnumTables)
  .flatMap(Object.keys)
  .filter((name) => !(name in PUBLISHED));

describe("the document", () => {
  it("has the published member wherever an enumeration is taken or given, and where the others are told", () => {
    let seen = 0;
    for (const { path, node, around } of walk(DOCUMENT)) {
      const last = path.split("/").at(-1) ?? "";
      if (
        !DTO_MEMBERS.test(last) ||
        !("type" in node) ||
        node.type === "object" ||
        path.includes("/Settings/")
      )
        continue;
      seen += 1;
      const text = String(node.description ?? around.description ?? "");
      const name = { recurrence: "Weekly", paymentmethod: "Cash", recordstate: "Active" }[last.toLowerCase()];
      const shown = node.type === "integer" ? `${PUBLISHED[name ?? ""]} ${name}` : name;
      if (text.includes("publishes")) {
        expect(text, path).toBe(`A name of this deployment's table; the contract publishes ${name} alone.`);
        continue;
      }
      expect(text, path).toContain(`${shown} is the contract's. `);
      expect(text, path).toContain("GET /v1/settings tells");
      expect([undefined, Object.keys(RECURRENCES)], path).toContainEqual(node.enum);
    }
    expect(seen).toBeGreaterThan(10);
  });

  it("names no other member but the words of /v1, which every deployment has", () => {
    for (const { path, node } of walk(DOCUMENT)) {
      const list = Array.isArray(node.enum) ? (node.enum as unknown[]) : [];
      const others = list.filter((one) => OTHERS.includes(String(one)));
      if (others.length === 0) continue;
      expect(list, path).toEqual(Object.keys(RECURRENCES));
      expect(`${node.description}`, path).toMatch(
        /^(?:.* )?Weekly is the contract's\. The others are words of \/v1/,
      );
    }
  });

  it("offers 0 nowhere, as no example, no minimum and no member", () => {
    for (const { path, node } of walk(DOCUMENT)) {
      const last = path.split("/").at(-1) ?? "";
      if (DTO_MEMBERS.test(last) && "type" in node) {
        expect(node.minimum, path).toBeUndefined();
        expect(String(node.description ?? ""), path).not.toMatch(/\b0\b/);
      }
      for (const [key, value] of Object.entries(node)) {
        if (DTO_MEMBERS.test(key)) expect([0, "0", ""], `${path}/${key}`).not.toContain(value);
      }
    }
  });

  it("shows the published members in its examples, and no others", () => {
    const shown = new Set<unknown>();
    for (const { path, node } of walk(DOCUMENT)) {
      if (!/\/examples?(?:\/|$)/.test(path)) continue;
      // A deployment's own tables are what GET /v1/settings tells.
      if (path.endsWith("/enumerations")) continue;
      for (const [key, value] of Object.entries(node)) {
        if (!DTO_MEMBERS.test(key)) continue;
        // A difference tells the member before and after.
        const told = typeof value === "object" && value !== null ? Object.values(value) : [value];
        // Answers were recorded where the published names have the published numbers.
        const recorded = path.includes("/responses/") ? Object.values(PUBLISHED) : [];
        for (const one of told) if (one !== null && !recorded.includes(one as number)) shown.add(one);
      }
    }
    const expected = Object.entries(PUBLISHED).flatMap(([name, number]) => [name, number, String(number)]);
    expect([...shown].filter((value) => !expected.includes(value as never))).toEqual([]);
    expect(shown.size).toBeGreaterThan(3);
  });

  it("says so first, in its own words", () => {
    const { info } = DOCUMENT as unknown as { readonly info: { readonly description: string } };
    expect(info.description).toContain("three members: Weekly 1, Cash 10, Active 1");
  });
});

describe("the help pages", () => {
  it.each(["UpdatePaymentPlanAndRecalculate", "GetPaymentInstallments", "PutPaymentPlanContract"])(
    "of %s have the published members as the contract's, and no others",
    (call) => {
      const html = new TextDecoder().decode(SITE.get(`help/${call}.html`)?.bytes).replaceAll("&#39;", "'");
      const rows = [...html.matchAll(/<tr><td>(\w+)<\/td><td>(\d+)<\/td><td>([^<]+)<\/td><\/tr>/g)];
      expect(rows.length).toBeGreaterThan(0);
      for (const [, name = "", number, source] of rows) {
        expect([name, number, source]).toEqual([name, String(PUBLISHED[name]), "The contract"]);
      }
      expect(html).toContain("GET /v1/settings tells");
      expect(html).not.toMatch(/&quot;(?:recurrence|paymentMethod|recordState)&quot;: 0\b/);
      expect(html).not.toMatch(/(?:Recurrence|PaymentMethod|RecordState)(?:=|&gt;)(?:0|&lt;)/);
    },
  );
});

describe("GET /v1/settings", () => {
  it("tells the deployment's own tables, currencies, zone, date and policy", async () => {
    const app = testApp({
      environment: {
        ENUMERATIONS: JSON.stringify(OWN),
        DEFAULT_CURRENCY: "NZD",
        BUSINESS_UNIT_CURRENCIES: '{"3":"AUD"}',
        TIME_ZONE: "Pacific/Kiritimati",
        ARREARS: "keep",
      },
    });
    const response = await app.request("/v1/settings");
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        enumerations: OWN,
        currency: { default: "NZD", businessUnits: { 3: "AUD" } },
        timeZone: "Pacific/Kiritimati",
        // It is 03:04 in London.
        today: "2026-01-02",
        arrears: "keep",
      },
    ]);
  });

  it("tells the default tables where the deployment has none of its own", async () => {
    const { enumerations } = (await (await testApp().request("/v1/settings")).json()) as {
      readonly enumerations: Tables;
    };
    expect(enumerations).toEqual(defaultEnumTables);
  });

  it("takes any key, and no stranger", async () => {
    const app = testApp();
    const ask = async (key: string) => (await app.request("/v1/settings", { headers: { key } })).status;
    expect(await ask("scopeless-key")).toBe(200);
    expect([await ask(""), await ask("expired-key")]).toEqual([401, 401]);
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

  it("is so in the schemas of what /v1 answers, too", () => {
    const { components } = DOCUMENT as unknown as { components: { schemas: Record<string, Node> } };
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
    expect(components.schemas.Recurrence?.description).toMatch(/^Weekly is the contract's\. The others /);
  });
});
