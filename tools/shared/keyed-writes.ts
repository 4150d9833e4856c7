// One request and more for every call that writes: what lost answers, kills and races are tried with.
import { gzipSync } from "node:zlib";
import {
  ANY,
  aud,
  credit,
  json,
  newPlan,
  PLANS,
  payment,
  reference,
  type Send,
  type Sent,
  SINCE,
  TERMS,
} from "./keyed-writes-seed.ts";

/** `call` is the write's method and path as the document has them. `make` may ask the service for what it sends. */
export type KeyedWrite = {
  readonly name: string;
  readonly call: string;
  readonly make: (send: Send) => Promise<Sent>;
};

const SAVE = "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists";
const UPDATE = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";
const SERVICES = "/v01/services.ashx?action=ContactExtraSave";

const dto = (changes: object) => ({
  ...{ paymentPlanID: 1, clientID: 2, buid: 3, startDate: "2025-12-26T08:13:04.2616174+10:00" },
  ...{ paymentAmount: 75.5, installments: 8, recurrence: 1, paymentMethod: 10, recordState: 1, ...changes },
});
/** In the order of the contract, which XML needs. */
const dtoXml = `<PaymentPlanDTO xmlns="http://schemas.datacontract.org/2004/07/ProcuraGroup.Billings.Models"><BUID>3</BUID><ClientID>2</ClientID><Installments>9</Installments><PaymentAmount>61.20</PaymentAmount><PaymentMethod>Cash</PaymentMethod><PaymentPlanID>1</PaymentPlanID><RecordState>Active</RecordState><Recurrence>Weekly</Recurrence><StartDate>2025-12-26T00:00:00Z</StartDate></PaymentPlanDTO>`;
const dtoForm =
  "PaymentPlanID=1&StartDate=2025-12-26&PaymentAmount=70.00&Installments=10&Recurrence=1&PaymentMethod=10&RecordState=1";
const crnXml = `<ContactPaymentReferenceModel xmlns="http://schemas.datacontract.org/2004/07/Debtrak.BusinessObjects.Models.ContactPaymentReference"><AccountID>1</AccountID><BenefitGroupID>9</BenefitGroupID><CRNNumber>111-222-333a</CRNNumber><ContactID>7</ContactID></ContactPaymentReferenceModel>`;
const as = (type: string, method: string, path: string, body: string | Uint8Array<ArrayBuffer>): Sent => ({
  method,
  path,
  headers: { "Content-Type": type },
  body,
});
const FORM = "application/x-www-form-urlencoded";

const write = (name: string, call: string, sent: Sent): KeyedWrite => ({
  name,
  call,
  make: async () => sent,
});

/** A rehearsal of one change on plans, to be committed; `before` happens in between. */
const commit = (name: string, ids: readonly number[], before: readonly Sent[]): KeyedWrite => ({
  name,
  call: "POST /v1/payment-plans/rehearsals/{hash}/commit",
  make: async (send) => {
    const asked = { select: { ids }, change: { amount: aud("90.00"), count: 13 } };
    const body = await (await send(json("POST", `${PLANS}/rehearsals`, asked))).text();
    const { hash } = JSON.parse(body.trimEnd().split("\n").at(-1) ?? "") as { hash: string };
    for (const sent of before) await send(sent);
    return as("application/x-ndjson", "POST", `${PLANS}/rehearsals/${hash}/commit`, body);
  },
});

const ONE = "PUT /v1/payment-plans/{id}";
const ROW = "PUT /v1/payment-plans/{id}/instalments/{ordinal}";
const PAY = "POST /v1/payment-plans/{id}/payments";
const CONTACT = "PUT /v1/contacts/{id}";
const CLIENT = "PUT /v1/clients/{id}";
const REGISTER = "POST /v1/payment-references";
const DTO = "PUT /Billings/PaymentPlan/{id}";
const SHOWN = "?collection=following&holidays=2026-01-09";

/** Every call that writes, each where it changes something and, where it can be, where it finds nothing to change. */
export const KEYED_WRITES: readonly KeyedWrite[] = [
  write("a new plan", "POST /v1/payment-plans", json("POST", PLANS + SHOWN, newPlan(5))),
  write(
    "new terms",
    ONE,
    json("PUT", `${PLANS}/1${SHOWN}`, { ...TERMS, count: 8, amount: aud("75.50") }, ANY),
  ),
  write(
    "new terms of a version",
    ONE,
    json("PUT", `${PLANS}/1`, { ...TERMS, count: 9 }, { "If-Match": '"4"' }),
  ),
  write("the same terms", ONE, json("PUT", `${PLANS}/1`, TERMS, ANY)),
  write("some new terms", "PATCH /v1/payment-plans/{id}", {
    ...json("PATCH", `${PLANS}/1${SHOWN}`, { amount: aud("75.50") }, ANY),
    headers: { ...ANY, "Content-Type": "application/merge-patch+json" },
  }),
  write(
    "some terms that are so already",
    "PATCH /v1/payment-plans/{id}",
    json("PATCH", `${PLANS}/1`, { recordState: "Active" }, ANY),
  ),
  write("a payment", PAY, json("POST", `${PLANS}/1/payments?asOf=2026-01-09`, payment("120.00"), ANY)),
  write(
    "a payment of a version",
    PAY,
    json("POST", `${PLANS}/1/payments`, payment("5.00"), { "If-Match": '"4"' }),
  ),
  write("a reversal", "POST /v1/payment-plans/{id}/payments/{number}/reverse", {
    method: "POST",
    path: `${PLANS}/1/payments/1/reverse`,
    headers: ANY,
  }),
  write(
    "an override",
    ROW,
    json("PUT", `${PLANS}/1/instalments/3`, { override: aud("5.00"), inBatch: false }, ANY),
  ),
  write(
    "the same override",
    ROW,
    json("PUT", `${PLANS}/1/instalments/12`, { override: aud("50.00"), inBatch: false }, ANY),
  ),
  write(
    "a batch",
    "PATCH /v1/payment-plans/{id}/instalments/{ordinal}",
    json("PATCH", `${PLANS}/1/instalments/3`, { inBatch: true }, ANY),
  ),
  commit("a commit", [1, 2, 3, 99], []),
  commit("a commit of plans that have changed", [1, 2], [...SINCE.slice(0, 3)]),
  commit("a commit that also meets a changed plan", [2, 3], [...SINCE.slice(2, 3)]),
  write("a new contact", CONTACT, json("PUT", "/v1/contacts/9", { name: "Ada", parentId: 7 })),
  write("a replaced contact", CONTACT, json("PUT", "/v1/contacts/7", { name: "Jim", reference: "JIM" }, ANY)),
  write("the same contact", CONTACT, json("PUT", "/v1/contacts/6", { name: "Above", reference: "ABOVE" })),
  write(
    "a CRN that is seen",
    "POST /v1/payment-references/{id}/unmask",
    json("POST", "/v1/payment-references/1/unmask", { reason: "the payer asks" }),
  ),
  write("a new link", CLIENT, json("PUT", "/v1/clients/5", { contactId: 6 })),
  write("another link", CLIENT, json("PUT", "/v1/clients/2", { contactId: 6 }, ANY)),
  write("the same link", CLIENT, json("PUT", "/v1/clients/2", { contactId: 7 })),
  write(
    "credit facts",
    "PATCH /v1/contacts/{id}/credit",
    credit(7, { delay2Pay: 14, accountBalance: "2600.00" }),
  ),
  write("credit facts of a version", "PATCH /v1/contacts/{id}/credit", {
    ...credit(7, { delay2Pay: 30 }),
    headers: { "Content-Type": "application/json", "If-Match": '"2"' },
  }),
  write("a reference", REGISTER, json("POST", "/v1/payment-references", reference("111 222 338A"))),
  write(
    "a reference that is there",
    REGISTER,
    json("POST", "/v1/payment-references", reference("111222333a", { benefitGroupId: 4 })),
  ),
  write("a deactivation", "POST /v1/payment-references/{id}/deactivate", {
    method: "POST",
    path: "/v1/payment-references/2/deactivate",
  }),
  write("a second deactivation", "POST /v1/payment-references/{id}/deactivate", {
    method: "POST",
    path: "/v1/payment-references/3/deactivate",
  }),
  write(
    "a contract's reference",
    `POST ${SAVE}`,
    json("POST", SAVE, { AccountID: 1, ContactID: 7, CRNNumber: "111 222 338A" }),
  ),
  write("a contract's reference in a form, in full", `POST ${SAVE}`, {
    ...as(FORM, "POST", SAVE, "AccountID=1&ContactID=7&CRNNumber=111222339A"),
    headers: { "Content-Type": FORM, Prefer: "return=representation" },
  }),
  write("a contract's reference that is there, in XML", `POST ${SAVE}`, as("text/xml", "POST", SAVE, crnXml)),
  write("a contract's terms", `POST ${UPDATE}`, json("POST", UPDATE, dto({}))),
  write("a contract's terms of a version", `POST ${UPDATE}`, {
    ...json("POST", `${UPDATE}?arrears=roll`, dto({ installments: 11 })),
    headers: { "Content-Type": "application/json", "If-Match": '"4"' },
  }),
  write("a contract's terms in XML", `POST ${UPDATE}`, as("application/xml", "POST", UPDATE, dtoXml)),
  write("a contract's terms in a form", `POST ${UPDATE}`, as(FORM, "POST", UPDATE, dtoForm)),
  write(
    "a contract's terms, compressed",
    `POST ${UPDATE}`,
    as(
      "application/x-compressed-json",
      "POST",
      UPDATE,
      new Uint8Array(gzipSync(`\uFEFF${JSON.stringify(dto({ installments: 7 }))}`)),
    ),
  ),
  write(
    "a contract's same terms",
    `POST ${UPDATE}`,
    json("POST", UPDATE, dto({ paymentAmount: 100, installments: 12 })),
  ),
  write(
    "a contract's new plan",
    "POST /Billings/PaymentPlan",
    json("POST", "/Billings/PaymentPlan", dto({ paymentPlanID: 0, clientID: 8 })),
  ),
  write("a contract's plan by id", DTO, json("PUT", "/Billings/PaymentPlan/1", dto({ paymentPlanID: 0 }))),
  write(
    "a contract's same plan by id",
    DTO,
    json("PUT", "/billings/paymentplan/1/", dto({ paymentAmount: 100.0, installments: 12 })),
  ),
  write("contact extras", "GET /v01/services.ashx", {
    method: "GET",
    path: `${SERVICES}&ContactId=7&ContactExtraDelay2Pay=14`,
  }),
  write("contact extras by reference", "POST /v01/services.ashx", {
    method: "POST",
    path: `${SERVICES}&ContactReference=JOE&ContactExtraFlaggedReason=late`,
  }),
  write("contact extras of nothing", "GET /v01/services.ashx", {
    method: "GET",
    path: `${SERVICES}&ContactId=7`,
  }),
];
