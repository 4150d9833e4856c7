// What every store promises of an erasure: what is known of a person is gone everywhere, that it was there is told.
import { beforeEach, describe, expect, it } from "vitest";
import type { RecordedEvent } from "../../src/domain/events/recorded-event.ts";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { recordPayment } from "../../src/domain/plans/commands/record-payment.ts";
import { checkHistory } from "../../src/domain/plans/history/check-history.ts";
import { encodeCommand } from "../../src/domain/plans/history/command-text.ts";
import type { KeptHistories } from "../../src/domain/plans/history/kept-histories-port.ts";
import { erasePlan } from "../../src/domain/plans/history/plan-erasure.ts";
import { eventText, planEvent, sealEvent } from "../../src/domain/plans/history/plan-event.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference, judgeSave } from "../../src/domain/references/save-reference.ts";
import { ERASED } from "../../src/domain/values/erased.ts";
import { ok } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { wholeHistory } from "../../tools/shared/whole-history.ts";
import { createCommand, STAMP, TODAY, workOn } from "../support/plan-work.ts";
import type { ErasableStores } from "../support/store-harness.ts";

const ERASING = { at: "2026-03-04T05:06:07.008Z", by: "ops" };
const CRN = "204 815 733K";
/** All that the tests say of the person; nothing else that is stored holds any of it. */
const PERSON = /Bloggs|MINE|ledger 9|shouted|moved to|204.?815.?733K/gi;
const NOTES = /brown envelope|by the side door/gi;

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, member) => (typeof member === "bigint" ? String(member) : member));
/** What of it is still there. */
const left = (of: RegExp, ...values: readonly unknown[]): readonly string[] => asText(values).match(of) ?? [];

export function erasureContract(stores: () => ErasableStores): void {
  const register = async (crn = CRN) => {
    const request = { accountId: 1, contactId: 7, crn };
    const more = { benefitGroupId: null, statusId: null, createId: 5, createSessionId: null };
    const draft = draftReference({ ...request, ...more }, { scheme: "any", identity: DEFAULT_IDENTITY });
    if (!draft.ok) throw new Error("refused");
    return judgeSave(draft.value, await stores().references.save(draft.value, STAMP));
  };
  const eventsOf = async (subject: RecordedEvent["subject"], id: number) =>
    (await stores().events.history(subject, id, { after: 0, limit: 99 }))?.items ?? [];
  const changesOf = async (subject: RecordedEvent["subject"], id: number) =>
    (await eventsOf(subject, id)).map((event) => event.change);
  const feed = async () => (await stores().events.feed({ after: 0, limit: 999 })).items;

  describe("an erased contact", () => {
    beforeEach(async () => {
      const { contacts } = stores();
      await contacts.put({ id: 7, reference: "MINE", name: "Joe Bloggs", parentId: null }, "any", STAMP);
      await contacts.put({ id: 8, reference: "SHARED", name: "First", parentId: 7 }, "any", STAMP);
      await contacts.saveExtra(
        { by: "id", id: 7 },
        { onStopReason: "shouted", accountReference: "ledger 9", delay2Pay: 14, flaggedReason: " " },
        STAMP,
      );
      await contacts.saveExtra({ by: "id", id: 7 }, { onStopReason: "moved to Perth" }, STAMP);
    });

    it("takes why its CRNs were seen, and none is seen any more", async () => {
      const { references, events, erasures } = stores();
      const none = { benefitGroupId: null, statusId: 1, createId: null, createSessionId: null };
      const scheme = { scheme: "any", identity: DEFAULT_IDENTITY } as const;
      const draft = draftReference({ accountId: 1, contactId: 7, crn: "555 444 333A", ...none }, scheme);
      if (!draft.ok) throw new Error("the reference is not valid");
      const { reference } = await references.save(draft.value, STAMP);
      await references.unmask(reference.id, "Ms Person phoned", STAMP);
      await erasures.eraseContact(7, ERASING);
      const history = await events.history("reference", reference.id, { after: 0, limit: 9 });
      expect(history?.items.map(({ change }) => change.kind)).toEqual(["created", "unmasked", "erased"]);
      expect(JSON.stringify(history)).not.toContain("phoned");
      expect(history?.items[1]).toMatchObject({ change: { reason: ERASED } });
      expect(await references.unmask(reference.id, "again", STAMP)).toEqual({ tag: "erased" });
    });

    it("keeps its numbers, its place and its stop, and no text", async () => {
      expect(await stores().erasures.eraseContact(7, ERASING)).toEqual({
        members: ["reference", "name", "accountReference", "onStopReason"],
        events: 4,
        references: 0,
      });
      const contact = await stores().contacts.byId(7);
      expect(contact).toMatchObject({ reference: null, name: ERASED, version: 5, lastUpdated: ERASING });
      expect(contact?.extra).toMatchObject({
        onStopReason: ERASED,
        accountReference: ERASED,
        flaggedReason: " ",
        delay2Pay: 14,
      });
      const { items } = await stores().contacts.list({ after: 0, limit: 9 });
      expect(left(PERSON, items, await stores().contacts.chain(8), await feed())).toEqual([]);
      expect((await stores().contacts.chain(8))?.ancestors[0]).toEqual(contact);
      const byText = await stores().contacts.saveExtra({ by: "reference", reference: ERASED }, {}, STAMP);
      expect(byText).toEqual({ tag: "no-match" });
    });

    it("has a history that says what was erased, when and by whom, and what had changed", async () => {
      await stores().erasures.eraseContact(7, ERASING);
      const [seeded, renamed, first, second, erasure, ...more] = await changesOf("contact", 7);
      expect(more).toEqual([]);
      const facts = { reference: ERASED, name: ERASED, parentId: null };
      const names = ["reference", "name"];
      expect(seeded).toEqual({
        kind: "created",
        before: null,
        after: facts,
        erased: { ...ERASING, members: names, changed: names },
      });
      expect(renamed).toEqual({
        kind: "updated",
        before: facts,
        after: facts,
        erased: { ...ERASING, members: names, changed: ["reference"] },
      });
      expect(first).toMatchObject({
        kind: "extra-saved",
        before: { onStopReason: null, delay2Pay: null },
        after: { onStopReason: ERASED, accountReference: ERASED, delay2Pay: 14, flaggedReason: " " },
        erased: {
          members: ["accountReference", "onStopReason"],
          changed: ["accountReference", "onStopReason"],
        },
      });
      expect(second).toMatchObject({
        erased: { members: ["accountReference", "onStopReason"], changed: ["onStopReason"] },
      });
      const members = ["reference", "name", "accountReference", "onStopReason"];
      expect(erasure).toEqual({
        kind: "erased",
        before: facts,
        after: { ...facts, reference: null },
        erased: { ...ERASING, members, changed: members },
      });
      expect((await eventsOf("contact", 7)).at(-1)).toMatchObject({
        version: 5,
        ...{ at: ERASING.at, actor: "ops" },
      });
    });

    it("may be named again and erased again, and nothing is written where nothing is left", async () => {
      await stores().erasures.eraseContact(7, ERASING);
      const nothing = { members: [], events: 0, references: 0 };
      const before = (await feed()).length;
      expect(await stores().erasures.eraseContact(7, ERASING)).toEqual(nothing);
      expect(await stores().erasures.tallyContact(7)).toEqual(nothing);
      expect(await feed()).toHaveLength(before);
      await stores().contacts.put(
        { id: 7, reference: null, name: "J. Bloggs", parentId: null },
        "any",
        STAMP,
      );
      expect(await stores().erasures.eraseContact(7, { ...ERASING, by: "again" })).toEqual({
        ...nothing,
        members: ["name"],
        events: 1,
      });
      const changes = await changesOf("contact", 7);
      expect(changes.map(({ kind }) => kind).slice(4)).toEqual(["erased", "updated", "erased"]);
      expect(changes[0]).toMatchObject({ erased: { by: "ops" } });
      expect(changes[5]).toMatchObject({ erased: { by: "again", changed: ["name"] } });
      expect(left(PERSON, await feed())).toEqual([]);
    });

    it("is only looked at by a tally", async () => {
      await register();
      const before = asText([await feed(), await stores().contacts.byId(7)]);
      expect(await stores().erasures.tallyContact(7)).toEqual({
        members: ["reference", "name", "accountReference", "onStopReason"],
        events: 4,
        references: 1,
      });
      expect(asText([await feed(), await stores().contacts.byId(7)])).toBe(before);
    });

    it("has no CRN in any reference, and frees each to be registered again", async () => {
      const first = await register();
      const inactive = await register("307 111 942H");
      await stores().references.deactivate(inactive.reference.id, STAMP);
      expect(await stores().erasures.eraseContact(7, ERASING)).toMatchObject({ references: 2 });
      const { items } = await stores().references.list({
        contactId: 7,
        activeOnly: false,
        after: 0,
        limit: 9,
      });
      const gone = { crn: ERASED, normalisedCrn: "" };
      expect(items).toEqual([
        { ...first.reference, ...gone, inactivated: ERASING, version: 2 },
        { ...inactive.reference, ...gone, inactivated: STAMP, version: 3 },
      ]);
      const history = await eventsOf("reference", first.reference.id);
      expect(history.map((event) => event.change.kind)).toEqual(["created", "erased"]);
      expect(history.every((event) => event.subject === "reference" && event.crn === ERASED)).toBe(true);
      expect(history.at(-1)?.change).toMatchObject({
        before: { inactivated: null, createId: 5 },
        after: { inactivated: ERASING },
        erased: { ...ERASING, members: ["crn"], changed: ["crn"] },
      });
      expect((await changesOf("reference", inactive.reference.id)).at(-1)).toMatchObject({
        kind: "erased",
        before: { inactivated: STAMP },
        after: { inactivated: STAMP },
      });
      expect(left(PERSON, await feed())).toEqual([]);

      const again = await register();
      expect(again.outcome).toEqual({ tag: "created" });
      expect(again.reference).toMatchObject({ crn: CRN, version: 1 });
      expect(again.nearDuplicates).toEqual([]);
      expect((await register("X")).nearDuplicates).toEqual([]);
    });

    it("may be one that only references name, or none at all", async () => {
      const request = { accountId: 1, contactId: 70, crn: CRN, benefitGroupId: null, statusId: null };
      const draft = draftReference(
        { ...request, createId: null, createSessionId: null },
        { scheme: "any", identity: DEFAULT_IDENTITY },
      );
      if (!draft.ok) throw new Error("refused");
      await stores().references.save(draft.value, STAMP);
      expect(await stores().erasures.eraseContact(70, ERASING)).toEqual({
        members: null,
        events: 0,
        references: 1,
      });
      expect(await stores().events.history("contact", 70, { after: 0, limit: 1 })).toBeNull();
      expect(await stores().erasures.eraseContact(71, ERASING)).toBeNull();
      expect(await stores().erasures.tallyContact(71)).toBeNull();
    });
  });

  describe("a plan whose notes are erased", () => {
    const work = (stamp = STAMP) => workOn(stores().plans, stamp);
    const erasing = (stamp = ERASING) => ({ ...work(stamp), erasures: stores().erasures });
    const payment = (note: string) =>
      ({
        kind: "record-payment",
        amount: 1_000n,
        receivedOn: TODAY,
        note,
        instalment: null,
      }) as const;
    const made = async () => {
      const plan = await makePlan(work(), createCommand({ count: 3 }), `nonce ${Math.random()}`);
      if (!plan.ok) throw new Error(plan.error.tag);
      return plan.value.plan.id;
    };
    const pay = async (id: number, note: string) => {
      const paid = await changePlan(work(), id, () => ok(payment(note)));
      if (!paid.ok) throw new Error(paid.error.tag);
    };
    /** As events were kept before there were commitments: the note in the hashed text itself. */
    const payAsBefore = async (id: number, note: string) => {
      const { plans } = stores();
      const plan = await plans.byId(id);
      const command = payment(note);
      const { policy } = work();
      const change = plan && recordPayment(plan, command, policy, STAMP);
      if (plan === null || change === null || !change.ok) throw new Error("no payment");
      const requestHash = await sha256(encodeCommand(command));
      const record = { command, policy, stamp: STAMP };
      const event = planEvent(plan.version + 1, record, change.value, requestHash, plan.eventHash);
      expect(await plans.save(plan, change.value.after, await sealEvent(event, sha256))).toBe("saved");
    };
    const keptOf = async (id: number) => {
      const kept = await wholeHistory(stores().plans, id);
      if (kept === null) throw new Error("no plan");
      return kept;
    };
    const verified = async (id: number) => verifyKept(await keptOf(id), sha256);

    it("commits to a note by a salt, and keeps the note outside the hashed text", async () => {
      const id = await made();
      await pay(id, "brown envelope");
      await pay(id, "");
      const { events } = await keptOf(id);
      expect(
        left(
          NOTES,
          events.map(({ text }) => text),
        ),
      ).toEqual([]);
      expect(events.map(({ texts }) => texts?.length ?? 0)).toEqual([0, 1, 0]);
      const [beside] = events[1]?.texts ?? [];
      expect(beside).toMatchObject({ member: "note", text: "brown envelope" });
      const told = JSON.parse(events[1]?.text ?? "").command.note;
      expect(told).toEqual({ commitment: await sha256(`${beside?.salt}\nbrown envelope`) });
      expect(await verified(id)).toMatchObject({ ok: true, value: { version: 3 } });
    });

    it("keeps every figure, says who erased what, and verifies", async () => {
      const id = await made();
      await pay(id, "brown envelope");
      await pay(id, "");
      await pay(id, "by the side door");
      const before = await stores().plans.byId(id);
      expect(await erasePlan(erasing(), id, true)).toEqual(ok({ notes: 2, replaced: 0 }));
      expect(await stores().plans.byId(id)).toEqual(before);
      expect(await erasePlan(erasing(), id)).toEqual(ok({ notes: 2, replaced: 0 }));
      const plan = await stores().plans.byId(id);
      expect(plan?.payments.map(({ note }) => note)).toEqual([ERASED, "", ERASED]);
      expect({ ...plan, payments: null, version: 4, eventHash: "", lastUpdated: null }).toEqual({
        ...before,
        payments: null,
        eventHash: "",
        lastUpdated: null,
      });
      expect(plan).toMatchObject({ version: 5, lastUpdated: ERASING });
      expect(left(NOTES, await keptOf(id), await feed(), plan)).toEqual([]);
      expect(await verified(id)).toEqual(
        ok({
          version: 5,
          hash: plan?.eventHash,
          erasures: [{ version: 5, at: ERASING.at, by: "ops", texts: 2, onTrust: 0 }],
        }),
      );
      expect((await changesOf("plan", id)).at(-1)).toMatchObject({
        kind: "erase-texts",
        command: { replaced: [] },
        at: ERASING.at,
        actor: "ops",
      });
    });

    it("keeps the reason of a reversal as a note is kept, and erases it too", async () => {
      const id = await made();
      await pay(id, "brown envelope");
      const reason = "by the side door";
      await changePlan(work(), id, () => ok({ kind: "reverse-payment", payment: 1, reason }));
      const { events } = await keptOf(id);
      expect(events[2]?.text).not.toContain(reason);
      expect(events[2]?.texts).toMatchObject([{ member: "reason", text: reason }]);
      expect((await stores().plans.byId(id))?.payments[0]?.reversed?.reason).toBe(reason);
      expect(await verified(id)).toMatchObject({ ok: true, value: { version: 3 } });
      expect(await erasePlan(erasing(), id)).toEqual(ok({ notes: 2, replaced: 0 }));
      const plan = await stores().plans.byId(id);
      expect(plan?.payments[0]).toMatchObject({ note: ERASED, reversed: { reason: ERASED } });
      expect(left(NOTES, await keptOf(id), await feed(), plan)).toEqual([]);
      expect(await verified(id)).toMatchObject({ ok: true, value: { erasures: [{ version: 4, texts: 2 }] } });
    });

    it("goes on as any plan, and can be erased again", async () => {
      const id = await made();
      await pay(id, "brown envelope");
      await erasePlan(erasing(), id);
      expect(await erasePlan(erasing(), id)).toEqual(ok({ notes: 0, replaced: 0 }));
      expect((await stores().plans.byId(id))?.version).toBe(3);
      await pay(id, "by the side door");
      await changePlan(work(), id, () => ok({ kind: "reverse-payment", payment: 1 }));
      expect(await verified(id)).toMatchObject({
        ok: true,
        value: { version: 5, erasures: [{ version: 3 }] },
      });
      expect(await erasePlan(erasing(STAMP), id)).toEqual(ok({ notes: 1, replaced: 0 }));
      expect(await verified(id)).toMatchObject({
        ok: true,
        value: {
          erasures: [
            { version: 3, texts: 1 },
            { version: 6, texts: 1, by: STAMP.by },
          ],
        },
      });
      expect(left(NOTES, await keptOf(id), await feed())).toEqual([]);
    });

    it("has no reason of a reversal any more either, and keeps that it was reversed, when and on which day", async () => {
      const id = await made();
      await pay(id, "");
      await pay(id, "brown envelope");
      const reversal = {
        kind: "reverse-payment",
        payment: 1,
        reason: "by the side door",
        on: TODAY,
      } as const;
      const reversed = await changePlan(work(), id, () => ok(reversal));
      expect(reversed.ok).toBe(true);
      await changePlan(work(), id, () => ok({ kind: "reverse-payment", payment: 2 }));
      expect(
        left(
          NOTES,
          (await keptOf(id)).events.map(({ text }) => text),
        ),
      ).toEqual([]);
      expect(await erasePlan(erasing(), id)).toEqual(ok({ notes: 2, replaced: 0 }));
      expect((await stores().plans.byId(id))?.payments).toMatchObject([
        { note: "", reversed: { ...STAMP, reason: ERASED, on: TODAY } },
        { note: ERASED, reversed: { ...STAMP, reason: null, on: null } },
      ]);
      expect(left(NOTES, await keptOf(id), await feed())).toEqual([]);
      expect(await verified(id)).toMatchObject({ ok: true, value: { erasures: [{ version: 6, texts: 2 }] } });
    });

    it("of before there were commitments verifies as it is, and erased says what is taken on trust", async () => {
      const id = await made();
      await payAsBefore(id, "brown envelope");
      await payAsBefore(id, "");
      await pay(id, "by the side door");
      expect(await verified(id)).toMatchObject({ ok: true, value: { version: 4 } });
      const hashes = (await keptOf(id)).events.map(({ hash }) => hash);
      expect(await erasePlan(erasing(), id)).toEqual(ok({ notes: 2, replaced: 1 }));
      const kept = await keptOf(id);
      expect(left(NOTES, kept, await feed())).toEqual([]);
      expect(kept.events.slice(0, 4).map(({ hash }) => hash)).toEqual(hashes);
      const [, replaced] = kept.events;
      expect(JSON.parse(replaced?.text ?? "")).toMatchObject({
        requestHash: ERASED,
        command: { note: { erased: "text" }, amount: "1000" },
      });
      expect(JSON.parse(kept.events.at(-1)?.text ?? "").command.replaced).toEqual([
        { version: 2, hash: await sha256(replaced?.text ?? "") },
      ]);
      expect(await verified(id)).toMatchObject({
        ok: true,
        value: { erasures: [{ version: 5, texts: 1, onTrust: 1 }] },
      });
      const [, told] = await changesOf("plan", id);
      expect(told).toMatchObject({ kind: "record-payment", difference: { rows: [{ ordinal: 1 }] } });
      expect(told !== undefined && "policy" in told && eventText(told)).toBe(replaced?.text);
    });

    it("loses no race: of an erasure and a payment at once both are there", async () => {
      const id = await made();
      await pay(id, "brown envelope");
      const [erased] = await Promise.all([
        erasePlan(erasing(), id),
        ...["a", "b", "c"].map((note) => pay(id, note)),
      ]);
      expect(erased.ok).toBe(true);
      const plan = await stores().plans.byId(id);
      expect([plan?.version, plan?.payments.length]).toEqual([6, 4]);
      expect(plan?.payments[0]?.note).toBe(ERASED);
      expect(await verified(id)).toMatchObject({ ok: true, value: { version: 6 } });
    });

    it("is no broken history to a check that it overtakes, and no excuse for one that is", async () => {
      const id = await made();
      await pay(id, "brown envelope");
      const { plans } = stores();
      let erased = false;
      const overtaken = (): KeptHistories => ({
        keptHead: plans.keptHead,
        keptEvents: async (...cursor) => {
          if (!erased) {
            erased = true;
            await erasePlan(erasing(), id);
          }
          return plans.keptEvents(...cursor);
        },
      });
      expect(await checkHistory(overtaken, id, sha256)).toMatchObject({
        count: 3,
        verified: { ok: true, value: { version: 3, erasures: [{ version: 3, texts: 1 }] } },
      });
      await pay(id, "by the side door");
      const robbed = (): KeptHistories => ({
        keptHead: plans.keptHead,
        keptEvents: async (...cursor) => {
          const page = await plans.keptEvents(...cursor);
          return { ...page, items: page.items.map((event) => ({ ...event, texts: [] })) };
        },
      });
      expect(await checkHistory(robbed, id, sha256)).toMatchObject({
        verified: { ok: false, error: { tag: "TEXT_MISSING", version: 4 } },
      });
      expect(await checkHistory(() => plans, 4711, sha256)).toBeNull();
    });

    it("is none where there is no plan", async () => {
      expect(await erasePlan(erasing(), 4711)).toEqual({
        ok: false,
        error: { tag: "PLAN_NOT_FOUND", id: 4711 },
      });
    });
  });
}
