// Every cause of a stop, and none that is not one.
import { describe, expect, it } from "vitest";
import { hasOwnStop, stopCauses } from "../../../src/domain/contacts/credit/effective-stop.ts";
import { aud, balance, CLOCK, contact, currency, STAMP, written } from "./contact-builders.ts";

const past = written("2026-01-01");
const future = written("2026-02-01");

describe("hasOwnStop", () => {
  it.each([
    [null, null, false],
    [null, "", false],
    [null, "  ", false],
    [null, "unpaid", true],
    [past, null, true],
    [past, "unpaid", true],
    [written("2026-01-15"), null, true],
    [written("2026-01-15T08:38:50.084Z"), null, false],
    [future, null, false],
    [future, "", false],
    [future, "unpaid", true],
  ])("date %s and reason %j: %s", (onStopDate, onStopReason, on) => {
    expect(hasOwnStop(contact(1, { onStopDate, onStopReason }), CLOCK)).toBe(on);
  });
});

describe("stopCauses", () => {
  it("is empty for a contact without any", () => {
    const quiet = contact(3, { onStopDate: future, onStopDescendant: true, creditLimitOnStop: true });
    expect(stopCauses({ contact: quiet, ancestors: [contact(2), contact(1)] }, CLOCK)).toEqual([]);
  });

  it("lists them all: its own, every ancestor's that is marked, nearest first, and its limit", () => {
    const chain = {
      contact: contact(4, {
        onStopReason: "unpaid",
        creditLimit: aud(200_000n),
        accountBalance: balance("2080.00"),
        creditLimitOnStop: true,
      }),
      ancestors: [
        contact(3, { onStopDate: past, onStopDescendant: true }),
        contact(2, { onStopReason: "its own affair", onStopDescendant: false }),
        contact(1, { onStopDate: past, onStopReason: "fraud", onStopDescendant: true }),
      ],
    };
    expect(stopCauses(chain, CLOCK)).toEqual([
      { tag: "OWN_STOP", contact: { id: 4, name: "Contact 4" }, date: null, reason: "unpaid" },
      { tag: "ANCESTOR_STOP", contact: { id: 3, name: "Contact 3" }, date: past, reason: null },
      { tag: "ANCESTOR_STOP", contact: { id: 1, name: "Contact 1" }, date: past, reason: "fraud" },
      {
        tag: "LIMIT_EXCEEDED",
        contact: { id: 4, name: "Contact 4" },
        date: STAMP.at,
        reason: "owes 2,080.00 AUD with a limit of 2,000.00 AUD",
      },
    ]);
  });

  it("gives no reason where a stop by its date has a blank one", () => {
    const own = contact(2, { onStopDate: past, onStopReason: " \t" });
    const above = contact(1, { onStopDate: past, onStopReason: "  ", onStopDescendant: true });
    const causes = stopCauses({ contact: own, ancestors: [above] }, CLOCK);
    expect(causes.map(({ reason }) => reason)).toEqual([null, null]);
  });

  it.each([true, false, null])(
    "counts its own stop whether it is marked for descendants or not (%s)",
    (mark) => {
      const own = contact(1, { onStopReason: "unpaid", onStopDescendant: mark });
      expect(stopCauses({ contact: own, ancestors: [] }, CLOCK)).toHaveLength(1);
    },
  );

  it.each([
    [{ onStopReason: "unpaid", onStopDescendant: null }],
    [{ onStopReason: "unpaid", onStopDescendant: false }],
    [{ onStopDescendant: true }],
    [{ onStopDate: future, onStopDescendant: true }],
    [
      {
        onStopDescendant: true,
        creditLimitOnStop: true,
        creditLimit: aud(0n),
        accountBalance: balance("1"),
      },
    ],
  ])("does not inherit from an ancestor with %o", (extra) => {
    expect(stopCauses({ contact: contact(2), ancestors: [contact(1, extra)] }, CLOCK)).toEqual([]);
  });

  it.each([
    ["0.01", 0n, true, 1],
    ["0", 0n, true, 0],
    ["100.00", 10_000n, true, 0],
    ["100.01", 10_000n, true, 1],
    ["100.01", 10_000n, false, 0],
    ["100.01", 10_000n, null, 0],
  ])(
    "a balance of %s on a limit of %s, CreditLimitOnStop %s: %i causes",
    (owed, limit, creditLimitOnStop, count) => {
      const extra = { creditLimit: aud(limit), accountBalance: balance(owed), creditLimitOnStop };
      expect(stopCauses({ contact: contact(1, extra), ancestors: [] }, CLOCK)).toHaveLength(count);
    },
  );

  it("does not call a limit exceeded that cannot be compared", () => {
    const marked = { creditLimitOnStop: true };
    const inOther = { ...marked, creditLimit: aud(0n), accountBalance: balance("5", currency("NZD")) };
    for (const extra of [
      inOther,
      { ...marked, accountBalance: balance("5") },
      { ...marked, creditLimit: aud(0n) },
    ]) {
      expect(stopCauses({ contact: contact(1, extra), ancestors: [] }, CLOCK)).toEqual([]);
    }
  });
});
