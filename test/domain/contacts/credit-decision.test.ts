// Credit decisions: what each kind makes of each fact, and the law that holds over every tree of contacts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contact, ContactChain, ContactExtra } from "../../../src/domain/contacts/contact.ts";
import {
  type CreditRequest,
  DECISION_KINDS,
  type DecisionKind,
  decideCredit,
  strictest,
  VERDICTS,
  type Verdict,
} from "../../../src/domain/contacts/credit/credit-decision.ts";
import { reasonText, unblock } from "../../../src/domain/contacts/credit/decision-text.ts";
import { chainOf } from "../../../src/domain/contacts/parents/parent-chain.ts";
import { AUD, aud, balance, CLOCK, contact, currency, written } from "./contact-builders.ts";

const NZD = currency("NZD");
const alone = (extra: Partial<ContactExtra>): ContactChain => ({ contact: contact(7, extra), ancestors: [] });
const ask = (minor: bigint, kind: DecisionKind = "order", of = AUD): CreditRequest => ({
  amount: { minor, currency: of },
  kind,
});
const owing = (owed: string, limit: bigint): Partial<ContactExtra> => ({
  creditLimit: aud(limit),
  accountBalance: balance(owed),
});

describe("decideCredit", () => {
  it("allows an order that just fits, and blocks one cent more", () => {
    expect(decideCredit(alone(owing("1500.00", 208_000n)), ask(58_000n), CLOCK)).toEqual({
      verdict: "allow",
      reasons: [],
    });
    expect(decideCredit(alone(owing("1500.00", 208_000n)), ask(58_001n), CLOCK)).toEqual({
      verdict: "block",
      reasons: [
        {
          tag: "OVER_LIMIT",
          verdict: "block",
          limit: aud(208_000n),
          needed: aud(208_001n),
          shortfall: aud(1n),
          balanceKnown: true,
        },
      ],
    });
  });

  it("lets an unset limit limit nothing", () => {
    expect(decideCredit(alone({}), ask(10n ** 14n), CLOCK)).toEqual({ verdict: "allow", reasons: [] });
    const verdict = decideCredit(alone({ accountBalance: balance("99999") }), ask(1n), CLOCK).verdict;
    expect(verdict).toBe("allow");
  });

  it("lets a prepaying contact spend what it has paid, and nothing when that is not known", () => {
    expect(decideCredit(alone(owing("-20.00", 0n)), ask(2000n), CLOCK).verdict).toBe("allow");
    expect(decideCredit(alone(owing("-20.00", 0n)), ask(2001n), CLOCK).verdict).toBe("block");
    expect(decideCredit(alone({ creditLimit: aud(0n) }), ask(1n), CLOCK)).toEqual({
      verdict: "block",
      reasons: [
        {
          tag: "OVER_LIMIT",
          verdict: "block",
          limit: aud(0n),
          needed: aud(1n),
          shortfall: aud(1n),
          balanceKnown: false,
        },
        { tag: "CREDIT_UNKNOWN", verdict: "warn", because: "BALANCE_UNSET" },
      ],
    });
  });

  it("warns when the balance is not known and the order alone fits the limit", () => {
    expect(decideCredit(alone({ creditLimit: aud(100n) }), ask(100n), CLOCK)).toEqual({
      verdict: "warn",
      reasons: [{ tag: "CREDIT_UNKNOWN", verdict: "warn", because: "BALANCE_UNSET" }],
    });
    const mixed = { creditLimit: aud(100n), accountBalance: balance("9", NZD) };
    expect(decideCredit(alone(mixed), ask(100n), CLOCK).reasons).toEqual([
      { tag: "CREDIT_UNKNOWN", verdict: "warn", because: "BALANCE_IN_OTHER_CURRENCY" },
    ]);
  });

  it("warns when the amount is in another currency, and blocks if the limit is exceeded already", () => {
    const unknown = { tag: "CREDIT_UNKNOWN", verdict: "warn", because: "AMOUNT_IN_OTHER_CURRENCY" };
    expect(decideCredit(alone(owing("1", 100n)), ask(10n ** 9n, "order", NZD), CLOCK)).toEqual({
      verdict: "warn",
      reasons: [unknown],
    });
    const exceeded = decideCredit(alone(owing("2", 100n)), ask(5n, "order", NZD), CLOCK);
    expect(exceeded.verdict).toBe("block");
    expect(exceeded.reasons).toMatchObject([{ tag: "OVER_LIMIT", needed: aud(200n) }, unknown]);
    expect(decideCredit(alone(owing("1", 100n)), ask(0n, "order", NZD), CLOCK).reasons).toEqual([]);
  });

  const stopped = { onStopReason: "unpaid" };
  it.each<[DecisionKind, Verdict, Verdict, Verdict]>([
    ["quote", "warn", "warn", "warn"],
    ["order", "block", "block", "warn"],
    ["deliver", "block", "block", "warn"],
    ["invoice", "warn", "warn", "allow"],
    ["collect", "allow", "allow", "allow"],
  ])("%s: a stop is %s, an exceeded limit %s, an unknown balance %s", (kind, stop, over, unknown) => {
    const verdicts = (extra: Partial<ContactExtra>) => {
      const { verdict, reasons } = decideCredit(alone(extra), ask(1n, kind), CLOCK);
      expect(reasons).toHaveLength(1);
      expect(reasons[0]?.verdict).toBe(verdict);
      return verdict;
    };
    expect(verdicts(stopped)).toBe(stop);
    expect(verdicts(owing("2", 100n))).toBe(over);
    expect(verdicts({ creditLimit: aud(100n) })).toBe(unknown);
  });

  it("does not add what is collected to what is owed", () => {
    expect(decideCredit(alone(owing("1", 100n)), ask(10n ** 9n, "collect"), CLOCK).reasons).toEqual([]);
    expect(decideCredit(alone(owing("1", 100n)), ask(10n ** 9n, "collect", NZD), CLOCK).reasons).toEqual([]);
    expect(decideCredit(alone(owing("1", 100n)), ask(10n ** 9n, "invoice"), CLOCK).reasons).toHaveLength(1);
  });

  it("gives every reason, stops first", () => {
    const chain = {
      contact: contact(7, { ...stopped, ...owing("2", 100n), creditLimitOnStop: true }),
      ancestors: [contact(6, { ...stopped, onStopDescendant: true })],
    };
    const { reasons } = decideCredit(chain, ask(1n), CLOCK);
    expect(reasons.map((reason) => (reason.tag === "STOPPED" ? reason.cause.tag : reason.tag))).toEqual([
      "OWN_STOP",
      "ANCESTOR_STOP",
      "LIMIT_EXCEEDED",
      "OVER_LIMIT",
    ]);
  });

  it("has no answer about a negative amount", () => {
    expect(() => decideCredit(alone({}), ask(-1n), CLOCK)).toThrow("an amount of 0 or more");
    expect(decideCredit(alone({}), ask(0n), CLOCK).verdict).toBe("allow");
  });

  it("takes the strictest verdict", () => {
    expect(strictest([])).toBe("allow");
    expect(strictest(["allow", "warn"])).toBe("warn");
    expect(strictest(["block", "allow", "warn"])).toBe("block");
  });
});

/** Trees of up to six contacts, each under an earlier one or none, with every fact that a decision looks at. */
const cents = fc.integer({ min: -3000, max: 3000 });
const owed = (minor: number) =>
  balance(
    `${minor < 0 ? "-" : ""}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, "0")}`,
  );
const facts = fc.record({
  limit: fc.option(fc.nat(2000)),
  owed: fc.option(cents),
  inOther: fc.boolean(),
  onStopReason: fc.option(fc.constantFrom("unpaid", ""), { freq: 1 }),
  onStopDate: fc.option(fc.constantFrom(written("2026-01-01"), written("2026-02-01")), { freq: 1 }),
  onStopDescendant: fc.option(fc.boolean()),
  creditLimitOnStop: fc.option(fc.boolean()),
  parent: fc.nat(5),
});
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

function extraOf(fact: Facts): Partial<ContactExtra> {
  const { onStopReason, onStopDate, onStopDescendant, creditLimitOnStop } = fact;
  const accountBalance = fact.owed === null ? null : owed(fact.owed);
  return {
    creditLimit: fact.limit === null ? null : aud(BigInt(fact.limit)),
    accountBalance:
      accountBalance !== null && fact.inOther ? { ...accountBalance, currency: NZD } : accountBalance,
    ...{ onStopReason, onStopDate, onStopDescendant, creditLimitOnStop },
  };
}

/** Contacts 1 to n; contact i stands under contact `parent` when that number is smaller. */
function treeOf(all: readonly Facts[]): Map<number, Contact> {
  const contacts = all.map((fact, index) =>
    contact(index + 1, extraOf(fact), fact.parent >= 1 && fact.parent <= index ? fact.parent : null),
  );
  return new Map(contacts.map((one) => [one.id, one]));
}

const trees = fc.array(facts, { minLength: 1, maxLength: 6 });
const requests = fc.record({
  amount: fc.record({ minor: fc.bigInt(0n, 2500n), currency: fc.constantFrom(AUD, AUD, AUD, NZD) }),
  kind: fc.constantFrom(...DECISION_KINDS),
});

function chainIn(tree: ReadonlyMap<number, Contact>, id: number): ContactChain {
  const found = tree.get(id);
  if (found === undefined) throw new Error(`the test itself is wrong: ${id}`);
  return chainOf(found, (parent) => tree.get(parent));
}

const decideIn = (all: readonly Facts[], id: number, request: CreditRequest) =>
  VERDICTS.indexOf(decideCredit(chainIn(treeOf(all), id), request, CLOCK).verdict);

describe("laws", () => {
  const target = fc.nat(5);
  const changed = (all: readonly Facts[], at: number, change: (fact: Facts) => Partial<Facts>) =>
    all.map((fact, index) => (index === at ? { ...fact, ...change(fact) } : fact));

  it("a higher balance of any contact never makes a verdict milder", () => {
    fc.assert(
      fc.property(trees, target, target, fc.nat(3000), requests, (all, of, at, by, request) => {
        const id = (of % all.length) + 1;
        const higher = changed(all, at % all.length, ({ owed: minor }) => ({
          owed: minor === null ? null : minor + by,
        }));
        expect(decideIn(higher, id, request)).toBeGreaterThanOrEqual(decideIn(all, id, request));
      }),
      { numRuns: 3000 },
    );
  });

  it("a lower limit of any contact never makes a verdict milder, the first limit included", () => {
    fc.assert(
      fc.property(trees, target, target, fc.nat(2000), requests, (all, of, at, limit, request) => {
        const id = (of % all.length) + 1;
        const lower = changed(all, at % all.length, (fact) => ({
          limit: Math.min(fact.limit ?? limit, limit),
        }));
        expect(decideIn(lower, id, request)).toBeGreaterThanOrEqual(decideIn(all, id, request));
      }),
      { numRuns: 3000 },
    );
  });

  it("a higher amount never makes a verdict milder", () => {
    fc.assert(
      fc.property(trees, target, fc.bigInt(0n, 3000n), requests, (all, of, by, request) => {
        const id = (of % all.length) + 1;
        const { amount, kind } = request;
        const higher = { kind, amount: { ...amount, minor: amount.minor + by } };
        expect(decideIn(all, id, higher)).toBeGreaterThanOrEqual(decideIn(all, id, request));
      }),
      { numRuns: 1000 },
    );
  });

  it("what would unblock does, either way, and not a cent less", () => {
    fc.assert(
      fc.property(trees, target, requests, (all, of, request) => {
        const { contact: one, ancestors } = chainIn(treeOf(all), (of % all.length) + 1);
        const way = unblock(decideCredit({ contact: one, ancestors }, request, CLOCK), request.kind);
        if (way === null) return;
        const lifted = (each: Contact): Contact =>
          way.liftStopOf.some(({ id }) => id === each.id)
            ? { ...each, extra: { ...each.extra, onStopReason: null, onStopDate: null } }
            : each;
        const verdictWith = (extra: Partial<ContactExtra>) => {
          const changedOne = lifted({ ...one, extra: { ...one.extra, ...extra } });
          return decideCredit({ contact: changedOne, ancestors: ancestors.map(lifted) }, request, CLOCK)
            .verdict;
        };
        expect(decideCredit({ contact: one, ancestors }, request, CLOCK).verdict).toBe("block");
        const { limit, receive } = way;
        if (limit === null) expect(verdictWith({})).not.toBe("block");
        else {
          expect(verdictWith({ creditLimit: limit })).not.toBe("block");
          expect(verdictWith({ creditLimit: { ...limit, minor: limit.minor - 1n } })).toBe("block");
        }
        const minor = Math.round(Number(one.extra.accountBalance?.amount ?? 0) * 100);
        if (receive !== null) {
          expect(verdictWith({ accountBalance: owed(minor - Number(receive.minor)) })).not.toBe("block");
          expect(verdictWith({ accountBalance: owed(minor - Number(receive.minor) + 1) })).toBe("block");
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("in words", () => {
  const textOf = (chain: ContactChain, request: CreditRequest) =>
    unblock(decideCredit(chain, request, CLOCK), request.kind);
  const reasonsOf = (chain: ContactChain, request: CreditRequest) =>
    decideCredit(chain, request, CLOCK).reasons.map((reason) => reasonText(reason, request.kind));

  it("says what would unblock an order that is over the limit", () => {
    expect(textOf(alone(owing("1500.00", 208_000n)), ask(100_000n))).toEqual({
      liftStopOf: [],
      receive: aud(42_000n),
      limit: aud(250_000n),
      text: "420.00 AUD received, or a limit of 2,500.00, would allow this order",
    });
  });

  it("asks for a limit alone when the balance is not known", () => {
    expect(textOf(alone({ creditLimit: aud(0n) }), ask(250_000n, "deliver"))).toEqual({
      liftStopOf: [],
      receive: null,
      limit: aud(250_000n),
      text: "A limit of 2,500.00 AUD would allow this delivery",
    });
  });

  it("names the contacts whose stops are to be lifted, and nothing else when the limit is no matter", () => {
    const chain = {
      contact: contact(7, { onStopReason: "unpaid" }),
      ancestors: [contact(6, { onStopReason: "fraud", onStopDescendant: true })],
    };
    expect(textOf(chain, ask(1n))).toEqual({
      liftStopOf: [
        { id: 7, name: "Contact 7" },
        { id: 6, name: "Contact 6" },
      ],
      receive: null,
      limit: null,
      text: "Lifting the stop of Contact 7 (contact 7) and of Contact 6 (contact 6) would allow this order",
    });
  });

  it("joins the two, and does not lift by hand what the limit stopped", () => {
    const chain = alone({ onStopReason: "unpaid", creditLimitOnStop: true, ...owing("2500.00", 208_000n) });
    expect(textOf(chain, ask(0n))).toEqual({
      liftStopOf: [{ id: 7, name: "Contact 7" }],
      receive: aud(42_000n),
      limit: aud(250_000n),
      text: "Lifting the stop of Contact 7 (contact 7), and either 420.00 AUD received or a limit of 2,500.00, would allow this order",
    });
  });

  it("says nothing when nothing is blocked", () => {
    expect(textOf(alone({}), ask(1n))).toBeNull();
    expect(textOf(alone({ onStopReason: "unpaid" }), ask(1n, "quote"))).toBeNull();
  });

  it("has a sentence for each reason", () => {
    const chain = {
      contact: contact(7, {
        onStopDate: written("2026-01-01"),
        onStopReason: "unpaid",
        creditLimitOnStop: true,
        ...owing("2500.00", 208_000n),
      }),
      ancestors: [contact(6, { onStopDate: written("2026-01-01"), onStopDescendant: true })],
    };
    expect(reasonsOf(chain, ask(5n, "order", NZD))).toEqual([
      "Contact 7 (contact 7) is on stop, dated 2026-01-01: unpaid",
      "Contact 6 (contact 6) is on stop with all contacts below it, dated 2026-01-01",
      "Contact 7 (contact 7) is on stop, dated 2026-01-15T08:38:50.083Z: owes 2,500.00 AUD with a limit of 2,080.00 AUD",
      "This order needs a limit of 2,500.00 AUD; it is 2,080.00 AUD.",
      "The amount is in another currency than the credit limit.",
    ]);
    expect(reasonsOf(alone({ onStopReason: "unpaid" }), ask(1n))).toEqual([
      "Contact 7 (contact 7) is on stop: unpaid",
    ]);
    expect(reasonsOf(alone({ creditLimit: aud(1n) }), ask(1n))).toEqual(["No account balance is known."]);
    expect(reasonsOf(alone({ creditLimit: aud(1n), accountBalance: balance("1", NZD) }), ask(1n))).toEqual([
      "The account balance is in another currency than the credit limit.",
    ]);
  });

  it.each<[DecisionKind, string]>([
    ["quote", "quote"],
    ["order", "order"],
    ["deliver", "delivery"],
    ["invoice", "invoice"],
    ["collect", "collection"],
  ])("calls %s a %s", (kind, noun) => {
    const text = reasonsOf(alone(owing("2", 100n)), ask(0n, kind));
    expect(text).toEqual([`This ${noun} needs a limit of 2.00 AUD; it is 1.00 AUD.`]);
  });
});
