// Judges an explanation: its arithmetic gives the date, its cause is what happened, its amount is there for that reason (T4).
import { dayFrom, daysLater, lengthOfMonth, monthsLater, textOf } from "./model-dates.ts";
import {
  anchorOf,
  dueDate,
  isHeldRow,
  isLockedRow,
  isMonthly,
  type ModelAnchor,
  type ModelPlan,
  type ModelPolicy,
  type ModelRow,
} from "./model-plan.ts";
import { DATE, dateIn, MONEY, MONTHS, moneyIn } from "./told-words.ts";

/** Every version of a plan with the policy that it was made under: version n is at n - 1. */
export type Versions = readonly { readonly plan: ModelPlan; readonly policy: ModelPolicy }[];

export type Explained = { readonly date: string; readonly cause: string; readonly amount: string };

type Words = Readonly<Record<string, string>>;
type Row = {
  readonly ordinal: number;
  readonly row: ModelRow;
  readonly anchor: ModelAnchor;
  readonly plan: ModelPlan;
  readonly versions: Versions;
};
type Form = { readonly pattern: RegExp; readonly holds: (words: Words, row: Row) => boolean };

const form = (pattern: string, holds: Form["holds"]): Form => ({
  pattern: new RegExp(`^${pattern}$`),
  holds,
});
const at = (versions: Versions, version: number): ModelPlan | undefined => versions[version - 1]?.plan;

/** Steps told from the anchor's date, followed on the calendar, give the row's date. */
function stepsHold({ count = "", unit, from = "", wanted }: Words, { row, anchor }: Row): boolean {
  if (dateIn(from) !== anchor.date || !unit?.endsWith(Number(count) === 1 ? unit.replace(/s$/, "") : "s"))
    return false;
  const day = dayFrom(anchor.date);
  if (unit.startsWith("day")) {
    const later = daysLater(day, Number(count));
    return !isMonthly(anchor.recurrence) && later !== null && textOf(later) === row.due;
  }
  const later = monthsLater(day, Number(count), Number(wanted));
  // A shorter month is told as such.
  const isWanted = later?.day === Number(wanted) && Number(wanted) === anchor.wanted;
  return isMonthly(anchor.recurrence) && isWanted && later !== null && textOf(later) === row.due;
}

function shortMonthHolds({ wanted, month, has, from = "" }: Words, { row, anchor }: Row): boolean {
  const due = dayFrom(row.due);
  const length = lengthOfMonth(due.year, due.month);
  return (
    isMonthly(anchor.recurrence) &&
    dateIn(from) === anchor.date &&
    anchor.wanted === Number(wanted) &&
    length < anchor.wanted &&
    length === Number(has) &&
    due.day === length &&
    MONTHS[due.month - 1] === month
  );
}

/** The wanted day is named where months are counted, and only there. */
const wantedHolds = ({ wanted }: Words, { anchor }: Row): boolean =>
  wanted === undefined ? !isMonthly(anchor.recurrence) : Number(wanted) === anchor.wanted;

function creationHolds(words: Words, row: Row): boolean {
  const { anchor, versions } = row;
  const made = at(versions, 1);
  return (
    wantedHolds(words, row) &&
    Number(words.version) === 1 &&
    anchor.cause.by === "creation" &&
    anchor.ordinal === 1 &&
    anchor.date === dateIn(words.date ?? "") &&
    made?.terms.start === anchor.date
  );
}

function startHolds(words: Words, row: Row): boolean {
  const { anchor, versions } = row;
  const version = Number(words.version);
  const [before, after] = [at(versions, version - 1), at(versions, version)];
  return (
    wantedHolds(words, row) &&
    anchor.cause.by === "start" &&
    anchor.date === dateIn(words.date ?? "") &&
    after?.terms.start === anchor.date &&
    before !== undefined &&
    before.terms.start !== anchor.date &&
    anchor.ordinal === Number(words.first ?? 1)
  );
}

function recurrenceHolds(words: Words, row: Row): boolean {
  const { anchor, versions } = row;
  const version = Number(words.version);
  const [before, after] = [at(versions, version - 1), at(versions, version)];
  return (
    wantedHolds(words, row) &&
    anchor.cause.by === "recurrence" &&
    anchor.date === dateIn(words.date ?? "") &&
    before !== undefined &&
    before.terms.recurrence !== words.recurrence &&
    after?.terms.recurrence === words.recurrence &&
    before.terms.start === after?.terms.start &&
    // "promised": the grid of the version before gave this row this date already.
    dueDate(before.anchors, anchor.ordinal) === anchor.date
  );
}

const VERSION = "\\(version (?<version>\\d+)\\)";
const WANTED = "(?:; (?<wanted>\\d+) wanted)?";

const CAUSE_FORMS: readonly Form[] = [
  form(
    `the start date, (?<date>${DATE}), since the plan was made ${VERSION}${WANTED}; rule D3`,
    creationHolds,
  ),
  form(
    `the start date was moved to (?<date>${DATE}) ${VERSION}(?:, for payment (?<first>\\d+) and those after it)?${WANTED}; rule update 2`,
    startHolds,
  ),
  form(
    `(?<date>${DATE}) was promised before the recurrence changed to (?<recurrence>\\w+) ${VERSION}, so it stays${WANTED}; rule update 3`,
    recurrenceHolds,
  ),
];

const DATE_FORMS: readonly Form[] = [
  ...CAUSE_FORMS.map(({ pattern, holds }) => ({
    pattern,
    holds: (words: Words, row: Row) => row.anchor.ordinal === row.ordinal && holds(words, row),
  })),
  form(
    `(?<count>\\d+) (?<unit>days?|months?) on(?:, (?<wanted>\\d+) wanted)?; counted from (?<from>${DATE}); rule D2`,
    (words, row) => row.anchor.ordinal !== row.ordinal && stepsHold(words, row),
  ),
  form(
    `(?<wanted>\\d+) wanted, (?<month>\\w+) has (?<has>\\d+); counted from (?<from>${DATE}); rule D2`,
    (words, row) => row.anchor.ordinal !== row.ordinal && shortMonthHolds(words, row),
  ),
];

/** Whether the row's amount was set in that version: it never was another since, and was another before, if any. */
export function setIn(versions: Versions, ordinal: number, version: number): boolean {
  const rowIn = (each: number) => at(versions, each)?.rows[ordinal - 1];
  const row = rowIn(versions.length);
  if (row === undefined || version < 1) return false;
  for (let each = version; each <= versions.length; each += 1) {
    if (rowIn(each)?.amount !== row.amount) return false;
  }
  // An update may ask for an amount that a row has already: then either version may be said to have set it.
  return rowIn(version - 1)?.amount !== row.amount || row.pricedAt === version;
}

/** The last version that changed the terms' amount, which this row did not take. */
function lastRepricing({ plan, versions }: Row): number {
  let version = plan.version;
  while (version > 1 && at(versions, version - 1)?.terms.amount === plan.terms.amount) version -= 1;
  return version;
}

function keptBecause(why: string, told: Row): boolean {
  const { ordinal, row, versions } = told;
  const holds = new RegExp(`^it holds (${MONEY})$`).exec(why);
  if (holds !== null) return row.received > 0n && row.received === moneyIn(holds[1] ?? "");
  if (why === "it is in a payment batch") return row.inBatch;
  const freed = /^it came free in version (\d+) and keeps what was promised$/.exec(why);
  if (freed !== null) {
    const version = Number(freed[1]);
    const [was, is] = [at(versions, version - 1), at(versions, version)].map(
      (plan) => plan?.rows[ordinal - 1],
    );
    return (
      was !== undefined &&
      is !== undefined &&
      isLockedRow(was) &&
      !isLockedRow(is) &&
      was.amount === is.amount
    );
  }
  if (why !== "it was past due, and arrears were kept") return false;
  const version = lastRepricing(told);
  const [was, policy] = [at(versions, version - 1)?.rows[ordinal - 1], versions[version - 1]?.policy];
  if (was === undefined || policy === undefined) return false;
  return policy.arrears === "keep" && was.due < policy.today && isHeldRow(was, policy);
}

const KEPT = `(?<amount>${MONEY}) stays since version (?<version>\\d+): (?<why>[^;]+); the terms ask for (?<asked>${MONEY}) now`;

function keptHolds({ amount = "", version, why = "", asked = "" }: Words, told: Row): boolean {
  const { row, plan } = told;
  return (
    moneyIn(amount) === row.amount &&
    moneyIn(asked) === plan.terms.amount &&
    row.amount !== plan.terms.amount &&
    setIn(told.versions, told.ordinal, Number(version)) &&
    keptBecause(why, told)
  );
}

/** An amount that is not the terms' says so, under an override too. */
const restHolds = (words: Words, told: Row): boolean =>
  words.amount === undefined ? told.row.amount === told.plan.terms.amount : keptHolds(words, told);

const AMOUNT_FORMS: readonly Form[] = [
  form(
    `(?<money>${MONEY}) an instalment, as the terms say; rule update 5`,
    ({ money = "" }, { row, plan }) => {
      const amount = moneyIn(money);
      return row.override === null && row.amount === amount && plan.terms.amount === amount;
    },
  ),
  form(`${KEPT}; rule (?:update 5|update 8|arrears)`, (words, told) =>
    told.row.override === null ? keptHolds(words, told) : false,
  ),
  form(
    `overridden: (?<override>${MONEY}) instead of (?<instead>${MONEY})(?:; ${KEPT})?; rule total`,
    (words, told) => {
      const [override, instead] = [moneyIn(words.override ?? ""), moneyIn(words.instead ?? "")];
      const { row } = told;
      return (
        row.override === override && row.amount === instead && override !== instead && restHolds(words, told)
      );
    },
  ),
  form(
    `overridden: (?<override>${MONEY}), which its amount is too(?:; ${KEPT})?; rule total`,
    (words, told) => {
      const override = moneyIn(words.override ?? "");
      return told.row.override === override && told.row.amount === override && restHolds(words, told);
    },
  ),
];

function judge(what: string, text: string, forms: readonly Form[], told: Row): readonly string[] {
  const found = forms.find(({ pattern }) => pattern.test(text));
  if (found === undefined) return [`${what} not understood: ${text}`];
  const words = Object.entries(found.pattern.exec(text)?.groups ?? {}).filter(
    ([, word]) => word !== undefined,
  );
  return found.holds(Object.fromEntries(words), told) ? [] : [`${what} not true: ${text}`];
}

/** What is wrong with the explanation of row `ordinal` of the newest version; none where all is right. */
export function wrongReasons(explained: Explained, ordinal: number, versions: Versions): readonly string[] {
  const plan = versions.at(-1)?.plan;
  const row = plan?.rows[ordinal - 1];
  if (plan === undefined || row === undefined) throw new Error(`there is no row ${ordinal}`);
  const told = { ordinal, row, anchor: anchorOf(plan.anchors, ordinal), plan, versions };
  return [
    ...judge("date", explained.date, DATE_FORMS, told),
    ...judge("cause", explained.cause, CAUSE_FORMS, told),
    ...judge("amount", explained.amount, AMOUNT_FORMS, told),
  ];
}
