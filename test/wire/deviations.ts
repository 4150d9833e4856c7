// Where ours answers otherwise than the original, on purpose: every one protects the caller from silent loss or from a
// second reading of what it sent. A case that stops deviating, or answers otherwise than said here, fails.

import type { Case, MeasuredDto } from "./case-file.ts";

/** What ours answers instead. */
export type Expectation =
  /** 400 with exactly these ModelState entries. */
  | { readonly kind: "refused"; readonly modelState: Readonly<Record<string, readonly string[]>> }
  /** As measured, but these members are bound, and echoed, so. */
  | { readonly kind: "bound"; readonly members: MeasuredDto }
  /** 200 with exactly this body. */
  | { readonly kind: "answered"; readonly body: string };

export interface Deviation {
  readonly name: string;
  readonly original: string;
  readonly ours: string;
  readonly why: string;
  /** Case ids, each with what ours answers. */
  readonly cases: readonly (readonly [pattern: RegExp, expect: (testCase: Case) => Expectation])[];
}

const EXCEPTION = "An error has occurred.";

const refusedAt =
  (keys: { debtrak?: string; procura?: string }) =>
  (testCase: Case): Expectation => ({
    kind: "refused",
    modelState: { [keys[testCase.contract] ?? "?"]: [EXCEPTION] },
  });

const refusedBoth = (key: string) => refusedAt({ debtrak: key, procura: key });

/** In forms the message names the value. */
const notValid = (member: string, value: string) => (): Expectation => ({
  kind: "refused",
  modelState: { [`model.${member}`]: [`The value '${value}' is not valid for ${member}.`] },
});

const refusedDate = refusedAt({ debtrak: "model.CreateTS", procura: "model.startDate" });

const keptDate =
  (text: string) =>
  ({ contract }: Case): Expectation => ({
    kind: "bound",
    members: contract === "debtrak" ? { CreateTS: text } : { StartDate: text },
  });

const bound = (members: MeasuredDto) => (): Expectation => ({ kind: "bound", members });

const valueRequired = (): Expectation => ({
  kind: "refused",
  modelState: { model: ["A value is required."] },
});

const PLAN_NAMESPACES =
  'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/ProcuraGroup.Billings.Models"';

const nilAudit = (member: string): string =>
  `<${member} xmlns:d2p1="http://schemas.datacontract.org/2004/07/ProcuraGroup.Models" i:nil="true" />`;

const planWithoutEnums = (clientId: number) => (): Expectation => ({
  kind: "answered",
  body: `<PaymentPlanDTO ${PLAN_NAMESPACES}><BUID>0</BUID><ClientID>${clientId}</ClientID>${nilAudit("Created")}<Installments>0</Installments>${nilAudit("LastUpdated")}<PaymentAmount>0</PaymentAmount><PaymentPlanID>0</PaymentPlanID><StartDate>0001-01-01T00:00:00</StartDate></PaymentPlanDTO>`,
});

export const deviations: readonly Deviation[] = [
  {
    name: "XML members in any order",
    original: "XML members out of alphabetical order are dropped without an error",
    ours: "read in any order",
    why: "data would be lost silently",
    cases: [
      [/^D-xml-order-one$/, bound({ AccountID: 1 })],
      [/^D-xml-order-ci$/, bound({ CRNNumber: "x" })],
      [
        /^P-xml-order-decl$/,
        bound({
          ClientID: 2,
          BUID: 3,
          PaymentAmount: "5",
          Installments: 6,
          Recurrence: 1,
          PaymentMethod: 10,
          RecordState: 1,
        }),
      ],
      [/^P-xml-order-ci$/, bound({ RecordState: 1 })],
    ],
  },
  {
    name: "RFC 8259 only",
    original:
      "JSON leading zero is octal, hex is a number; single quotes, unquoted names, comments, trailing commas, NUL between tokens, NaN as text, and anything after the object are accepted",
    ours: "400",
    why: "an amount must have one reading, and nothing that was sent may go unread",
    cases: [
      [/^[DP]-json-trail-(garbage|object|comma-after)$/, refusedBoth("model")],
      [/^[DP]-json-trailing-comma$/, refusedAt({ debtrak: "model.AccountID", procura: "model.clientID" })],
      [/^D-json-comment-line$|^P-json-comment-block$/, refusedBoth("model")],
      [/^D-json-unquoted$/, refusedBoth("model")],
      // Big-endian bytes read as UTF-8 are NULs and letters by turns: the original skips the NULs and binds nothing.
      [/^D-json-utf16be-charset$/, refusedBoth("model")],
      [/^D-json-int-lead0$/, refusedBoth("model.AccountID")],
      [/^P-json-int-hex$/, refusedBoth("model.clientID")],
      [/^P-json-dec-(hex|octal)$/, refusedBoth("model.paymentAmount")],
      [/^P-json-enum-hex$/, refusedBoth("model.recurrence")],
      [/^D-json-str-nan$/, refusedBoth("model.CRNNumber")],
      [/^P-json-str-nan$/, refusedBoth("model.created.userName")],
    ],
  },
  {
    name: "no commas in decimals",
    original: '"5,10" is 510, "1,000" is 1000',
    ours: "400",
    why: "an amount must have one reading",
    cases: [[/^P-json-dec-sthou2?$/, refusedBoth("model.paymentAmount")]],
  },
  {
    name: "no US-order or free-text dates",
    original: "04/12/2024 is 12 April; month names, two-digit years and times alone are read",
    ours: "400",
    why: "a date must have one reading",
    cases: [
      [/^[DP]-json-date-(us|us2|ustime|ambig|dash|text|monthyear|dedot)$/, refusedDate],
      [/^D-form-date-us$/, notValid("CreateTS", "12/4/2024")],
      [/^P-form-date-us$/, notValid("StartDate", "12/4/2024")],
    ],
  },
  {
    name: "offsets up to 14:00",
    original: "offsets beyond 14:00 and minutes beyond 59 are normalised",
    ours: "400",
    why: "the echo would break the partner's own reader",
    cases: [
      [/^P-json-date-off(15|24)$/, refusedDate],
      [/^P-xml-date-off15$/, refusedBoth("model")],
    ],
  },
  {
    name: "dates keep their offset",
    original: "dates are moved to the server's zone",
    ours: "the date written is the date meant; echoed as sent",
    why: "due dates must not creep",
    cases: [
      [/^[DP]-(json|xml)-date-off-5(30)?$/, keptDate("2024-12-04T08:13:04-05:30")],
      [/^[DP]-json-date-(off-nocolon|off-hh|spaceoff)$/, keptDate("2024-12-04T08:13:04+10:00")],
      [/^P-xml-date-off10$/, keptDate("2024-12-04T08:13:04+10:00")],
      [/^P-xml-date-off14$/, keptDate("2024-12-04T08:13:04+14:00")],
      [/^P-xml-date-dateonlyoff$/, keptDate("2024-12-04T00:00:00+10:00")],
      [/^[DP]-json-date-y1off$/, keptDate("0001-01-01T00:00:00+10:00")],
      [/^[DP]-json-date-y9999off$/, keptDate("9999-12-31T23:59:59-10:00")],
      [/^[DP]-json-date-ms10$/, keptDate("2024-12-04T18:13:04.261+10:00")],
      [/^[DP]-form-date-off$/, keptDate("2024-12-04T08:13:04+10:00")],
      [/^[DP]-form-date-rfc$/, keptDate("2024-12-04T08:13:04Z")],
      [
        /^P-form-pascal$/,
        bound({
          StartDate: "2024-12-04T08:13:04Z",
          Created: { DateUtc: "2024-12-04T08:13:04Z", UserName: "u" },
        }),
      ],
      [/^P-form-nested-only-date$/, bound({ Created: { DateUtc: "2024-12-04T08:13:04Z", UserName: null } })],
    ],
  },
  {
    name: "enumerations from the table only",
    original: "enum numbers outside the table are kept; `true` is 1; comma lists are OR-ed",
    ours: "400",
    why: "a schedule cannot follow an unknown recurrence",
    cases: [
      [/^P-json-enum-(undef|list|list2|true)$/, refusedBoth("model.recurrence")],
      [/^P-form-enum-list$/, notValid("Recurrence", "Weekly,Fortnightly")],
      [/^P-json-echo-xml-undef$/, refusedBoth("model.recurrence")],
    ],
  },
  {
    name: "XML without a nameless enumeration",
    original: "an XML enum without a name answers 500",
    ours: "the member is left out, which reads back as missing",
    why: "the caller's valid request must not end in a server error",
    cases: [
      [/^P-xml-echo-xml-enum0$/, planWithoutEnums(2)],
      [/^E-body-procura-plan-nulls-xml$/, planWithoutEnums(0)],
    ],
  },
  {
    name: "nothing to save is refused",
    original: "a null model reaches the action, which answers 200 and saves nothing",
    ours: "400",
    why: "a caller must not take an empty request for a saved one (docs/wire.md, Request media type 3)",
    cases: [
      [/^[DP]-json-(meta-ref|top-emptystring|empty|empty-chunked|ws)$/, valueRequired],
      [/^[DP]-ct-empty-(none|octet|plain)$/, valueRequired],
      [/^D-xml-empty$|^P-xml-nil-root$|^P-cj-empty$/, valueRequired],
      [/^[DP]-form-empty(-chunked)?$/, valueRequired],
    ],
  },
];
