// What the judges of explanations share: a row of a plan with all its versions, and a form that reasons have.
import type { ModelAnchor, ModelPlan, ModelPolicy, ModelRow } from "./model-plan.ts";

/** Every version of a plan with the policy that it was made under: version n is at n - 1. */
export type Versions = readonly { readonly plan: ModelPlan; readonly policy: ModelPolicy }[];

export type ReasonWords = Readonly<Record<string, string>>;

/** The row that is explained, in the newest version, and the anchor that it is counted from. */
export type ExplainedRow = {
  readonly ordinal: number;
  readonly row: ModelRow;
  readonly anchor: ModelAnchor;
  readonly plan: ModelPlan;
  readonly versions: Versions;
};

export type ReasonForm = {
  readonly pattern: RegExp;
  readonly holds: (words: ReasonWords, row: ExplainedRow) => boolean;
};

export const reasonForm = (pattern: string, holds: ReasonForm["holds"]): ReasonForm => ({
  pattern: new RegExp(`^${pattern}$`),
  holds,
});

export const versionOf = (versions: Versions, version: number): ModelPlan | undefined =>
  versions[version - 1]?.plan;
