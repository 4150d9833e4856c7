// Committing a rehearsal: each plan gets exactly the change that its line tells, or none.
import type { ManyPlans, Standing, TermsSave } from "../../../domain/plans/bulk/many-plans-port.ts";
import { rehearse, type TermsPatch } from "../../../domain/plans/bulk/terms-patch.ts";
import type { Policy } from "../../../domain/plans/commands/plan-command.ts";
import { planEvent, sealEvent } from "../../../domain/plans/history/plan-event.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import { KeyUsedBefore } from "../../../domain/ports/store-errors.ts";
import type { Digest } from "../../../domain/values/digest.ts";
import type { Claim } from "../../../domain/values/idempotency.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import { answerOf } from "../../failures/failure-answers.ts";
import { A_TRIP, type Pace } from "../../request/pace.ts";
import type { RehearsedPlan } from "./rehearsal-file.ts";
import { planLine } from "./rehearsal-json.ts";
import { stepsOf } from "./rehearsal-run.ts";

/** What committing needs beside the lines. */
export type CommitWork = {
  /**
   * The store anew for each trip, as a remote client's trips share one deadline; with a claim, its first write claims
   * an idempotency key.
   */
  readonly open: (claim?: Claim) => ManyPlans;
  /** Of the request's idempotency key, where it has one. */
  readonly claim: Claim | undefined;
  readonly digest: Digest;
  readonly stamp: Stamp;
  readonly patch: TermsPatch;
  /** Of the rehearsal, its `today` too. */
  readonly policy: Policy;
  /** The rehearsal's hash, kept as the request hash of each event: so a commit that is sent again knows its own. */
  readonly hash: string;
  readonly pace: Pace;
};

/**
 * How many lines are answered together. A repeat tells them by the same pieces, so they are counted in lines alone and
 * not by what the plans of the day weigh. One trip looks at the newest event of each of them: some 20 ms at most.
 */
const LINES_A_CHUNK = 50;
/**
 * How many rows one write trip carries at most, beside those of its last plan: two long plans, some 8 ms of an embedded
 * database, and as much again where the trip's commit brings the log into the file.
 */
const MAX_ROWS = 1_000;

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
  let claim = work.claim;
  for (let at = 0; at < plans.length; at += LINES_A_CHUNK) {
    const chunk = plans.slice(at, at + LINES_A_CHUNK);
    const wanted = chunk.filter(({ outcome }) => outcome === "changed").map(asWanted);
    await work.pace(chunk.length);
    const standings = wanted.length === 0 ? [] : await commitWanted(work, wanted, claim);
    if (wanted.length > 0 && claim !== undefined) claim = await claimOfNext(work, claim);
    const lines = linesOf(chunk, standings);
    for (const { outcome } of lines) counts[outcome] += 1;
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  }
  const { "changed-since": changedSince, ...rest } = counts;
  yield `${JSON.stringify({ summary: { plans: plans.length, ...rest, changedSince } })}\n`;
}

type Wanted = { readonly id: number; readonly version: number; readonly lineHash: string };

const asWanted = ({ id, version, lineHash }: RehearsedPlan): Wanted => ({
  id,
  version: version ?? 0,
  lineHash,
});

/** The first chunk that writes has the request's own key, each that follows one made of the key before it. */
const claimOfNext = async ({ digest }: CommitWork, claim: Claim): Promise<Claim> => ({
  ...claim,
  key: await digest(`${claim.key}\nnext`),
});

/**
 * Commits the wanted plans of a chunk, and tells where each stands after it. With a claim that is kept in the chunk's
 * last trip, so that a request that is sent again is told where they stood then; what an earlier trip of a chunk did
 * is known by its events.
 */
async function commitWanted(
  work: CommitWork,
  wanted: readonly Wanted[],
  claim: Claim | undefined,
): Promise<readonly Standing[]> {
  const { open, pace, hash } = work;
  const asked = { plans: wanted, requestHash: hash };
  try {
    const last = await saveAllButLast(work, wanted, claim);
    // A write, or a look at the events of a chunk, takes longer than a look at as many rows.
    await pace(A_TRIP);
    if (last.length === 0 && claim === undefined) return await open().standing(asked, null);
    return await open(claim).saveAndTell(last, asked);
  } catch (error) {
    if (!(error instanceof KeyUsedBefore) || error.use.requestHash !== claim?.requestHash) throw error;
    return open().standing(asked, error.use.wrote?.seq ?? null);
  }
}

/** `applied` stays so, whatever happened since; else a plan of another version than was rehearsed has changed since. */
function linesOf(chunk: readonly RehearsedPlan[], standings: readonly Standing[]): readonly Line[] {
  const byId = new Map(standings.map((standing) => [standing.id, standing]));
  return chunk.map(({ id, version, outcome }): Line => {
    if (outcome !== "changed") return { id, outcome, version };
    const { applied = false, version: now = null } = byId.get(id) ?? {};
    if (applied) return { id, outcome: "applied", version: (version ?? 0) + 1 };
    if (now !== null && now !== version) return { id, outcome: "changed-since", version: now };
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

/**
 * Reads the wanted plans as many at a time as a page takes, and writes their changes in as few trips as their rows
 * allow, but for those of the last trip, which it gives back.
 */
async function saveAllButLast(
  work: CommitWork,
  wanted: readonly Wanted[],
  claim: Claim | undefined,
): Promise<readonly TermsSave[]> {
  const { open, pace } = work;
  let trip: TermsSave[] = [];
  let rows = 0;
  let rest = wanted;
  while (rest.length > 0) {
    await pace(A_TRIP);
    const { items, next } = await open(claim).byIds(rest.map(({ id }) => id));
    await pace(A_TRIP);
    const lines = new Map(rest.map((line) => [line.id, line]));
    for (const plan of items) {
      const line = lines.get(plan.id);
      await pace(stepsOf(plan));
      const save = line?.version === plan.version ? await saveOf(work, plan, line.lineHash) : null;
      if (save === null) continue;
      if (rows >= MAX_ROWS) {
        await pace(A_TRIP);
        await open().saveTerms(trip);
        trip = [];
        rows = 0;
      }
      trip.push(save);
      rows += save.after.rows.length;
    }
    rest = next === null ? [] : rest.filter(({ id }) => id > next);
  }
  return trip;
}
