// The reasons of a date: followed from the anchor on the calendar they give it, and the anchor's cause is what happened.
import { dayFrom, daysLater, lengthOfMonth, monthsLater, textOf } from "./model-dates.ts";
import { dueDate, isMonthly } from "./model-plan.ts";
import {
  type ExplainedRow,
  type ReasonForm,
  type ReasonWords,
  reasonForm,
  versionOf,
} from "./told-reason-forms.ts";
import { DATE, dateIn, MONTHS } from "./told-words.ts";

/** Steps told from the anchor's date, followed on the calendar, give the row's date. */
function stepsHold(
  { count = "", unit, from = "", wanted }: ReasonWords,
  { row, anchor }: ExplainedRow,
): boolean {
  if (unit === undefined || dateIn(from) !== anchor.date) return false;
  if (unit.endsWith("s") !== (Number(count) !== 1)) return false;
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

function shortMonthHolds(
  { wanted, month, has, from = "" }: ReasonWords,
  { row, anchor }: ExplainedRow,
): boolean {
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
const wantedHolds = ({ wanted }: ReasonWords, { anchor }: ExplainedRow): boolean =>
  wanted === undefined ? !isMonthly(anchor.recurrence) : Number(wanted) === anchor.wanted;

function creationHolds(words: ReasonWords, row: ExplainedRow): boolean {
  const { anchor, versions } = row;
  const made = versionOf(versions, 1);
  return (
    wantedHolds(words, row) &&
    Number(words.version) === 1 &&
    anchor.cause.by === "creation" &&
    anchor.ordinal === 1 &&
    anchor.date === dateIn(words.date ?? "") &&
    made?.terms.start === anchor.date
  );
}

function startHolds(words: ReasonWords, row: ExplainedRow): boolean {
  const { anchor, versions } = row;
  const version = Number(words.version);
  const [before, after] = [versionOf(versions, version - 1), versionOf(versions, version)];
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

function recurrenceHolds(words: ReasonWords, row: ExplainedRow): boolean {
  const { anchor, versions } = row;
  const version = Number(words.version);
  const [before, after] = [versionOf(versions, version - 1), versionOf(versions, version)];
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

export const CAUSE_FORMS: readonly ReasonForm[] = [
  reasonForm(
    `the start date, (?<date>${DATE}), since the plan was made ${VERSION}${WANTED}; rule D3`,
    creationHolds,
  ),
  reasonForm(
    `the start date was moved to (?<date>${DATE}) ${VERSION}(?:, for payment (?<first>\\d+) and those after it)?${WANTED}; rule update 2`,
    startHolds,
  ),
  reasonForm(
    `(?<date>${DATE}) was promised before the recurrence changed to (?<recurrence>\\w+) ${VERSION}, so it stays${WANTED}; rule update 3`,
    recurrenceHolds,
  ),
];

export const DATE_FORMS: readonly ReasonForm[] = [
  ...CAUSE_FORMS.map(({ pattern, holds }) => ({
    pattern,
    holds: (words: ReasonWords, row: ExplainedRow) => row.anchor.ordinal === row.ordinal && holds(words, row),
  })),
  reasonForm(
    `(?<count>\\d+) (?<unit>days?|months?) on(?:, (?<wanted>\\d+) wanted)?; counted from (?<from>${DATE}); rule D2`,
    (words, row) => row.anchor.ordinal !== row.ordinal && stepsHold(words, row),
  ),
  reasonForm(
    `(?<wanted>\\d+) wanted, (?<month>\\w+) has (?<has>\\d+); counted from (?<from>${DATE}); rule D2`,
    (words, row) => row.anchor.ordinal !== row.ordinal && shortMonthHolds(words, row),
  ),
];
