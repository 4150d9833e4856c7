// The sentences about rows that came free, about overrides and about payment batches.
import { asks, isOpen, type ModelRow } from "./model-plan.ts";
import { type Change, differing, freedBy, rowPairs } from "./told-change.ts";
import {
  allAre,
  type Form,
  form,
  ordinals,
  type Said,
  said,
  sum,
  toldAll,
  toldRows,
  WHICH,
  type Words,
} from "./told-forms.ts";
import { agree, MONEY, moneyIn } from "./told-words.ts";

/** Is a freed row open, does it owe, and is its amount the one that is told, for the reason that is told (rule 8)? */
function freed(words: Words, change: Change): Said {
  const { which, money, verb, owes, state, promised, terms, override, its, overrides } = words;
  const { before, after } = change;
  const isTrueOf = (ordinal: number): boolean => {
    const [was, is] = [before?.rows[ordinal - 1], after.rows[ordinal - 1]];
    if (is === undefined) return false;
    if (override !== undefined) return is.override !== null;
    if (money === undefined) return asks(is) === 0n;
    if (is.override !== null) return false;
    if (terms !== undefined) return is.amount === after.terms.amount;
    return promised !== undefined && is.amount === was?.amount && is.amount !== after.terms.amount;
  };
  const rows = toldRows(which, freedBy(change).filter(isTrueOf));
  if (rows === null || !agree([verb, owes, its, overrides], rows.length)) return null;
  const isSaidOpen = state === "open again" && owes?.startsWith("owe") === true;
  if (isSaidOpen !== isOpen(after) || (!isSaidOpen && owes?.startsWith("keep") !== true)) return null;
  const asked = rows.map((ordinal) => askedBy(after.rows[ordinal - 1]));
  return sum(asked) === moneyIn(money ?? "0.00") ? said(rows, "freed") : null;
}

const askedBy = (row: ModelRow | undefined): bigint => (row === undefined ? 0n : asks(row));

const hiddenAmounts = (change: Change) =>
  differing(change, ({ amount }) => amount).filter(
    (pair) => pair.was.override !== null || pair.is.override !== null,
  );

/** The amounts of rows whose overrides ask for something else: each, or their sums together. */
function underOverride(words: Words, change: Change): Said {
  const { which, from = "", to = "", amounts, their, overrides, verb, together } = words;
  const [was, is] = [moneyIn(from), moneyIn(to)];
  const hidden = hiddenAmounts(change);
  const pairs =
    together === undefined
      ? hidden.filter((pair) => pair.was.amount === was && pair.is.amount === is)
      : hidden;
  const rows = toldAll(which, ordinals(pairs));
  if (rows === null || was === is || !agree([amounts, their, overrides, verb], rows.length)) return null;
  const before = pairs.map((pair) => pair.was.amount);
  const after = pairs.map((pair) => pair.is.amount);
  const holds = together === undefined ? allAre(after, is) : sum(before) === was && sum(after) === is;
  return holds ? said(rows, "amount") : null;
}

/** Amounts under overrides that go up and down and come to the same. */
function underOverrideToTheSame(
  { which, money = "", amounts, their, overrides, verb }: Words,
  change: Change,
): Said {
  const pairs = hiddenAmounts(change);
  const rows = toldAll(which, ordinals(pairs));
  if (rows === null || !agree([amounts, their, overrides, verb], rows.length)) return null;
  const sums = [sum(pairs.map(({ was }) => was.amount)), sum(pairs.map(({ is }) => is.amount))];
  return allAre(sums, moneyIn(money)) ? said(rows, "amount") : null;
}

/** Rows whose override is another than it was; a new row had none. */
const overridden = (change: Change) =>
  rowPairs(change).flatMap(({ ordinal, was, is }) => {
    if (is === undefined || is.override === (was?.override ?? null)) return [];
    return [{ ordinal, from: was?.override ?? null, to: is.override }];
  });

/** Rows whose override was this and is that; null is none. */
function overrides(words: Words, change: Change, from: bigint | null | "any", to: bigint | null): Said {
  const pairs = overridden(change).filter((pair) => (from === "any" || pair.from === from) && pair.to === to);
  const rows = toldAll(words.which, ordinals(pairs));
  if (rows === null || !agree([words.verb, words.override], rows.length)) return null;
  return words.each === undefined || rows.length > 1 ? said(rows, "override") : null;
}

/** Overrides that are not alike, told by their sums: those set, those changed, those taken off. */
function overridesTogether(words: Words, change: Change, what: "set" | "changed" | "off"): Said {
  const { which, from = "0.00", to = "0.00", verb, override, money } = words;
  const pairs = overridden(change).filter((pair) =>
    what === "set"
      ? pair.from === null
      : what === "off"
        ? pair.to === null
        : pair.from !== null && pair.to !== null,
  );
  const rows = toldRows(which, ordinals(pairs));
  if (rows === null || rows.length < 2 || !agree([verb, override], rows.length)) return null;
  const told = pairs.filter(({ ordinal }) => rows.includes(ordinal));
  const sums = [sum(told.map((pair) => pair.from ?? 0n)), sum(told.map((pair) => pair.to ?? 0n))];
  const holds =
    money === undefined
      ? sums[0] === moneyIn(from) && sums[1] === moneyIn(to) && sums[0] !== sums[1]
      : allAre(sums, moneyIn(money));
  return holds ? said(rows, "override") : null;
}

function batched({ which, verb }: Words, change: Change, inBatch: boolean): Said {
  const real = differing(change, (row) => row.inBatch).filter(({ is }) => is.inBatch === inBatch);
  const rows = toldAll(which, ordinals(real));
  return rows !== null && agree([verb], rows.length) ? said(rows, "batch") : null;
}

const EACH = "(?<each> each)?";

export const FACT_FORMS: readonly Form[] = [
  form(
    `${WHICH} (?<verb>is|are) (?<state>open again|no longer locked) and (?<owes>owes?|keeps?) (?:nothing|(?:the )?(?<money>${MONEY})(?:(?<promised> that was promised)|(?<terms>, as the terms say)|(?<override> of (?<its>its|their) (?<overrides>overrides?))))`,
    freed,
  ),
  form(
    `the (?<amounts>amounts?) of ${WHICH}, (?<their>its|their) (?<overrides>overrides?) aside, (?<verb>changes?) from (?<from>${MONEY}) to (?<to>${MONEY})(?<together> together)?`,
    underOverride,
  ),
  form(
    `the (?<amounts>amounts?) of ${WHICH}, (?<their>its|their) (?<overrides>overrides?) aside, (?<verb>changes?) one by one and stay (?<money>${MONEY}) together`,
    underOverrideToTheSame,
  ),
  form(`${WHICH} (?<verb>is|are) waived`, (words, change) => overrides(words, change, "any", 0n)),
  form(`${WHICH} (?<verb>is|are) no longer waived`, (words, change) => overrides(words, change, 0n, null)),
  form(`${WHICH} (?<verb>has|have) an override of (?<to>${MONEY})${EACH} now`, (words, change) =>
    overrides(words, change, null, moneyIn(words.to ?? "")),
  ),
  form(
    `${WHICH} (?<verb>has|have) (?<override>overrides?) of (?<to>${MONEY}) together now`,
    (words, change) => overridesTogether(words, change, "set"),
  ),
  form(
    `the (?<override>overrides?) of ${WHICH} (?<verb>changes?) (?:from (?<from>${MONEY}) to (?<to>${MONEY})|one by one and stay (?<money>${MONEY})) together`,
    (words, change) => overridesTogether(words, change, "changed"),
  ),
  form(
    `the (?<override>overrides?) of (?<from>${MONEY}) together on ${WHICH} (?<verb>is|are) taken off`,
    (words, change) => overridesTogether(words, change, "off"),
  ),
  form(
    `the (?<override>overrides?) of ${WHICH} (?<verb>changes?) from (?<from>${MONEY}) to (?<to>${MONEY})${EACH}`,
    (words, change) => overrides(words, change, moneyIn(words.from ?? ""), moneyIn(words.to ?? "")),
  ),
  form(
    `the (?<override>overrides?) of (?<from>${MONEY})${EACH} on ${WHICH} (?<verb>is|are) taken off`,
    (words, change) => overrides(words, change, moneyIn(words.from ?? ""), null),
  ),
  form(`${WHICH} (?<verb>goes|go) into (?:a|their) payment (?:batch|batches)`, (words, change) =>
    batched(words, change, true),
  ),
  form(`${WHICH} (?<verb>comes|come) out of (?:its|their) payment (?:batch|batches)`, (words, change) =>
    batched(words, change, false),
  ),
];
