// What every store promises of its pages: never more than a page's bytes, and `next` goes on behind the last item.
import { describe, expect, it } from "vitest";
import { EXTRA_TEXTS } from "../../src/domain/contacts/contact-texts.ts";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { Page } from "../../src/domain/values/page.ts";
import { MAX_NAME_LENGTH, MAX_REFERENCE_LENGTH } from "../../src/domain/values/text-length.ts";
import { createCommand, STAMP, workOn } from "../support/plan-work.ts";

const CONTACTS = 200;
const FIRST = 1_000;

/** All items of a list, page by page. */
async function follow<T>(limit: number, read: (after: number) => Promise<Page<T> | null>) {
  const pages: (readonly T[])[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Page<T> | null = await read(after);
    if (page === null) throw new Error("nothing there");
    pages.push(page.items);
    expect(page.items.length).toBeGreaterThan(0);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    after = page.next;
  }
  return { pages: pages.length, items: pages.flat() };
}

export function pageContract(stores: () => Stores): void {
  describe("pages", () => {
    it("of contacts and of events are cut by bytes, and following them gives each once", async () => {
      const text = (length: number) => "👍".repeat(length);
      for (let id = FIRST; id < FIRST + CONTACTS; id += 1) {
        const draft = {
          id,
          name: text(MAX_NAME_LENGTH),
          reference: text(MAX_REFERENCE_LENGTH),
          parentId: null,
        };
        await stores().contacts.put(draft, "any", STAMP);
        const texts = Object.entries(EXTRA_TEXTS).map(([member, length]) => [member, text(length)]);
        await stores().contacts.saveExtra({ by: "id", id }, Object.fromEntries(texts), STAMP);
      }
      const limit = 1_000;
      const contacts = await follow(limit, (after) => stores().contacts.list({ after, limit }));
      expect(contacts.pages).toBeGreaterThan(1);
      // Three of them are there from the beginning.
      expect(contacts.items.map(({ id }) => id).slice(3)).toEqual(
        Array.from({ length: CONTACTS }, (_, index) => FIRST + index),
      );
      const events = await follow(limit, (after) => stores().events.feed({ after, limit }));
      expect(events.pages).toBeGreaterThan(1);
      expect(events.items.map(({ seq }) => seq)).toEqual(events.items.map((_, index) => index + 1));
      expect(events.items).toHaveLength(3 + 2 * CONTACTS);
    });

    it("of whole plans are cut by bytes too, by id and by filter", async () => {
      const ids: number[] = [];
      for (let index = 0; index < 30; index += 1) {
        const made = await makePlan(workOn(stores().plans), createCommand({ count: 600 }), `nonce ${index}`);
        if (!made.ok) throw new Error(made.error.tag);
        ids.push(made.value.plan.id);
      }
      const filter = { clientId: 2, businessUnitId: null, state: null, active: null };
      const matching = await follow(100, (after) => stores().plans.matching(filter, { after, limit: 100 }));
      expect(matching.pages).toBeGreaterThan(1);
      expect(matching.items.map(({ id }) => id)).toEqual(ids);
      const named = await follow(100, (after) => stores().plans.byIds(ids.filter((id) => id > after)));
      expect(named.pages).toBeGreaterThan(1);
      expect(named.items).toEqual(matching.items);
    });
  });
}
