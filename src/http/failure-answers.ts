// The one table from failure to answer: status, title and a sentence, for every dialect. A new tag does not compile
// until it has a row. `member` names the field of a command that is wrong; dialects translate it to their own name.
import type { Failure } from "./failure.ts";

export type CommandMember = "clientId" | "businessUnitId" | "start" | "amount" | "count" | "recurrence";

export type Answer = {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly member?: CommandMember;
  readonly headers?: Readonly<Record<string, string>>;
};

type Table = { readonly [T in Failure["tag"]]: (failure: Extract<Failure, { tag: T }>) => Answer };

const invalid = (member: CommandMember, detail: string): Answer => ({
  status: 422,
  title: "A field is not valid",
  detail,
  member,
});
const conflict = (title: string, detail: string): Answer => ({ status: 409, title, detail });

const ANSWERS: Table = {
  UNAUTHENTICATED: () => ({
    status: 401,
    title: "No valid API key",
    detail: "Send a key as a bearer token, as the password of HTTP Basic, or in the header `key`.",
    headers: { "WWW-Authenticate": 'Bearer realm="receivables-edge", Basic realm="receivables-edge"' },
  }),
  SCOPE_MISSING: ({ scope }) => ({
    status: 403,
    title: "The API key may not do this",
    detail: `The key lacks the scope ${scope}.`,
  }),
  NOT_CONFIGURED: () => ({
    status: 503,
    title: "The service is not configured",
    detail: "Its operator has not set it up yet, or has set it up wrongly.",
  }),
  DATABASE_UNAVAILABLE: () => ({
    status: 503,
    title: "The database does not answer",
    detail: "Try again shortly. Sending the same request again is safe.",
    headers: { "Retry-After": "2" },
  }),
  INTERNAL_ERROR: () => ({
    status: 500,
    title: "Something went wrong on our side",
    detail: "The request id leads the operator to it.",
  }),
  ROUTE_NOT_FOUND: () => ({ status: 404, title: "There is nothing here", detail: "No route has this path." }),
  METHOD_NOT_ALLOWED: ({ allow }) => ({
    status: 405,
    title: "The method does not fit the path",
    detail: `This path takes ${allow.join(", ")}.`,
    headers: { Allow: allow.join(", ") },
  }),
  BODY_MALFORMED: () => ({
    status: 400,
    title: "The body is not JSON",
    detail: "Send one JSON object in UTF-8.",
  }),
  BODY_TOO_LARGE: ({ maxBytes }) => ({
    status: 413,
    title: "The body is too large",
    detail: `At most ${maxBytes} bytes are read.`,
  }),
  MEDIA_TYPE_UNSUPPORTED: () => ({
    status: 415,
    title: "The media type is not read here",
    detail: "Send application/json.",
  }),
  FIELDS_INVALID: ({ fields }) => ({
    status: 422,
    title: "Fields are not valid",
    detail: fields.map(({ pointer, detail }) => `${pointer}: ${detail}`).join("; "),
  }),
  CURRENCY_DIFFERS: ({ expected }) => invalid("amount", `This business unit's currency is ${expected}.`),

  PLAN_NOT_FOUND: ({ id }) => ({
    status: 404,
    title: "No such plan",
    detail: `There is no payment plan ${id}.`,
  }),
  VERSION_CONFLICT: () =>
    conflict("Others were faster", "The plan was being changed by others at the same time. Try again."),

  RECURRENCE_UNKNOWN: () => invalid("recurrence", "The recurrence is not a known one."),
  AMOUNT_MALFORMED: () => invalid("amount", "The amount is not a decimal number."),
  AMOUNT_NOT_POSITIVE: () => invalid("amount", "The amount must be above 0."),
  AMOUNT_NEGATIVE: () => invalid("amount", "The amount must not be below 0."),
  AMOUNT_TOO_PRECISE: ({ decimals }) =>
    invalid("amount", `The currency has ${decimals} decimals; the amount has more.`),
  AMOUNT_TOO_LARGE: ({ of, max }) => invalid("amount", `The ${of} is above ${max} minor units.`),
  COUNT_OUT_OF_RANGE: ({ min, max }) =>
    invalid("count", `The number of instalments must be ${min} to ${max}.`),
  DATE_OUT_OF_RANGE: ({ ordinal, max }) => invalid("start", `Instalment ${ordinal} would fall after ${max}.`),
  OWNER_MISSING: ({ member }) => invalid(member, "A positive number is required."),

  PLAN_OWNER_DIFFERS: ({ member }) =>
    conflict(
      "The plan belongs to others",
      `The ${member === "clientId" ? "client" : "business unit"} is not the plan's.`,
    ),
  CLOSE_AND_CHANGE: ({ changed }) =>
    conflict(
      "Close or change, not both",
      `A plan cannot be closed and change its terms (${changed.join(", ")}) in one request.`,
    ),
  INSTALMENTS_BELOW_LOCKED: ({ count, locked }) =>
    conflict(
      "Fewer instalments than are locked",
      `${count} instalments are asked for, but instalment ${locked} holds money or is in a payment batch.`,
    ),
  START_NOT_AFTER_LOCKED: ({ start, lockedDue }) =>
    conflict(
      "The start falls on or before a locked instalment",
      `The new start ${start} must be after ${lockedDue}, when the last locked instalment is due.`,
    ),
  PLAN_CLOSED: ({ state }) => conflict("The plan is closed", `The plan's record state is ${state}.`),
  INSTALMENT_UNKNOWN: ({ instalment, count }) => ({
    status: 404,
    title: "No such instalment",
    detail: `The plan has ${count} instalments and no number ${instalment}.`,
  }),
  INSTALMENT_WAIVED: ({ instalment }) =>
    conflict("The instalment is waived", `Instalment ${instalment} asks for nothing.`),
  INSTALMENT_LOCKED: ({ instalment }) =>
    conflict("The instalment is locked", `Instalment ${instalment} holds money or is in a payment batch.`),
  PAYMENT_UNKNOWN: ({ payment }) => ({
    status: 404,
    title: "No such payment",
    detail: `The plan has no payment ${payment}.`,
  }),
  PAYMENT_ALREADY_REVERSED: ({ payment, at }) =>
    conflict("The payment is reversed", `Payment ${payment} was reversed at ${at}.`),
  RECEIVED_IN_FUTURE: ({ receivedOn, today }) => ({
    status: 422,
    title: "A field is not valid",
    detail: `Money cannot have been received on ${receivedOn}: today is ${today}.`,
  }),
};

/** What every dialect says of a failure; the code is the tag. */
export function answerOf(failure: Failure): Answer {
  const answer = ANSWERS[failure.tag] as (failure: Failure) => Answer;
  return answer(failure);
}
