// What every store promises of who is who: a link is said once at a version, and a contact has its clients' plans.
import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { reaching } from "../../src/domain/ports/reaching-stores.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { createCommand, STAMP, workOn } from "../support/plan-work.ts";

const LATER = { at: "2026-02-02T00:00:00.000Z", by: "other" };

export function clientContract(stores: () => Stores): void {
  describe("clients", () => {
    it("are linked, linked otherwise and taken back, each at its version, with an event of it", async () => {
      const { clients, events } = stores();
      expect(await clients.byId(2)).toBeNull();
      const link = { clientId: 2, contactId: 7, version: 1, lastUpdated: STAMP };
      expect(await clients.put(2, 7, [0], STAMP)).toEqual({ tag: "created", link });
      expect(await clients.put(2, 7, [0], LATER)).toEqual({ tag: "unchanged", link });
      expect(await clients.put(2, 8, [0], LATER)).toEqual({ tag: "version-conflict", version: 1 });
      expect(await clients.put(2, 99, [0], LATER)).toEqual({ tag: "version-conflict", version: 1 });
      expect(await clients.put(2, 99, [1], LATER)).toEqual({ tag: "contact-unknown" });
      expect(await clients.put(3, 99, "any", LATER)).toEqual({ tag: "contact-unknown" });
      expect(await clients.byId(2)).toEqual(link);
      const second = { ...link, contactId: null, version: 2, lastUpdated: LATER };
      expect(await clients.put(2, null, [1], LATER)).toEqual({ tag: "updated", link: second });
      expect(await clients.byId(2)).toEqual(second);
      expect(await clients.byId(3)).toBeNull();
      const history = await events.history("client", 2, { after: 0, limit: 10 });
      expect(history?.items.map(({ version, change }) => [version, change])).toEqual([
        [1, { kind: "linked", before: null, after: { contactId: 7 } }],
        [2, { kind: "linked", before: { contactId: 7 }, after: { contactId: null } }],
      ]);
      const [first, last] = history?.items ?? [];
      expect(await clients.asOf(2, (first?.seq ?? 0) - 1)).toBeNull();
      expect(await clients.asOf(2, first?.seq ?? 0)).toEqual(link);
      expect(await clients.asOf(2, last?.seq ?? 0)).toEqual(second);
      expect(await events.history("client", 3, { after: 0, limit: 10 })).toBeNull();
    });

    it("are linked by one of 10 at once that expect nothing", async () => {
      const puts = await Promise.all(
        Array.from({ length: 10 }, (_, at) => stores().clients.put(5, 7 + (at % 3), [0], STAMP)),
      );
      expect(puts.filter(({ tag }) => tag === "created")).toHaveLength(1);
    });

    it("bring their plans to the contact, whole, by id, page by page and within reach", async () => {
      const { clients, plans } = stores();
      for (const [at, clientId] of [2, 3, 7, 2, 4].entries()) {
        const command = { ...createCommand({ count: 3 }), clientId, businessUnitId: 3 + (at % 2) };
        await makePlan(workOn(plans), command, `nonce ${at}`);
      }
      await clients.put(2, 7, [0], STAMP);
      await clients.put(3, 7, [0], STAMP);
      await clients.put(4, 8, [0], STAMP);
      const query = { clientIds: "linked", after: 0, limit: 10 } as const;
      const idsOf = (account: Awaited<ReturnType<typeof clients.account>>) =>
        account?.plans.items.map(({ id }) => id);
      const all = await clients.account(7, query);
      expect(all?.contact).toEqual(await stores().contacts.byId(7));
      expect(all?.plans.next).toBeNull();
      expect(idsOf(all)).toEqual([1, 2, 4]);
      expect(all?.plans.items[0]).toEqual(await plans.byId(1));
      const first = await clients.account(7, { ...query, limit: 2 });
      expect([idsOf(first), first?.plans.next]).toEqual([[1, 2], 2]);
      const rest = await clients.account(7, { ...query, limit: 2, after: 2 });
      expect([idsOf(rest), rest?.plans.next]).toEqual([[4], null]);
      expect(idsOf(await clients.account(7, { ...query, clientIds: "contact-ids" }))).toEqual([3]);
      expect(idsOf(await clients.account(9, query))).toEqual([]);
      expect(await clients.account(99, query)).toBeNull();
      const narrow = reaching(stores(), { businessUnits: [4], accounts: null });
      expect(idsOf(await narrow.clients.account(7, query))).toEqual([2, 4]);
      await clients.put(2, null, [1], STAMP);
      expect(idsOf(await clients.account(7, query))).toEqual([2]);
    });
  });
}
