// A text that an event commits to is there as it was written, or an erasure says that it is gone: anything else shows.
import { beforeAll, describe, expect, it } from "vitest";
import type { PlanCommand } from "../../../src/domain/plans/commands/plan-command.ts";
import { encodeCommand } from "../../../src/domain/plans/history/command-text.ts";
import {
  type CommittedText,
  commitTexts,
  openCommand,
  redactedEventText,
} from "../../../src/domain/plans/history/kept-command.ts";
import type { KeptEvent } from "../../../src/domain/plans/history/kept-histories-port.ts";
import { planEvent, type SealedEvent, sealEvent } from "../../../src/domain/plans/history/plan-event.ts";
import { replayStep } from "../../../src/domain/plans/history/replay.ts";
import { verifyKept } from "../../../src/domain/plans/history/verify-kept.ts";
import type { Plan, PlanState } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import { ERASED } from "../../../src/domain/values/erased.ts";
import type { WholeHistory } from "../../../tools/shared/whole-history.ts";
import { accepted, createCommand, payment, ROLL, refused, STAMP } from "./builders.ts";
import { digest } from "./recorded.ts";

const ERASING = { at: "2026-03-04T05:06:07.008Z", by: "ops" };

/** The history that these commands leave: `old` ones keep their texts as they did before there were commitments. */
async function historyOf(
  commands: readonly { readonly command: PlanCommand; readonly old?: boolean }[],
): Promise<{ readonly events: readonly SealedEvent[]; readonly plan: Plan }> {
  const events: SealedEvent[] = [];
  let state: PlanState | null = null;
  for (const [index, { command, old = false }] of commands.entries()) {
    const stamp = command.kind === "erase-texts" ? ERASING : STAMP;
    const change: PlanChange = accepted(replayStep(state, { command, policy: ROLL, stamp }, index));
    const kept = old ? { command, texts: [] } : await commitTexts(command, () => `salt ${index}`, digest);
    const requestHash = await digest(encodeCommand(kept.command));
    const previous: string = events.at(-1)?.hash ?? "nonce";
    const record = { command: kept.command, policy: ROLL, stamp };
    const event = planEvent(index + 1, record, change, requestHash, previous);
    events.push(await sealEvent(event, digest, kept.texts));
    state = change.after;
  }
  const [first, last] = [events[0], events.at(-1)];
  if (state === null || first === undefined || last === undefined) throw new Error("no events");
  const plan = {
    ...state,
    id: 1,
    version: last.version,
    eventHash: last.hash,
    created: { at: first.at, by: first.actor },
    lastUpdated: { at: last.at, by: last.actor },
  };
  return { events, plan };
}

const create = { command: createCommand({ count: 3 }) };
const desk = { command: payment(100n, { note: "at the desk" }) };
const door = { command: payment(200n, { note: "at the door" }) };
const erase = (replaced: readonly { version: number; hash: string }[] = []) => ({
  command: { kind: "erase-texts", replaced } as const,
});

const withEvent = (history: WholeHistory, version: number, change: Partial<KeptEvent>): WholeHistory => ({
  ...history,
  events: history.events.map((event) => (event.version === version ? { ...event, ...change } : event)),
});
const broken = async (history: WholeHistory) => refused(await verifyKept(history, digest));
const erasures = async (history: WholeHistory) => accepted(await verifyKept(history, digest)).erasures;

describe("a commitment", () => {
  it("stands for every text that is not empty, each with a salt of its own, and opens again", async () => {
    let salts = 0;
    const newSalt = () => {
      salts += 1;
      return `s${salts}`;
    };
    const { command, texts } = await commitTexts(desk.command, newSalt, digest);
    expect(texts).toEqual([{ member: "note", salt: "s1", text: "at the desk" }]);
    expect(command).toEqual({ ...desk.command, note: { commitment: await digest("s1\nat the desk") } });
    expect(openCommand(command, texts)).toEqual(desk.command);
    expect(openCommand(command, [])).toEqual({ ...desk.command, note: ERASED });
    const again = await commitTexts(desk.command, newSalt, digest);
    expect(again.command).not.toEqual(command);
    for (const bare of [createCommand(), payment(5n, { note: "" })]) {
      expect(await commitTexts(bare, newSalt, digest)).toEqual({ command: bare, texts: [] });
    }
    expect(salts).toBe(2);
  });
});

describe("a text beside an event", () => {
  let history: WholeHistory;
  let text: CommittedText;
  beforeAll(async () => {
    history = await historyOf([create, desk, door]);
    const [first] = history.events[1]?.texts ?? [];
    if (first === undefined) throw new Error("no text");
    text = first;
  });

  it("that is as it was written is nothing to tell", async () => {
    expect(accepted(await verifyKept(history, digest))).toEqual({
      version: 3,
      hash: history.events[2]?.hash,
    });
  });

  it.each<[string, (text: CommittedText) => readonly CommittedText[]]>([
    ["another text", (one) => [{ ...one, text: "at the dusk" }]],
    ["another salt", (one) => [{ ...one, salt: "salt 9" }]],
    ["one more", (one) => [one, { ...one, member: "amount" }]],
  ])("that is %s shows at its version", async (_, change) => {
    const found = await broken(withEvent(history, 2, { texts: change(text) }));
    expect(found).toMatchObject({ tag: "TEXT_DIFFERS", version: 2 });
  });

  it("that is beside an event without any shows", async () => {
    expect(await broken(withEvent(history, 1, { texts: [text] }))).toEqual({
      tag: "TEXT_DIFFERS",
      version: 1,
      member: "note",
    });
  });

  it("that is gone shows where no erasure says so, the oldest first", async () => {
    const gone = { tag: "TEXT_MISSING", member: "note" };
    expect(await broken(withEvent(history, 3, { texts: [] }))).toEqual({ ...gone, version: 3 });
    const both = withEvent(withEvent(history, 3, { texts: [] }), 2, { texts: [] });
    expect(await broken(both)).toEqual({ ...gone, version: 2 });
  });

  it("that is gone after the last erasure shows too", async () => {
    const later = await historyOf([create, desk, erase(), door]);
    const erased = withEvent(later, 2, { texts: [] });
    expect(await erasures(erased)).toEqual([{ version: 3, ...ERASING, texts: 1, onTrust: 0 }]);
    expect(await broken(withEvent(erased, 4, { texts: [] }))).toMatchObject({
      tag: "TEXT_MISSING",
      version: 4,
    });
  });
});

describe("an event of before there were commitments", () => {
  const old = { ...desk, old: true };

  /** Its text without the note, and the digest of that. */
  const replaced = async (history: WholeHistory, version: number) => {
    const without = redactedEventText(history.events[version - 1]?.text ?? "") ?? "";
    return { text: without, hash: await digest(without) };
  };
  /** As an erasure leaves it: the same history, its last event naming what was put in place of version 2. */
  const erased = async () => {
    const { text, hash } = await replaced(await historyOf([create, old, door]), 2);
    const history = await historyOf([create, old, door, erase([{ version: 2, hash }])]);
    return withEvent(withEvent(history, 2, { text }), 3, { texts: [] });
  };

  it("verifies as it is", async () => {
    expect(await erasures(await historyOf([create, old, door]))).toBeUndefined();
  });

  it("holds nothing of the text nor of its request when it is replaced, and all else to the letter", async () => {
    const history = await historyOf([create, old]);
    const { text } = await replaced(history, 2);
    expect(text).not.toContain("desk");
    const before = JSON.parse(history.events[1]?.text ?? "");
    const note = { erased: "text" };
    expect(JSON.parse(text)).toEqual({
      ...before,
      command: { ...before.command, note },
      requestHash: ERASED,
    });
    expect(redactedEventText(text)).toBeNull();
    expect(redactedEventText(history.events[0]?.text ?? "")).toBeNull();
  });

  it("may hold the reason of a reversal", async () => {
    const reversal = { kind: "reverse-payment", payment: 1, reason: "bounced at the desk" } as const;
    const commands = [create, { command: payment(100n) }, { command: reversal, old: true }];
    const history = await historyOf(commands);
    const { text, hash } = await replaced(history, 3);
    expect(text).not.toContain("desk");
    const erased = await historyOf([...commands, erase([{ version: 3, hash }])]);
    expect(await erasures(withEvent(erased, 3, { text }))).toMatchObject([{ version: 4, onTrust: 1 }]);
  });

  it("is taken on trust when it is replaced and the erasure names what is there now", async () => {
    expect(await erasures(await erased())).toEqual([{ version: 4, ...ERASING, texts: 1, onTrust: 1 }]);
  });

  it("shows where nothing names it, or something else is there than was named", async () => {
    const history = await historyOf([create, old, door]);
    const { text } = await replaced(history, 2);
    const hash = { tag: "HASH_DIFFERS", version: 2, member: null };
    expect(await broken(withEvent(history, 2, { text }))).toEqual(hash);
    const whole = await erased();
    const other = (whole.events[1]?.text ?? "").replace('"amount":"100"', '"amount":"101"');
    expect(await broken(withEvent(whole, 2, { text: other }))).toEqual(hash);
    const twice = withEvent(await historyOf([create, old, door, erase()]), 2, { text });
    expect(await broken(withEvent(twice, 3, { texts: [] }))).toEqual(hash);
  });

  it("still links to the events before and after it", async () => {
    const history = await erased();
    for (const hash of ["0", null]) {
      const found = await broken(withEvent(history, 2, { hash }));
      expect(["HASH_DIFFERS", "LINK_BROKEN"]).toContain(found.tag);
    }
    const text = (history.events[1]?.text ?? "").replace(history.events[0]?.hash ?? "-", "0".repeat(64));
    expect((await broken(withEvent(history, 2, { text }))).tag).toBe("COLUMN_DIFFERS");
  });
});
