// A rehearsal as it runs: plans read chunk by chunk, each rehearsed, its line given out, its numbers added up.
import type { ManyPlans } from "../../../domain/plans/bulk/many-plans-port.ts";
import { effectOf, rehearsalTally } from "../../../domain/plans/bulk/rehearsal-summary.ts";
import { rehearse, type TermsPatch } from "../../../domain/plans/bulk/terms-patch.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import { sha256 } from "../../request/key/api-key.ts";
import { A_TRIP, type Pace } from "../../request/pace.ts";
import { missingLine, planLine, rehearsalHash, summaryJson } from "./rehearsal-json.ts";
import type { RehearsalHeader, Selection } from "./rehearsal-schemas.ts";

/** How many plans travel in one trip, unless they are large. */
const CHUNK = 100;

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
const inOrder = (ids: readonly number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);

/** How much work a plan is. */
export const stepsOf = ({ rows, payments }: Plan): number => 1 + rows.length + payments.length;

/** The plans of a selection in chunks by id; null stands for an id that is no plan's. One read trip a chunk. */
async function* chunksOf(
  open: () => ManyPlans,
  select: Selection,
  pace: Pace,
): AsyncGenerator<readonly (readonly [number, Plan | null])[], void, undefined> {
  if ("ids" in select) {
    for (let rest = inOrder(select.ids); rest.length > 0; ) {
      await pace(A_TRIP);
      const wanted = rest.slice(0, CHUNK);
      const { items, next } = await open().byIds(wanted);
      const found = new Map(items.map((plan) => [plan.id, plan]));
      const chunk = next === null ? wanted : wanted.filter((id) => id <= next);
      yield chunk.map((id) => [id, found.get(id) ?? null]);
      rest = rest.slice(chunk.length);
    }
    return;
  }
  for (let after: number | null = 0; after !== null; ) {
    await pace(A_TRIP);
    const page: Awaited<ReturnType<ManyPlans["matching"]>> = await open().matching(filterOf(select), {
      after,
      limit: CHUNK,
    });
    if (page.items.length > 0) yield page.items.map((plan) => [plan.id, plan]);
    after = page.next;
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
  pace: Pace,
): AsyncGenerator<string, void, undefined> {
  const { policy } = header;
  const first = JSON.stringify(header);
  const hashes = [await sha256(first)];
  const tally = rehearsalTally();
  let start = `${first}\n`;
  for await (const chunk of chunksOf(open, header.select, pace)) {
    await pace(A_TRIP);
    const lines: string[] = [];
    for (const [id, plan] of chunk) {
      let line: string;
      if (plan === null) {
        line = missingLine(id);
        tally.add("refused", "PLAN_NOT_FOUND", null);
      } else {
        await pace(stepsOf(plan));
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
