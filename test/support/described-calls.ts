// The document's operations as requests made of their own examples, and the app that they are made for.
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference } from "../../src/domain/references/save-reference.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { DOCUMENT } from "./conformance.ts";
import { createCommand, STAMP, workOn } from "./plan-work.ts";
import { KEY, type TestApp, testApp } from "./test-app.ts";

type Media = { readonly example?: unknown };
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly example?: unknown;
};
export type DocumentOperation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly (Parameter & { readonly $ref?: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
};

export const operations = () =>
  Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => ({
      method: verb.toUpperCase(),
      path,
      operation: operation as unknown as DocumentOperation,
    })),
  );

/** An app with what the demo data has, and a payment to take back. */
export async function describedApp(): Promise<TestApp> {
  const app = testApp();
  const { plans, references } = app.stores;
  const start = "2024-12-04" as LocalDate;
  await makePlan(
    workOn(plans),
    createCommand({ start, amount: 750n, count: 4, recurrence: "Weekly" }),
    "nonce",
  );
  const ids = { accountId: 1, contactId: 1, benefitGroupId: 1, statusId: 1, createId: 1, createSessionId: 1 };
  const draft = draftReference(
    { ...ids, crn: "sample string 1" },
    { scheme: "any", identity: DEFAULT_IDENTITY },
  );
  if (!draft.ok) throw new Error("the reference is not valid");
  await references.save(draft.value, STAMP);
  await app.stores.clients.put(2, 38759340, [0], STAMP);
  const payment = { amount: { amount: "2.00", currency: "AUD" }, receivedOn: "2024-12-05" };
  await app.request("/v1/payment-plans/1/payments", {
    method: "POST",
    headers: { "Content-Type": "application/json", "If-Match": "*" },
    body: JSON.stringify(payment),
  });
  return app;
}

function bodyText(type: string, { content }: NonNullable<DocumentOperation["requestBody"]>): string {
  const { example } = content[type] ?? {};
  if (type === "application/x-compressed-json") return JSON.stringify(content["application/json"]?.example);
  if (type === "application/x-www-form-urlencoded") {
    return new URLSearchParams(example as Record<string, string>).toString();
  }
  return typeof example === "string" ? example : JSON.stringify(example);
}

/** A call for each operation and each media type of its body. The one whose body another call makes is left out. */
export const exampleCalls = () =>
  operations().flatMap(({ method, path, operation }) => {
    const { parameters, requestBody } = operation;
    const given = parameters.filter((parameter) => parameter.example !== undefined);
    let url = path;
    const query = new URLSearchParams();
    for (const { name, in: place, example } of given) {
      if (place === "path") url = url.replace(`{${name}}`, String(example));
      if (place === "query") query.set(name, String(example));
    }
    const asked = query.toString();
    if (url.includes("{")) return [];
    const types = requestBody === undefined ? ["no body"] : Object.keys(requestBody.content);
    return types.map((type) => ({
      id: operation.operationId,
      method,
      path,
      type,
      body: requestBody === undefined ? null : bodyText(type, requestBody),
      request: {
        url: asked === "" ? url : `${url}?${asked}`,
        init: {
          method,
          headers: { key: KEY, ...(requestBody === undefined ? {} : { "Content-Type": type }) } as Record<
            string,
            string
          >,
        },
      },
    }));
  });
