// A rehearsal as it runs: plans read chunk by chunk, each rehearsed, its line given out, its numbers added up.
import type { ManyPlans } from "../../domain/plans/many-plans.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import { effectOf, rehearsalTally } from "../../domain/plans/rehearsal-summary.ts";
import { rehearse, type TermsPatch } from "../../domain/plans/terms-patch.ts";
import { sha256 } from "../api-key.ts";
import { missingLine, planLine, rehearsalHash, summaryJson } from "./rehearsal-json.ts";
import type { RehearsalHeader, Selection } from "./rehearsal-schemas.ts";

/** How many plans travel in one trip. */
export const CHUNK = 100;

/** The members of a selection as the store's filter. */
export function filterOf(select: Exclude<Selection, { ids: number[] }>) {
  return {
    clientId: select.clientId ?? null,
    businessUnitId: select.businessUnitId ?? null,
    state: select.recordState ?? null,
    active: select.active ?? null,
  };
}

/** Numbers, each once, ascending. */
export const inOrder = (ids: readonly number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);

/** The plans of a selection in chunks by id; null stands for an id that is no plan's. One read trip a chunk. */
async function* chunksOf(
  open: () => ManyPlans,
  select: Selection,
): AsyncGenerator<readonly (readonly [number, Plan | null])[], void, undefined> {
  if ("ids" in select) {
    const ids = inOrder(select.ids);
    for (let at = 0; at < ids.length; at += CHUNK) {
      const chunk = ids.slice(at, at + CHUNK);
      const found = new Map((await open().byIds(chunk)).map((plan) => [plan.id, plan]));
      yield chunk.map((id) => [id, found.get(id) ?? null]);
    }
    return;
  }
  for (let after: number | undefined = 0; after !== undefined; ) {
    const plans: readonly Plan[] = await open().matching(filterOf(select), { after, limit: CHUNK });
    if (plans.length > 0) yield plans.map((plan) => [plan.id, plan]);
    after = plans.length < CHUNK ? undefined : plans.at(-1)?.id;
  }
}

/**
 * Lines in pieces: the header, a line a plan by id, the summary with the hash. Holds one chunk and a hash for each
 * line. `open` gives the store anew for each chunk, as a remote client's trips share one deadline.
 */
export async function* rehearsal(
  open: () => ManyPlans,
  header: RehearsalHeader,
  patch: TermsPatch,
): AsyncGenerator<string, void, undefined> {
  const { policy } = header;
  const first = JSON.stringify(header);
  const hashes = [await sha256(first)];
  const tally = rehearsalTally();
  let start = `${first}\n`;
  for await (const chunk of chunksOf(open, header.select)) {
    const lines: string[] = [];
    for (const [id, plan] of chunk) {
      let line: string;
      if (plan === null) {
        line = missingLine(id);
        tally.add("refused", "PLAN_NOT_FOUND", null);
      } else {
        const rehearsed = rehearse(plan, patch, policy);
        line = await planLine(plan, rehearsed, policy.today);
        const code = rehearsed.tag === "refused" ? rehearsed.failure.tag : null;
        const warnings = rehearsed.tag === "changed" ? rehearsed.change.warnings : [];
        tally.add(rehearsed.tag, code, [plan.currency, effectOf(plan, rehearsed, policy.today)], warnings);
      }
      hashes.push(await sha256(line));
      lines.push(line);
    }
    yield `${start}${lines.join("\n")}\n`;
    start = "";
  }
  const summary = summaryJson(tally.summary());
  hashes.push(await sha256(JSON.stringify(summary)));
  yield `${start}${JSON.stringify({ summary, hash: await rehearsalHash(hashes) })}\n`;
}
