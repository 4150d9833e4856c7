// What happens around an action: limits, methods, paths, headers, and errors that say nothing.

import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { actionResultVm } from "../../src/http/contracts/debtrak/dtos.ts";
import {
  type PaymentInstallmentDto,
  paymentInstallmentDto,
  paymentPlanDto,
} from "../../src/http/contracts/procura/dtos.ts";
import { defaultEnumTables, parseEnumTables } from "../../src/http/settings/enum-tables.ts";
import { webApiError, webApiList, webApiResult } from "../../src/http/webapi/action-result.ts";
import { mountWebApi, webApiAction } from "../../src/http/webapi/mount.ts";
import { contractPath, debtrakContract, procuraContract } from "../../tools/shared/default-contracts.ts";
import { webApiEmpty } from "./empty-result.ts";
import { fullPlan, fullReference } from "./probes.ts";
import { writeHttpError } from "./write-http-error.ts";

const row: PaymentInstallmentDto = {
  PaymentInstallmentID: 1,
  PaymentPlanID: 2,
  ClientID: 3,
  InstallmentDate: "2024-12-04T00:00:00",
  Amount: "5",
  OverrideAmount: null,
  Paid: true,
  InPaymentBatch: false,
  RecordState: "Active",
  Created: { DateUtc: "2024-12-04T08:13:04Z", UserName: "u" },
  LastUpdated: null,
};

const contract = { ...procuraContract, limits: { received: 1000, inflated: 2000 } };

const app = new Hono({ getPath: contractPath });
mountWebApi(app, contract, [
  webApiAction({
    methods: ["POST"],
    path: "/Billings/PaymentPlan",
    body: paymentPlanDto,
    handle: (_context, { value }) => webApiResult(201, paymentPlanDto, value, { ETag: '"1"' }),
  }),
  webApiAction({
    methods: ["GET"],
    path: "/Billings/Plan/:id{[0-9]+}",
    handle: () => webApiResult(200, paymentPlanDto, fullPlan),
  }),
  webApiAction({ methods: ["PUT"], path: "/Billings/Plan/:id{[0-9]+}", handle: () => webApiEmpty(204) }),
  webApiAction({
    methods: ["GET"],
    path: "/Billings/Rows",
    handle: () => webApiList(200, paymentInstallmentDto, [row]),
  }),
  webApiAction({
    methods: ["GET"],
    path: "/Billings/None",
    handle: () => webApiList(200, paymentInstallmentDto, []),
  }),
  webApiAction({
    methods: ["GET"],
    path: "/Billings/Refused",
    handle: () =>
      webApiError(409, "No.", {
        messageDetail: "More.",
        more: { Code: "A<B" },
        modelState: { "1 x": ["y"] },
      }),
  }),
  webApiAction({
    methods: ["GET"],
    path: "/Billings/Throws",
    handle: () => {
      throw new Error("secret");
    },
  }),
]);
app.onError((_error, context) =>
  writeHttpError(contract, context.req.raw, 500, { message: "An error has occurred." }),
);

const get = (path: string, accept = "application/json", method = "GET"): Promise<Response> =>
  Promise.resolve(app.request(path, { method, headers: { accept } }));

const post = (
  body: NonNullable<RequestInit["body"]>,
  headers: Record<string, string> = {},
): Promise<Response> =>
  Promise.resolve(
    app.request("/billings/paymentplan", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      duplex: "half",
    } as RequestInit),
  );

describe("every answer", () => {
  it("forbids caching and carries the action's own headers", async () => {
    const response = await post('{"clientID":1}');
    expect(response.status).toBe(201);
    expect(response.headers.get("etag")).toBe('"1"');
    for (const answer of [
      response,
      await get("/billings/nope"),
      await get("/Billings/Plan/1", "text/xml", "PUT"),
    ]) {
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(answer.headers.get("pragma")).toBe("no-cache");
      expect(answer.headers.get("expires")).toBe("-1");
    }
  });

  it("never shows an exception's text", async () => {
    const response = await get("/Billings/Throws", "application/xml");
    expect(response.status).toBe(500);
    expect(await response.text()).toBe("<Error><Message>An error has occurred.</Message></Error>");
  });

  it("writes every part of an error", async () => {
    expect(await (await get("/Billings/Refused")).text()).toBe(
      '{"message":"No.","messageDetail":"More.","modelState":{"1 x":["y"]},"code":"A<B"}',
    );
    expect(await (await get("/Billings/Refused", "text/xml")).text()).toBe(
      "<Error><Message>No.</Message><MessageDetail>More.</MessageDetail><ModelState><_x0031__x0020_x>y</_x0031__x0020_x></ModelState><Code>A&lt;B</Code></Error>",
    );
  });
});

describe("lists", () => {
  it("are arrays in JSON", async () => {
    expect(await (await get("/Billings/Rows")).text()).toBe(
      '[{"paymentInstallmentID":1,"paymentPlanID":2,"clientID":3,"installmentDate":"2024-12-04T00:00:00","amount":5.0,"overrideAmount":null,"paid":true,"inPaymentBatch":false,"recordState":1,"created":{"dateUtc":"2024-12-04T08:13:04Z","userName":"u","summary":"u on 12/4/2024 8:13:04 AM"},"lastUpdated":null}]',
    );
    expect(await (await get("/Billings/None")).text()).toBe("[]");
  });

  it("are ArrayOf… in XML, prefixes counted from the list", async () => {
    const namespaces =
      'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/ProcuraGroup.Billings.Models"';
    expect(await (await get("/Billings/Rows", "text/xml")).text()).toBe(
      `<ArrayOfPaymentInstallmentDTO ${namespaces}><PaymentInstallmentDTO><Amount>5</Amount><ClientID>3</ClientID><Created xmlns:d3p1="http://schemas.datacontract.org/2004/07/ProcuraGroup.Models"><d3p1:DateUtc>2024-12-04T08:13:04Z</d3p1:DateUtc><d3p1:UserName>u</d3p1:UserName></Created><InPaymentBatch>false</InPaymentBatch><InstallmentDate>2024-12-04T00:00:00</InstallmentDate><LastUpdated xmlns:d3p1="http://schemas.datacontract.org/2004/07/ProcuraGroup.Models" i:nil="true" /><OverrideAmount i:nil="true" /><Paid>true</Paid><PaymentInstallmentID>1</PaymentInstallmentID><PaymentPlanID>2</PaymentPlanID><RecordState>Active</RecordState></PaymentInstallmentDTO></ArrayOfPaymentInstallmentDTO>`,
    );
    expect(await (await get("/Billings/None", "text/xml")).text()).toBe(
      `<ArrayOfPaymentInstallmentDTO ${namespaces} />`,
    );
  });
});

describe("a stored reference as Response", () => {
  const debtrak = new Hono({ getPath: contractPath });
  mountWebApi(debtrak, debtrakContract, [
    webApiAction({
      methods: ["GET"],
      path: "/api/x",
      handle: () => webApiResult(200, actionResultVm, { Response: { ...fullReference, Outcome: "created" } }),
    }),
  ]);

  it("is a plain object in JSON and names its type in XML", async () => {
    const json: unknown = await (await debtrak.request("/API/X/")).json();
    expect(json).toEqual({ Response: { ...fullReference, Outcome: "created" } });
    const xml = await (await debtrak.request("/api/x", { headers: { accept: "text/xml" } })).text();
    expect(xml).toContain(
      '<Response xmlns:d2p1="http://schemas.datacontract.org/2004/07/Debtrak.BusinessObjects.Models.ContactPaymentReference" i:type="d2p1:StoredPaymentReference"><d2p1:AccountID>1</d2p1:AccountID>',
    );
  });
});

describe("methods and paths", () => {
  it("allows what the actions of a path allow together", async () => {
    const response = await get("/Billings/Plan/7", "application/json", "DELETE");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET,PUT");
    expect((await get("/Billings/Plan/7", "application/json", "HEAD")).status).toBe(405);
    expect((await get("/Billings/Plan/x")).status).toBe(404);
  });

  it.each([
    ["http://h/API/Foo/", "/api/foo"],
    ["http://h/api", "/api"],
    ["http://h//Billings//X?Y=Z", "/billings//x"],
    ["http://h/V01/Services.ASHX?a=/", "/v01/services.ashx"],
    ["http://h/Billings/%55pdate", "/billings/update"],
    ["http://h/Billings/%E0%A4%A", "/billings/%e0%a4%a"],
    ["http://h/v1/Payment-Plans/AbC", "/v1/Payment-Plans/AbC"],
    ["http://h/apiary/X/", "/apiary/X/"],
    ["http://h", "/"],
  ])("%s is routed as %s", (url, path) => {
    expect(contractPath(new Request(url))).toBe(path);
  });
});

describe("a 404", () => {
  it("shows the URI with its escapes resolved", async () => {
    const response = await get("/billings/caf%C3%A9%20%25%0a?x=%41");
    expect(await response.json()).toEqual({
      message:
        "No HTTP resource was found that matches the request URI 'http://localhost/billings/café %25%0a?x=A'.",
    });
  });
});

describe("limits", () => {
  const big = "x".repeat(1001);

  it("refuses a body beyond its limit, declared or not", async () => {
    expect((await post(big)).status).toBe(413);
    expect((await post(big, { "content-length": "1001" })).status).toBe(413);
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(400)),
    });
    const response = await post(stream, { accept: "text/xml" });
    expect(response.status).toBe(413);
    expect(await response.text()).toBe("<Error><Message>The request entity is too large.</Message></Error>");
  });
});

describe("enumeration tables", () => {
  it("are replaced by the deployer, one by one", () => {
    const tables = parseEnumTables('{"Recurrence":{"Daily":9}}');
    expect(tables.Recurrence).toEqual({ Daily: 9 });
    expect(tables.RecordState).toBe(defaultEnumTables.RecordState);
    expect(parseEnumTables(undefined)).toBe(defaultEnumTables);
    expect(parseEnumTables(" ")).toBe(defaultEnumTables);
  });

  it.each([
    "[]",
    "{",
    '{"Other":{"A":1}}',
    '{"Recurrence":{}}',
    '{"Recurrence":{"A":0}}',
    '{"Recurrence":{"A":"1"}}',
    '{"Recurrence":{"A":1,"B":1}}',
    '{"Recurrence":{"A":1,"a":2}}',
    '{"Recurrence":{"A B":1}}',
    '{"__proto__":{"A":1}}',
  ])("%s stops the start", (json) => {
    expect(() => parseEnumTables(json)).toThrow();
  });
});
