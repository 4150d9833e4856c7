// The sentences about rows that come, go, move, cost something else or hold something else.
import { asks } from "./model-plan.ts";
import { type Change, rowPairs, wasPastDue } from "./told-change.ts";
import {
  allAre,
  type Form,
  form,
  onSide,
  ordinals,
  type Said,
  SIDE,
  said,
  sum,
  toldAll,
  WHICH,
  type Words,
} from "./told-forms.ts";
import { agree, DATE, dateIn, MONEY, moneyIn, ROWS } from "./told-words.ts";

/** One amount for all of the rows, or their sums told together; never from a sum to the same. */
function pricesHold(
  { from = "", to = "", verb, together }: Words,
  before: readonly bigint[],
  after: readonly bigint[],
): boolean {
  const [was, is] = [moneyIn(from), moneyIn(to)];
  const direction = together !== undefined ? "change" : was < is ? "rise" : "fall";
  if (was === is || !verb?.startsWith(direction)) return false;
  if (together !== undefined) return sum(before) === was && sum(after) === is;
  return allAre(before, was) && allAre(after, is);
}

function repriced(words: Words, change: Change): Said {
  const pairs = onSide(change, words.side, asks);
  if (pairs.length !== Number(words.count) || !agree([words.noun, words.verb], pairs.length)) return null;
  const before = pairs.map(({ was }) => asks(was));
  const after = pairs.map(({ is }) => asks(is));
  if (!pricesHold(words, before, after)) return null;
  const isOfTerms =
    words.together === undefined &&
    change.before?.terms.amount === moneyIn(words.from ?? "") &&
    change.after.terms.amount === moneyIn(words.to ?? "");
  return [...(said(ordinals(pairs), "asks") ?? []), ...(isOfTerms ? ["amount"] : [])];
}

/** Prices that go up and down and come to the same: no sum is said to change. */
function repricedToTheSame({ count, side, noun, verb, money = "" }: Words, change: Change): Said {
  const pairs = onSide(change, side, asks);
  const isSame = [pairs.map(({ was }) => asks(was)), pairs.map(({ is }) => asks(is))].every(
    (prices) => sum(prices) === moneyIn(money),
  );
  const holds = isSame && pairs.length === Number(count) && agree([noun, verb], pairs.length);
  return holds ? said(ordinals(pairs), "asks") : null;
}

function movedRows({ count, side, from = "", to = "", noun, verb }: Words, change: Change): Said {
  const moved = onSide(change, side, ({ due }) => due);
  const [first] = moved;
  if (moved.length !== Number(count) || !agree([noun, verb], moved.length)) return null;
  const holds = first?.was.due === dateIn(from) && first.is.due === dateIn(to);
  return holds ? said(ordinals(moved), "due") : null;
}

function added({ count, money = "", from = "", to = from, noun, verb }: Words, change: Change): Said {
  const rows = rowPairs(change).filter(({ was }) => was === undefined);
  const holds =
    rows.length === Number(count) &&
    agree([noun, verb], rows.length) &&
    rows.every(({ is }) => is?.amount === moneyIn(money)) &&
    rows[0]?.is?.due === dateIn(from) &&
    rows.at(-1)?.is?.due === dateIn(to);
  return holds ? [...(said(ordinals(rows), "added") ?? []), "count"] : null;
}

function removed({ count, side, from = "", noun, verb }: Words, change: Change): Said {
  const rows = rowPairs(change)
    .filter(({ is }) => is === undefined)
    .filter((pair) => wasPastDue(pair, change.today) === (side === "past-due"));
  const holds =
    rows.length === Number(count) && agree([noun, verb], rows.length) && rows[0]?.was?.due === dateIn(from);
  return holds ? [...(said(ordinals(rows), "removed") ?? []), "count"] : null;
}

/** What rows hold more than before, or less; one that is new held nothing. */
const gains = (change: Change) =>
  rowPairs(change).map(({ ordinal, was, is }) => ({
    ordinal,
    gain: (is?.received ?? 0n) - (was?.received ?? 0n),
  }));

function heldRows({ which, money = "", way, verb }: Words, change: Change): Said {
  const changed = gains(change).filter(({ gain }) => (way === "more" ? gain > 0n : gain < 0n));
  const rows = toldAll(which, ordinals(changed));
  const difference = sum(changed.map(({ gain }) => gain));
  if (rows === null || !agree([verb], rows.length)) return null;
  return (way === "more" ? difference : -difference) === moneyIn(money) ? said(rows, "received") : null;
}

function movedMoney({ money = "", which, target }: Words, change: Change): Said {
  const losing = gains(change).filter(({ gain }) => gain < 0n);
  const gaining = gains(change).filter(({ gain }) => gain > 0n);
  const [sources, targets] = [toldAll(which, ordinals(losing)), toldAll(target, ordinals(gaining))];
  if (sources === null || targets === null) return null;
  const [lost, gained] = [-sum(losing.map(({ gain }) => gain)), sum(gaining.map(({ gain }) => gain))];
  return lost === moneyIn(money) && gained === lost ? said([...sources, ...targets], "received") : null;
}

export const ROW_FORMS: readonly Form[] = [
  form(`${SIDE} (?<verb>changes?) one by one and stay (?<money>${MONEY}) together`, repricedToTheSame),
  form(
    `${SIDE} (?<verb>falls?|rises?|changes?) from (?<from>${MONEY}) to (?<to>${MONEY})(?<together> together)?`,
    repriced,
  ),
  form(`${SIDE} (?<verb>moves?)(?:, the first)? from (?<from>${DATE}) to (?<to>${DATE})`, movedRows),
  form(
    `(?<count>\\d+) (?<noun>payments?) of (?<money>${MONEY}) (?<verb>is|are) added, (?:on|from) (?<from>${DATE})(?: to (?<to>${DATE}))?`,
    added,
  ),
  form(
    `(?<count>\\d+) (?:(?<side>past-due) )?(?<noun>payments?) (?:due|from) (?<from>${DATE})(?: on)? (?<verb>leaves?) the plan`,
    removed,
  ),
  form(`${WHICH} (?<verb>holds?) (?<money>${MONEY}) (?<way>more|less)`, heldRows),
  form(`(?<money>${MONEY}) moves from ${WHICH} to (?<target>payments? ${ROWS}|\\d+ payments)`, movedMoney),
];
