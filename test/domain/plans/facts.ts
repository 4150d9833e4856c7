// A plan apart from what is only known about it: its version, and which versions made its amounts and anchors.
import { type Anchor, factsOf, type PlanState } from "../../../src/domain/plans/plan.ts";

export const rowFacts = ({ rows }: Pick<PlanState, "rows">) => rows.map(factsOf);

export const anchorFacts = ({ anchors }: Pick<PlanState, "anchors">): Omit<Anchor, "cause">[] =>
  anchors.map(({ cause: _, ...counted }) => counted);

export function planFacts(plan: PlanState) {
  const { version: _, ...rest } = plan;
  return { ...rest, rows: rowFacts(plan), anchors: anchorFacts(plan) };
}
