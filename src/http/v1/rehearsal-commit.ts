// Committing a rehearsal: each plan gets exactly the change that its line tells, or none.
import type { ManyPlans, TermsSave } from "../../domain/plans/many-plans.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import type { Policy } from "../../domain/plans/plan-command.ts";
import { type Digest, planEvent, sealEvent } from "../../domain/plans/plan-event.ts";
import { rehearse, type TermsPatch } from "../../domain/plans/terms-patch.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import { answerOf } from "../failure-answers.ts";
import { A_TRIP, type Pace } from "../pace.ts";
import type { RehearsedPlan } from "./rehearsal-file.ts";
import { planLine } from "./rehearsal-json.ts";
import { CHUNK, stepsOf } from "./rehearsal-run.ts";

/** What committing needs beside the lines. */
export type CommitWork = {
  /** The store anew for each trip, as a remote client's trips share one deadline. */
  readonly open: () => ManyPlans;
  readonly digest: Digest;
  readonly stamp: Stamp;
  readonly patch: TermsPatch;
  /** Of the rehearsal, its `today` too. */
  readonly policy: Policy;
  /** The rehearsal's hash, kept as the request hash of each event: so a commit that is sent again knows its own. */
  readonly hash: string;
  readonly pace: Pace;
};

/** How many rows one write trip carries at most, beside those of its last plan: some 20 ms of an embedded database. */
const MAX_ROWS = 1_500;
/** Of how many plans one trip looks at the newest event. */
const MAX_EVENTS = 20;

type Outcome = "applied" | "unchanged" | "changed-since" | "refused";
type Line = { readonly id: number; readonly outcome: Outcome; readonly version: number | null };

/**
 * Lines in pieces: one a plan in the rehearsal's order, then the counts. `applied`: it has the rehearsed change, by
 * this call or by an earlier one of the same rehearsal. `changed-since`: it has another version than was rehearsed.
 */
export async function* committing(
  work: CommitWork,
  plans: readonly RehearsedPlan[],
): AsyncGenerator<string, void, undefined> {
  const counts: Record<Outcome, number> = { applied: 0, unchanged: 0, "changed-since": 0, refused: 0 };
  for (let at = 0; at < plans.length; ) {
    const lines = await commitChunk(work, plans.slice(at, at + CHUNK));
    at += lines.length;
    for (const { outcome } of lines) counts[outcome] += 1;
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  }
  const { "changed-since": changedSince, ...rest } = counts;
  yield `${JSON.stringify({ summary: { plans: plans.length, ...rest, changedSince } })}\n`;
}

/** The plans of the lines as they are now, and the lines that they are all of: fewer where plans are large. */
async function read({ open, pace }: CommitWork, lines: readonly RehearsedPlan[]) {
  const wanted = lines.filter((line) => line.outcome === "changed").map((line) => line.id);
  await pace(A_TRIP);
  const { items, next } = wanted.length === 0 ? { items: [], next: null } : await open().byIds(wanted);
  await pace(A_TRIP);
  const chunk = next === null ? lines : lines.filter((line) => line.id <= next);
  return { chunk, current: new Map(items.map((plan) => [plan.id, plan])) };
}

/** Commits the first of the lines; one of them at least. */
async function commitChunk(work: CommitWork, lines: readonly RehearsedPlan[]): Promise<readonly Line[]> {
  const { chunk, current } = await read(work, lines);
  const saves = new Map<number, TermsSave>();
  const moved: number[] = [];
  for (const { id, version, lineHash } of chunk) {
    const plan = current.get(id);
    if (plan === undefined) continue;
    if (plan.version !== version) moved.push(id);
    else {
      await work.pace(stepsOf(plan));
      const save = await saveOf(work, plan, lineHash);
      if (save !== null) saves.set(id, save);
    }
  }
  const saved = await saveAll(work, [...saves.values()]);
  const lost = [...moved, ...[...saves.keys()].filter((id) => !saved.has(id))];
  const earlier = await changedEarlier(work, lost);
  return chunk.map(({ id, version, outcome }): Line => {
    if (outcome !== "changed") return { id, outcome, version };
    if (saved.has(id)) return { id, outcome: "applied", version: (version ?? 0) + 1 };
    const now = current.get(id)?.version ?? null;
    if (earlier.has(id)) return { id, outcome: "applied", version: now };
    if (lost.includes(id)) return { id, outcome: "changed-since", version: now };
    return { id, outcome: "refused", version: now, ...OUTDATED } as Line;
  });
}

const OUTDATED = { code: "REHEARSAL_OUTDATED", detail: answerOf({ tag: "REHEARSAL_OUTDATED" }).detail };

/** The rehearsed change of a plan that is as it was rehearsed; null where its line would not be the same now. */
async function saveOf(work: CommitWork, before: Plan, lineHash: string): Promise<TermsSave | null> {
  const { digest, stamp, patch, policy, hash } = work;
  const rehearsed = rehearse(before, patch, policy);
  if (rehearsed.tag !== "changed") return null;
  if ((await digest(await planLine(before, rehearsed, policy.today))) !== lineHash) return null;
  const { command, change } = rehearsed;
  const unsealed = planEvent(before.version + 1, { command, policy, stamp }, change, hash, before.eventHash);
  return { before, after: change.after, event: await sealEvent(unsealed, digest) };
}

/** Writes the changes in as few trips as their rows allow; the ids that were written. */
async function saveAll(
  { open, pace }: CommitWork,
  saves: readonly TermsSave[],
): Promise<ReadonlySet<number>> {
  const saved = new Set<number>();
  let trip: TermsSave[] = [];
  let rows = 0;
  for (const [index, save] of saves.entries()) {
    trip.push(save);
    rows += save.after.rows.length;
    if (rows < MAX_ROWS && index < saves.length - 1) continue;
    await pace(A_TRIP);
    for (const id of await open().saveTerms(trip)) saved.add(id);
    trip = [];
    rows = 0;
  }
  return saved;
}

/** Those of the plans that an earlier call with the same rehearsal has changed. */
async function changedEarlier(
  { open, pace, hash }: CommitWork,
  ids: readonly number[],
): Promise<Set<number>> {
  const earlier = new Set<number>();
  for (let at = 0; at < ids.length; at += MAX_EVENTS) {
    await pace(A_TRIP);
    for (const id of await open().lastChangedBy(ids.slice(at, at + MAX_EVENTS), hash)) earlier.add(id);
  }
  return earlier;
}
