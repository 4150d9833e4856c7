// What somebody writes who has installed the package: previews without a server, and calls of one. Prints what came out.
import process from "node:process";
import { type Plan as AnsweredPlan, ProblemError, receivables } from "receivables-edge/client";
import {
  changedPlanJson,
  createPlan,
  decodeEvent,
  type LocalDate,
  type Plan,
  parseCurrency,
  parseLocalDate,
  previewOfChange,
  previewOfCreation,
  type Result,
  readAmount,
  recordOf,
  rehearse,
  replay,
  verifyChain,
  writtenStart,
} from "receivables-edge/domain";

const [url = "", key = ""] = process.argv.slice(2);
const call = receivables({ url, key });

function taken<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function dateOf(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === null) throw new Error(`${text} is no date`);
  return date;
}

/** The very text that the server answers with, and the day that it answers on. */
async function answerTo(method: string, path: string, body: unknown, more: Record<string, string> = {}) {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json", ...more };
  const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  const today = new Date(response.headers.get("date") ?? "").toISOString().slice(0, 10);
  return { text: await response.text(), today: dateOf(today) };
}

const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const money = (amount: string) => ({ amount, currency: "AUD" });

const currency = parseCurrency("AUD");
if (currency === null) throw new Error("AUD is a currency");
const body = {
  clientId: 2,
  businessUnitId: 3,
  start: "2026-01-31",
  amount: money("80.00"),
  count: 6,
  recurrence: "Monthly",
  paymentMethod: "Cash",
} as const;
const { clientId, businessUnitId, count, recurrence, paymentMethod: method } = body;

// A plan that nobody has made yet: what it would be, here and there.
const served = await answerTo("POST", "/v1/payment-plans?validateOnly=true&asOf=2026-03-15", body);
const stamp = (JSON.parse(served.text) as AnsweredPlan).created;
const shown = { asOf: dateOf("2026-03-15"), collection: null };
const start = dateOf(body.start);
const created = taken(
  createPlan(
    {
      kind: "create",
      clientId,
      businessUnitId,
      currency,
      terms: {
        start,
        amount: taken(readAmount(body.amount.amount, currency)),
        count,
        recurrence,
        state: "Active",
      },
      asWritten: { start: writtenStart(start), amount: body.amount.amount },
      method,
    },
    { arrears: "roll", today: served.today },
    stamp,
  ),
);
const creation = JSON.stringify(
  changedPlanJson({ plan: previewOfCreation(created, stamp), change: created }, shown, true),
);

// A plan with money in it, made from its history alone: what a change would do, here and there.
const made = await call("POST /v1/payment-plans", { body });
const id = made.data.id ?? 0;
const paid = await call("POST /v1/payment-plans/{id}/payments", {
  path: { id },
  body: { amount: money("100.00"), receivedOn: "2026-01-31" },
  ifMatch: made.etag ?? "*",
});
const { data: history } = await call("GET /v1/payment-plans/{id}/history", {
  path: { id },
  query: { text: true },
});
const events = history.items.map(({ hash, text = "" }) => ({ ...taken(decodeEvent(text)), hash }));
const head = taken(await verifyChain(events, sha256));
const state = taken(replay(events.map(recordOf)));
const plan: Plan = {
  ...state,
  id,
  created: paid.data.created,
  lastUpdated: paid.data.lastUpdated,
  eventHash: head.hash,
};
const path = `/v1/payment-plans/${id}?validateOnly=true&asOf=2026-03-15`;
const servedChange = await answerTo("PATCH", path, { amount: money("95.50") }, { "If-Match": "*" });
const patch = { amount: { minor: taken(readAmount("95.50", currency)), currency } };
const rehearsed = rehearse(plan, patch, { arrears: "roll", today: servedChange.today });
if (rehearsed.tag !== "changed") throw new Error(rehearsed.tag);
const change = JSON.stringify(
  changedPlanJson({ plan: previewOfChange(plan, rehearsed.change), change: rehearsed.change }, shown, true),
);

const refused = await call("GET /v1/payment-plans/{id}", { path: { id: 2_000_000_000 } }).catch(
  (error: unknown) => error,
);
const code = refused instanceof ProblemError ? refused.problem.code : String(refused);

console.log(
  JSON.stringify({
    creation: [served.text, creation],
    change: [servedChange.text, change],
    version: head.version,
    code,
  }),
);
