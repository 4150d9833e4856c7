// Bodies as large as they may be, in shapes that hurt a reader which does more than look at each character once.
import { gzipSync } from "node:zlib";
import type { Random } from "../shared/seeded.ts";

/** Bodies of the calls are taken up to this many bytes. */
export const CAP_BYTES = 256 * 1024;

export type LargeBody = { readonly path: string; readonly type: string; readonly bytes: Uint8Array };

const SAVE = "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists";
const UPDATE = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";
const JSON_PATHS = [
  SAVE,
  UPDATE,
  "/v1/payment-plans",
  "/v1/payment-plans/1/payments",
  "/v1/payment-references",
  "/v1/schedules",
  "/v1/payment-plans/rehearsals",
  "/v1/contacts/1/credit-decisions",
] as const;
const MEMBERS = [
  "CRNNumber",
  "AccountID",
  "startDate",
  "paymentAmount",
  "recurrence",
  "crn",
  "amount",
  "start",
  "note",
  "receivedOn",
] as const;

/** What is repeated until the body is full: each hurts some kind of reader. */
const PIECES = [
  " ",
  "\t",
  "0",
  "9",
  "a",
  "é",
  "e\u0301",
  "\u0301",
  "\u200b",
  "-",
  "1-",
  "(",
  "/",
  ":",
  ".",
  ",",
  "+",
  "%",
  "%2",
  "\u00a0",
  "\u2028",
  "𝕏",
  "ﷺ",
  "\\u0041",
  "&amp;",
  "&#65;",
  "10:10 ",
  "1 ",
  "1,",
  "00:",
  "T",
  "\\\\",
] as const;
/** What stands before it: the start of something that is nearly right. */
const STARTS = [
  "",
  "2024-12-04 10:10",
  "2024-12-04T10:10:00.",
  "/Date(1",
  "1",
  "Wed, 04 Dec 2024 08:13:04 GMT",
  "123 456 789A",
];

const filled = (piece: string, bytes: number): string =>
  piece.repeat(Math.max(0, Math.floor(bytes / Buffer.byteLength(piece))));

type Maker = (random: Random) => LargeBody;

const jsonOf = (path: string, text: string): LargeBody => ({
  path,
  type: "application/json",
  bytes: Buffer.from(text),
});

const member: Maker = (random) => {
  const value = `${random.pick(STARTS)}${filled(random.pick(PIECES), CAP_BYTES - 200)}x`;
  return jsonOf(random.pick(JSON_PATHS), `{"${random.pick(MEMBERS)}":"${value}"}`);
};
const packed: Maker = (random) => ({
  path: UPDATE,
  type: "application/x-compressed-json",
  bytes: gzipSync(Buffer.from(member(random).bytes)),
});
const deep: Maker = (random) => {
  const [open, close] = random.pick([
    ["[", "]"],
    ['{"a":', "}"],
    ['{"', '":1}'],
  ] as const);
  const times = Math.floor((CAP_BYTES - 20) / (open.length + close.length));
  return jsonOf(
    random.pick(JSON_PATHS),
    random.below(2) === 0 ? open.repeat(times) : `${open.repeat(times)}1${close.repeat(times)}`,
  );
};
const longName: Maker = (random) => {
  const name = filled(random.pick(["x", "é", "\\u0041"]), 900);
  return jsonOf(random.pick(JSON_PATHS), `${`{"${name}":`.repeat(200)}"x"${"}".repeat(200)}`);
};
const manyMembers: Maker = (random) => {
  const names = Array.from(
    { length: 12_000 },
    (_, at) => `"AccountID${random.below(2) === 0 ? at : ""}":"x"`,
  );
  return jsonOf(random.pick(JSON_PATHS), `{${names.join(",")}}`);
};
const manyErrors: Maker = (random) =>
  jsonOf(
    random.pick(JSON_PATHS),
    `{"ids":[${filled('"x",', CAP_BYTES - 200)}"x"],"holidays":[${'"x",'.repeat(20)}"x"]}`,
  );
const xml: Maker = (random) => {
  const piece = random.pick([
    " a='1'",
    "<a>",
    "<a/>",
    "&amp;",
    "&#65;",
    "<!-- - -->",
    "<![CDATA[]]>",
    " xmlns:a='b'",
    "]]",
    "\r\n",
    "x",
  ]);
  const start = random.pick(["<PaymentPlanDTO", "<PaymentPlanDTO><StartDate>", "<a>"]);
  return {
    path: random.pick([SAVE, UPDATE]),
    type: "application/xml",
    bytes: Buffer.from(start + filled(piece, CAP_BYTES - 100)),
  };
};
const form: Maker = (random) => {
  const piece = random.pick([
    "&a=1",
    "&AccountID=x",
    "&Created[",
    "&Created.",
    "%41",
    "+",
    "&=",
    "&a[b][c]=1",
    "%",
  ]);
  return {
    path: random.pick([SAVE, UPDATE]),
    type: "application/x-www-form-urlencoded",
    bytes: Buffer.from(`CRNNumber=1${filled(piece, CAP_BYTES - 100)}`),
  };
};
const ndjson: Maker = (random) => {
  const piece = random.pick(["\n", "{}\n", "[", '{"a":', "x", '"', " "]);
  return {
    path: `/v1/payment-plans/rehearsals/${"a".repeat(64)}/commit`,
    type: "application/x-ndjson",
    bytes: Buffer.from(filled(piece, 4 * CAP_BYTES)),
  };
};

const tooLarge: Maker = (random) => jsonOf(random.pick(JSON_PATHS), filled(" ", CAP_BYTES + 1_000));

const MAKERS: readonly Maker[] = [
  tooLarge,
  member,
  member,
  member,
  packed,
  deep,
  longName,
  manyMembers,
  manyErrors,
  xml,
  form,
  ndjson,
];

export const largeBody = (random: Random): LargeBody => random.pick(MAKERS)(random);
