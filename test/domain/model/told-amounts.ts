// The reasons of an amount: the terms, an override, or why and since which version it is another than the terms'.
import { isHeldRow, isLockedRow } from "./model-plan.ts";
import {
  type ExplainedRow,
  type ReasonForm,
  type ReasonWords,
  reasonForm,
  type Versions,
  versionOf,
} from "./told-reason-forms.ts";
import { MONEY, moneyIn } from "./told-words.ts";

/** Whether the row's amount was set in that version: it never was another since, and was another before, if any. */
export function setIn(versions: Versions, ordinal: number, version: number): boolean {
  const rowIn = (each: number) => versionOf(versions, each)?.rows[ordinal - 1];
  const row = rowIn(versions.length);
  if (row === undefined || version < 1) return false;
  for (let each = version; each <= versions.length; each += 1) {
    if (rowIn(each)?.amount !== row.amount) return false;
  }
  // An update may ask for an amount that a row has already: then either version may be said to have set it.
  return rowIn(version - 1)?.amount !== row.amount || row.pricedAt === version;
}

/** The last version that changed the terms' amount, which this row did not take. */
function lastRepricing({ plan, versions }: ExplainedRow): number {
  let version = plan.version;
  while (version > 1 && versionOf(versions, version - 1)?.terms.amount === plan.terms.amount) version -= 1;
  return version;
}

function keptBecause(why: string, told: ExplainedRow): boolean {
  const { ordinal, row, versions } = told;
  const holds = new RegExp(`^it is locked, as it holds (${MONEY})$`).exec(why);
  if (holds !== null) return row.received > 0n && row.received === moneyIn(holds[1] ?? "");
  if (why === "it is locked, as it is in a payment batch") return row.inBatch;
  const freed = /^it came free in version (\d+) and keeps what was promised$/.exec(why);
  if (freed !== null) {
    const version = Number(freed[1]);
    const [was, is] = [versionOf(versions, version - 1), versionOf(versions, version)].map(
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
  const [was, policy] = [versionOf(versions, version - 1)?.rows[ordinal - 1], versions[version - 1]?.policy];
  if (was === undefined || policy === undefined) return false;
  return policy.arrears === "keep" && was.due < policy.today && isHeldRow(was, policy);
}

const KEPT = `(?<amount>${MONEY}) stays since version (?<version>\\d+): (?<why>[^;]+); the terms ask for (?<asked>${MONEY}) now`;

function keptHolds({ amount = "", version, why = "", asked = "" }: ReasonWords, told: ExplainedRow): boolean {
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
const restHolds = (words: ReasonWords, told: ExplainedRow): boolean =>
  words.amount === undefined ? told.row.amount === told.plan.terms.amount : keptHolds(words, told);

export const AMOUNT_FORMS: readonly ReasonForm[] = [
  reasonForm(
    `(?<money>${MONEY}) an instalment, as the terms say; rule update 5`,
    ({ money = "" }, { row, plan }) => {
      const amount = moneyIn(money);
      return row.override === null && row.amount === amount && plan.terms.amount === amount;
    },
  ),
  reasonForm(`${KEPT}; rule (?:update 5|update 8|arrears)`, (words, told) =>
    told.row.override === null ? keptHolds(words, told) : false,
  ),
  reasonForm(
    `overridden: (?<override>${MONEY}) instead of (?<instead>${MONEY})(?:; ${KEPT})?; rule total`,
    (words, told) => {
      const [override, instead] = [moneyIn(words.override ?? ""), moneyIn(words.instead ?? "")];
      const { row } = told;
      return (
        row.override === override && row.amount === instead && override !== instead && restHolds(words, told)
      );
    },
  ),
  reasonForm(
    `overridden: (?<override>${MONEY}), which its amount is too(?:; ${KEPT})?; rule total`,
    (words, told) => {
      const override = moneyIn(words.override ?? "");
      return told.row.override === override && told.row.amount === override && restHolds(words, told);
    },
  ),
];
