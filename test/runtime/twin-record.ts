// The same calls of a twin of the same seed, in whatever runtime this runs: its log of requests and its state, as text.
import { createTwin, TWIN_KEY } from "../../package/twin.ts";

const PLANS = "/v1/payment-plans";
const UPDATE = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";
const SAVE = "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists";
const AUD = (amount: string) => ({ amount, currency: "AUD" });
const TERMS = {
  start: "2026-03-06",
  amount: AUD("100.00"),
  count: 12,
  recurrence: "Weekly",
  paymentMethod: "Cash",
};
const DTO = {
  ...{ paymentPlanID: 1, clientID: 2, buid: 3, startDate: "2024-12-04T08:13:04.2616174+00:00" },
  ...{ paymentAmount: 5, installments: 6, recurrence: 1, paymentMethod: 10, recordState: 1 },
};
const XML = `<ContactPaymentReferenceModel xmlns="http://schemas.datacontract.org/2004/07/Debtrak.BusinessObjects.Models.ContactPaymentReference"><AccountID>1</AccountID><CRNNumber>111-222-333a</CRNNumber><ContactID>7</ContactID></ContactPaymentReferenceModel>`;

async function gzipped(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function record(): Promise<string> {
  const twin = createTwin({
    clock: "2026-03-01T09:30:00Z",
    seed: 20_260_301,
    settings: { TIME_ZONE: "Australia/Sydney" },
    faults: [{ kind: "database-away", route: `GET ${PLANS}`, rate: 0.4 }],
  });
  const send = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
    const response = await twin.fetch(path, {
      method,
      headers: { key: TWIN_KEY, "Content-Type": "application/json", ...more },
      ...(body === undefined ? {} : { body: typeof body === "object" ? JSON.stringify(body) : String(body) }),
    });
    return response.text();
  };
  await twin.load("demo");
  await twin.load({
    contacts: [{ id: 7, name: "Zoë 👍", credit: { creditLimit: AUD("2500.00"), accountBalance: "12.50" } }],
  });
  await send("POST", PLANS, { clientId: 2, businessUnitId: 3, ...TERMS }, { "Idempotency-Key": "one" });
  twin.faults.next({ kind: "answer-lost", route: `POST ${PLANS}/{id}/payments` });
  const pay = () =>
    send(
      "POST",
      `${PLANS}/2/payments`,
      { amount: AUD("150.00"), receivedOn: "2026-03-01", note: "at the counter" },
      { "If-Match": "*", "Idempotency-Key": "pay" },
    );
  await pay();
  await pay();
  twin.faults.next({ kind: "faster-writer" });
  await send("PATCH", `${PLANS}/2`, { count: 10 }, { "If-Match": "*" });
  twin.clock.advance({ months: 1 });
  for (let time = 0; time < 8; time += 1) await send("GET", PLANS);
  await send("POST", UPDATE, DTO);
  await send("POST", UPDATE, DTO, { Accept: "application/xml" });
  await twin.fetch(UPDATE, {
    method: "POST",
    headers: { key: TWIN_KEY, "Content-Type": "application/x-compressed-json" },
    body: await gzipped(JSON.stringify({ ...DTO, installments: 8 })),
  });
  await send("POST", SAVE, XML, { "Content-Type": "application/xml", Accept: "text/xml" });
  await send("GET", "/v01/services.ashx?action=ContactExtraSave&ContactId=7&ContactExtraDelay2Pay=14");
  const rehearsal = await send("POST", `${PLANS}/rehearsals`, {
    select: { clientId: 2 },
    change: { count: 9 },
  });
  const { hash } = JSON.parse(rehearsal.trimEnd().split("\n").at(-1) ?? "");
  await send("POST", `${PLANS}/rehearsals/${hash}/commit`, rehearsal, {
    "Content-Type": "application/x-ndjson",
  });
  await send("POST", `${PLANS}/2/history/verify`);
  await send("POST", `${PLANS}`, "{", {});
  await send("GET", "/v1/events?limit=200");
  await send("GET", "/help");
  twin.faults.next({ kind: "answer-cut" });
  await send("GET", "/v1/contacts/7").catch(() => "cut");
  twin.faults.next({ kind: "rate-limited" });
  await send("GET", "/v1/contacts/7");
  twin.faults.next({ kind: "wrong-key" });
  await send("GET", "/v1/contacts/7");
  const state = twin.snapshot();
  twin.restore(JSON.parse(JSON.stringify(state)));
  await send("GET", `${PLANS}/2/history?text=true`);
  return JSON.stringify({ requests: twin.requests(), state: twin.snapshot() });
}
