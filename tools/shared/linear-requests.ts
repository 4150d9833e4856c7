// Requests with a hostile text in each place, through the whole service over stores in memory: what a library reads for
// us is timed with the rest.

import { createApp } from "../../src/http/app.ts";
import { SCOPES, sha256 } from "../../src/http/request/key/api-key.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { memoryStores } from "../../test/support/memory-stores.ts";
import type { LinearTarget } from "./linear-target.ts";

const BODY = 256 * 1024;
const URL_LENGTH = 8 * 1024;
const HEADER = 16 * 1024;

const KEY = "linear-key";
const read = readSettings({
  DATABASE_URL: "http://127.0.0.1:1",
  API_KEYS: JSON.stringify([{ name: "linear", hash: await sha256(KEY), scopes: SCOPES }]),
});
if ("wrong" in read) throw new Error(read.wrong.join("; "));
const stores = memoryStores([{ id: 1, reference: "R-1", name: "One" }]);
const app = createApp({
  settings: read.settings,
  openStores: () => stores,
  ready: stores.ready,
  clock: () => Date.UTC(2026, 0, 2),
  randomId: () => "00000000-0000-4000-8000-000000000000",
  log: () => undefined,
});

/** Sends a request with the key. */
export const send = (path: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  if (!headers.has("key")) headers.set("key", KEY);
  return Promise.resolve(app.request(`http://h${path}`, { ...init, headers }));
};

const headerText = (text: string): string => text.replace(/[^\t\x20-\x7e]/g, "~").trim();
const urlText = (text: string): string => encodeURI(text.toWellFormed()).slice(0, URL_LENGTH - 200);

const json = (method: string, path: string, body: string) =>
  [path, { method, body, headers: { "Content-Type": "application/json" } }] as const;

const money = (amount: unknown) => ({ amount, currency: "AUD" });

/** Each call of /v1 that takes a body, the text in each of its members by turns. */
const BODIES: Readonly<Record<string, readonly [string, string, (text: string) => unknown]>> = {
  "a new plan": [
    "POST",
    "/v1/payment-plans",
    (x) => ({ start: x, amount: money(x), recurrence: x, paymentMethod: x }),
  ],
  "a new plan's method": [
    "POST",
    "/v1/payment-plans",
    (x) => ({
      clientId: 1,
      businessUnitId: 1,
      start: "2026-01-31",
      amount: money("1"),
      count: 1,
      recurrence: "Weekly",
      paymentMethod: x,
    }),
  ],
  "a payment": [
    "POST",
    "/v1/payment-plans/1/payments",
    (x) => ({ amount: money(x), receivedOn: x, note: x }),
  ],
  "an instalment": ["PUT", "/v1/payment-plans/1/instalments/1", (x) => ({ override: money(x), inBatch: x })],
  "a schedule": ["POST", "/v1/schedules", (x) => ({ start: x, recurrence: x, total: money(x) })],
  "a rehearsal": [
    "POST",
    "/v1/payment-plans/rehearsals",
    (x) => ({ select: { ids: [...x].slice(0, 9_000) }, change: { start: x } }),
  ],
  "a contact": ["PUT", "/v1/contacts/2", (x) => ({ name: x, reference: x })],
  "a contact's credit": [
    "PATCH",
    "/v1/contacts/1/credit",
    (x) => ({ creditLimit: money(x), accountBalance: x, onStopDate: x, onStopReason: x, lastUpdated: x }),
  ],
  "a credit decision": ["POST", "/v1/contacts/1/credit-decisions", (x) => ({ amount: money(x), kind: x })],
  "a reference": ["POST", "/v1/payment-references", (x) => ({ accountId: 1, contactId: 1, crn: x })],
};

const bodyTargets = Object.entries(BODIES).flatMap(([name, [method, path, body]]): LinearTarget[] => [
  {
    name: `${name}, a member`,
    cap: BODY,
    reading: (text) => {
      const [to, init] = json(method, path, JSON.stringify(body(text.slice(0, text.length / 6))));
      return () => send(to, init);
    },
  },
  {
    name: `${name}, the body`,
    cap: BODY - 16,
    reading: (text) => {
      const [to, init] = json(method, path, text);
      return () => send(to, init);
    },
  },
  {
    name: `${name}, a name`,
    cap: BODY - 16,
    reading: (text) => {
      const [to, init] = json(method, path, JSON.stringify({ [text.slice(0, text.length / 6)]: 1 }));
      return () => send(to, init);
    },
  },
]);

const QUERIES: readonly string[] = [
  "/v1/payment-plans?recordState=",
  "/v1/payment-plans?after=",
  "/v1/payment-plans?asOf=",
  "/v1/payment-plans/1?holidays=",
  "/v1/payment-plans/1?",
  "/v1/contacts?",
  "/v1/events?limit=",
  "/v1/payment-references?contactId=",
  "/Billings/PaymentInstallments?ClientID=1&PaymentPlanIDs=",
  "/Billings/PaymentInstallments?",
  "/v01/services.ashx?action=ContactExtraSave&ContactReference=",
  "/v01/services.ashx?action=ContactExtraSave&ContactId=1&",
  "/v01/services.ashx?key=",
  "/v1/",
  "/help/",
  "/api/",
  "/Billings/",
];

const queryTargets = QUERIES.map(
  (path): LinearTarget => ({
    name: path,
    cap: URL_LENGTH - 200,
    reading: (text) => {
      const whole = path + urlText(text);
      return () => send(whole);
    },
  }),
);

const HEADERS = [
  "Accept",
  "Accept-Charset",
  "Content-Type",
  "Authorization",
  "key",
  "If-Match",
  "Prefer",
  "Idempotency-Key",
  "traceparent",
  "X-Request-Id",
  "X-Requested-With",
  "Read-After",
  "Cache-Control",
];

const headerTargets = HEADERS.flatMap((name): LinearTarget[] =>
  ["/v1/contacts/1", "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists"].map(
    (path) => ({
      name: `${name} of ${path.slice(0, 10)}`,
      cap: HEADER,
      reading: (text) => {
        const body = path.startsWith("/api")
          ? '{"AccountID":1,"ContactID":1,"CRNNumber":"123456789A"}'
          : '{"name":"x"}';
        const headers = { "Content-Type": "application/json", [name]: headerText(text) };
        const method = path.startsWith("/api") ? "POST" : "PUT";
        return () => send(path, { method, body, headers });
      },
    }),
  ),
);

export const appTargets: readonly LinearTarget[] = [...bodyTargets, ...queryTargets, ...headerTargets];
