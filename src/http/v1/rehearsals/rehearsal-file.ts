// A rehearsal that is sent back: read line by line, and found to be the whole of the one that the path names.
import { err, ok, type Result } from "../../../domain/values/result.ts";
import type { EdgeFailure } from "../../failures/failure.ts";
import type { RehearsalFailure } from "../../failures/rehearsal-answers.ts";
import { sha256 } from "../../request/key/api-key.ts";
import { BYTES_A_STEP, type Pace } from "../../request/pace.ts";
import { isDeeperThan } from "../call/json-depth.ts";
import { readLines } from "../call/ndjson.ts";
import { rehearsalHash } from "./rehearsal-json.ts";
import {
  MAX_PLANS,
  type RehearsalHeader,
  rehearsalEnd,
  rehearsalHeader,
  rehearsalLine,
} from "./rehearsal-schemas.ts";

/** A rehearsal's own lines are nested less than half as deep. */
const MAX_DEPTH = 32;

const LIMITS = { maxBytes: 64 * 1024 * 1024, maxLine: 64 * 1024 };

/** What committing keeps of each plan's line. */
export type RehearsedPlan = {
  readonly id: number;
  readonly version: number | null;
  readonly outcome: "changed" | "unchanged" | "refused";
  /** SHA-256 of the line. */
  readonly lineHash: string;
};

export type SentRehearsal = { readonly header: RehearsalHeader; readonly plans: readonly RehearsedPlan[] };

/** Reads it, nothing else: BODY_MALFORMED is nested too deep, REHEARSAL_MALFORMED names the line, REHEARSAL_HASH_DIFFERS is another or a changed one. */
export async function readRehearsal(
  body: ReadableStream<Uint8Array>,
  wanted: string,
  pace: Pace,
): Promise<Result<SentRehearsal, RehearsalFailure | EdgeFailure>> {
  const hashes: string[] = [];
  const plans: RehearsedPlan[] = [];
  let header: RehearsalHeader | undefined;
  let ended = false;
  let number = 0;
  let unordered: number | undefined;
  for await (const line of readLines(body, LIMITS)) {
    number += 1;
    await pace(1 + (line?.length ?? 0) / BYTES_A_STEP);
    const malformed = err({ tag: "REHEARSAL_MALFORMED", line: number } as const);
    if (line !== null && isDeeperThan(line, MAX_DEPTH)) return err({ tag: "BODY_MALFORMED" });
    const value = line === null || ended ? undefined : parsed(line);
    if (line === null || value === undefined) return malformed;
    if (header === undefined) {
      const read = rehearsalHeader().safeParse(value);
      if (!read.success) return malformed;
      header = read.data;
      hashes.push(await sha256(line));
      continue;
    }
    const end = rehearsalEnd().safeParse(value);
    if (end.success) {
      ended = true;
      hashes.push(await sha256(JSON.stringify(end.data.summary)));
      continue;
    }
    const read = rehearsalLine().safeParse(value);
    if (!read.success || plans.length === MAX_PLANS) return malformed;
    const { id, version, outcome } = read.data;
    if (id <= (plans.at(-1)?.id ?? 0)) unordered ??= number;
    const lineHash = await sha256(line);
    hashes.push(lineHash);
    plans.push({ id, version, outcome, lineHash });
  }
  if (header === undefined || !ended) return err({ tag: "REHEARSAL_MALFORMED", line: number + 1 });
  if ((await rehearsalHash(hashes)) !== wanted) return err({ tag: "REHEARSAL_HASH_DIFFERS" });
  // Lines that are no rehearsal's, under a hash of their own: committing goes by ascending ids.
  if (unordered !== undefined) return err({ tag: "REHEARSAL_MALFORMED", line: unordered });
  return ok({ header, plans });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
