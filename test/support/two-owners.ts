// Data of one owner, marked so that any of it is known wherever it turns up, and every call of the service asked for it.

import { defaultEnumTables } from "../../src/http/settings/enum-tables.ts";
import type { AnyCall } from "../../src/http/v1/call/declaration.ts";
import { V1_CALLS } from "../../src/http/v1/calls.ts";
import { callsByName } from "./declared-calls.ts";
import { readable } from "./repeats.ts";
import { PLAN_JSON } from "./samples.ts";

const CALLS: readonly AnyCall[] = V1_CALLS;

export type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** Whose data: the mark stands in every text of theirs, and must be the name of the key that makes them. */
export type Owner = {
  readonly mark: string;
  readonly contactId: number;
  /** Of a contact that is not theirs alone; else the mark is in its name. */
  readonly contactName?: string;
  readonly accountId: number;
  readonly businessUnitId: number;
  readonly clientId: number;
};

/** What somebody else could know of an owner, and send. */
export type Known = Owner & {
  readonly planId: number;
  readonly referenceId: number;
  readonly etag: string;
  readonly idempotencyKey: string;
  readonly hash: string;
  readonly rehearsal: string;
};

const JSON_TYPE = { "Content-Type": "application/json" };
const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { ...JSON_TYPE, ...headers },
});

async function sent(send: Send, path: string, init: RequestInit): Promise<Response> {
  const response = await send(path, init);
  if (response.status >= 300) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

/** Makes a contact, a plan with a payment, a reference and a rehearsal, as the key of `send`. */
export async function makeData(send: Send, owner: Owner): Promise<Known> {
  const { mark, contactId, accountId } = owner;
  await sent(
    send,
    `/v1/contacts/${contactId}`,
    json("PUT", { name: owner.contactName ?? mark, reference: null, parentId: null }),
  );
  const { clientId } = owner;
  await sent(send, `/v1/clients/${clientId}`, json("PUT", { contactId }));
  const idempotencyKey = `key-of-${mark}`;
  const plan = await sent(
    send,
    "/v1/payment-plans",
    json("POST", newPlan(owner), { "Idempotency-Key": idempotencyKey }),
  );
  const planId = Number(plan.headers.get("location")?.split("/").at(-1));
  const payment = { amount: aud("2.00"), receivedOn: "2025-12-05", note: `${mark} note` };
  const paid = await sent(
    send,
    `/v1/payment-plans/${planId}/payments`,
    json("POST", payment, { "If-Match": "*" }),
  );
  const reference = { accountId, contactId, crn: `${mark} 123456` };
  const saved = await sent(send, "/v1/payment-references", json("POST", reference));
  const { reference: stored } = (await saved.json()) as { reference: { id: number } };
  const rehearsed = await sent(
    send,
    "/v1/payment-plans/rehearsals",
    json("POST", { select: { ids: [planId] }, change: { amount: aud("9.00") } }),
  );
  const rehearsal = await rehearsed.text();
  const { hash } = JSON.parse(rehearsal.trimEnd().split("\n").at(-1) ?? "") as { hash: string };
  return {
    ...owner,
    planId,
    referenceId: stored.id,
    etag: paid.headers.get("etag") ?? "",
    idempotencyKey,
    hash,
    rehearsal,
  };
}

const aud = (amount: string) => ({ amount, currency: "AUD" });
const newPlan = ({ businessUnitId, clientId }: Owner) => ({
  ...{ clientId, businessUnitId, start: "2025-12-10", amount: aud("80.00"), count: 4 },
  ...{ recurrence: "Weekly", paymentMethod: "Cash" },
});

export type Asked = { readonly name: string; readonly path: string; readonly init: RequestInit };

/** Queries that lists take, each with what it is given of theirs. */
const queryOf = (known: Known): Readonly<Record<string, string>> => ({
  clientId: String(known.clientId),
  businessUnitId: String(known.businessUnitId),
  contactId: String(known.contactId),
  planId: String(known.planId),
});

/** The contracts' calls, by name: a new one is not asked for before it has a request here. */
const CONTRACT_REQUESTS: Readonly<Record<string, (known: Known) => { query?: string; body?: string }>> = {
  "POST /api/contactpaymentreferencedebtor/savecontactpaymentreferenceifnotexists": (known) => ({
    body: JSON.stringify({
      AccountID: known.accountId,
      ContactID: known.contactId,
      CRNNumber: "555 444 333Z",
    }),
  }),
  "POST /billings/paymentplan/updatepaymentplanandrecalculate": (known) => ({ body: dto(known) }),
  "POST /billings/paymentplan": (known) => ({ body: dto({ ...known, planId: 0 }) }),
  "GET /billings/paymentplan/{id}": () => ({}),
  "PUT /billings/paymentplan/{id}": (known) => ({ body: dto(known) }),
  "GET /billings/paymentinstallments": (known) => ({ query: `?PaymentPlanIDs=${known.planId}` }),
  "GET /v01/services.ashx": (known) => ({ query: extra(known) }),
  "POST /v01/services.ashx": (known) => ({ query: extra(known) }),
};

const extra = ({ contactId }: Known): string =>
  `?action=ContactExtraSave&ContactId=${contactId}&ContactExtraDelay2Pay=14`;

function dto({ planId, clientId, businessUnitId }: Known): string {
  const ids = { paymentPlanID: planId, clientID: clientId, buid: businessUnitId };
  return JSON.stringify({ ...JSON.parse(PLAN_JSON), ...ids });
}

/**
 * Every declared call as somebody sends it who knows all of `known`: with their ids, cursors, versions, keys, hashes; a
 * write also as a new one, of whichever version.
 */
export function askedOf(known: Known): readonly Asked[] {
  const facts = new Map(CALLS.map((call): [string, AnyCall["facts"]] => [call.call, call.facts]));
  return callsByName().flatMap(([name, declared]): Asked[] => {
    const [method = "", template = ""] = name.split(" ");
    const id = template.includes("contacts")
      ? known.contactId
      : template.includes("clients")
        ? known.clientId
        : subjectId(template, known);
    const path = template
      .replace("{id}", String(id))
      .replace("{hash}", known.hash)
      .replace(/\{\w+\}/g, "1");
    const repeated = { "If-Match": known.etag, "Idempotency-Key": known.idempotencyKey };
    const variants: readonly Record<string, string>[] =
      declared.write === undefined ? [{}] : [repeated, { "If-Match": "*" }];
    const own = facts.get(name);
    if (own === undefined) {
      const request = CONTRACT_REQUESTS[name];
      if (request === undefined) throw new Error(`${name} has no request in test/support/two-owners.ts`);
      const { query = "", body } = request(known);
      return variants.map((headers) => ({
        name,
        path: `${path}${query}`,
        init: initOf(method, body, { ...headers, Prefer: "return=representation" }),
      }));
    }
    const { example, lines } = own;
    const made = example?.body === undefined ? undefined : JSON.stringify(withTheirs(example.body, known));
    // A search for what is theirs, by all that can be known of it.
    const bodies = name === "POST /v1/search" ? searchesFor(known) : [made];
    const type = lines === undefined ? "application/json" : "application/x-ndjson";
    return queriesOf(name, known).flatMap((query) =>
      bodies.flatMap((body) =>
        variants.map((headers) => ({
          name,
          path: `${path}${query}`,
          init: initOf(method, lines === undefined ? body : known.rehearsal, headers, type),
        })),
      ),
    );
  });
}

const searchesFor = ({ planId, mark }: Known): readonly string[] =>
  [String(planId), "3456", `${mark} 123456`].map((text) => JSON.stringify({ text }));

const subjectId = (template: string, known: Known): number =>
  template.includes("references") ? known.referenceId : known.planId;

/** The plain list, each of its filters with what is theirs, and a cursor right before what is theirs. */
function queriesOf(name: string, known: Known): readonly string[] {
  const query = CALLS.find((one) => one.call === name)?.facts.query;
  if (query === undefined || !name.startsWith("GET ")) return [""];
  const names = Object.keys(query(defaultEnumTables).shape);
  const theirs = queryOf(known);
  return [
    "",
    ...names.flatMap((member) => (theirs[member] === undefined ? [] : [`?${member}=${theirs[member]}`])),
    ...(names.includes("after")
      ? [`?after=${Math.max(0, (name.includes("payment-plans/{id}") ? 1 : known.planId) - 1)}`]
      : []),
  ];
}

function initOf(
  method: string,
  body: string | undefined,
  headers: Record<string, string>,
  type = "application/json",
): RequestInit {
  return {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": type }) },
    ...(body === undefined ? {} : { body }),
  };
}

/** An example's body with the ids in it that are theirs. */
function withTheirs(body: unknown, known: Known): unknown {
  if (Array.isArray(body)) return body.map((part) => withTheirs(part, known));
  if (typeof body !== "object" || body === null) return body;
  const ids: Readonly<Record<string, unknown>> = {
    ...{ clientId: known.clientId, businessUnitId: known.businessUnitId, accountId: known.accountId },
    ...{ contactId: known.contactId, planId: known.planId, ids: [known.planId], parentId: null },
  };
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, name in ids ? ids[name] : withTheirs(value, known)]),
  );
}

/** All that each answer says, to the letter; `rewind` makes the service's random texts the same ones each time. */
export async function answersOf(
  { rewind }: { readonly rewind: () => void },
  send: Send,
  asked: readonly Asked[],
): Promise<readonly string[]> {
  rewind();
  const answers: string[] = [];
  for (const { path, init } of asked) {
    const response = await send(path, init);
    answers.push(`${response.status} ${JSON.stringify([...response.headers])} ${await readable(response)}`);
  }
  return answers;
}
