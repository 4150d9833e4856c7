// What every store promises of a partial update of a contact.
import { describe, expect, it } from "vitest";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { AUD, STAMP } from "../support/plan-work.ts";

export function contactExtraContract(stores: () => Stores): void {
  describe("contact extras", () => {
    const extraOf = async (id: number) => (await stores().contacts.byId(id))?.extra;

    it("finds a contact by id and by a reference of its own", async () => {
      const saved = { tag: "saved", id: 7, name: "Joe Bloggs" };
      expect(await stores().contacts.saveExtra({ by: "id", id: 7 }, {}, STAMP)).toEqual(saved);
      const byReference = { by: "reference", reference: "ONE" } as const;
      expect(await stores().contacts.saveExtra(byReference, {}, STAMP)).toEqual(saved);
    });

    it("matches neither the unknown nor the ambiguous", async () => {
      for (const selector of [
        { by: "id", id: 1 },
        { by: "reference", reference: "one" },
        { by: "reference", reference: "SHARED" },
      ] as const) {
        const saved = await stores().contacts.saveExtra(selector, { delay2Pay: 1 }, STAMP);
        expect(saved).toEqual({ tag: "no-match" });
      }
      expect((await extraOf(8))?.delay2Pay).toBeNull();
    });

    it("changes what the patch names and leaves the rest", async () => {
      const by7 = { by: "id", id: 7 } as const;
      const full = {
        creditLimit: { minor: 999_999_999_999_999n, currency: AUD },
        delay2Pay: -32_768,
        directDebit: true,
        accountReference: "A'\"\\ ü",
        accountType: 3,
        flaggedReason: "late",
        financialSyncExclude: false,
        useParentRef: true,
        accountStatus: -1,
        onStopReason: "talks",
        creditLimitOnStop: false,
        onStopDescendant: true,
      };
      await stores().contacts.saveExtra(by7, full, STAMP);
      expect(await extraOf(7)).toMatchObject(full);
      await stores().contacts.saveExtra(by7, { onStopReason: null, delay2Pay: 0 }, STAMP);
      expect(await extraOf(7)).toMatchObject({ ...full, onStopReason: null, delay2Pay: 0 });
    });

    it("tells a limit of zero from none", async () => {
      await stores().contacts.saveExtra(
        { by: "id", id: 7 },
        { creditLimit: { minor: 0n, currency: AUD } },
        STAMP,
      );
      expect((await extraOf(7))?.creditLimit).toEqual({ minor: 0n, currency: "AUD" });
      expect((await extraOf(8))?.creditLimit).toBeNull();
    });
  });
}
