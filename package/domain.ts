// `receivables-edge/domain`: the core, to take along. It reads no clock, draws no random number and loads nothing; what
// it cannot know is an argument. Money is minor units in a bigint, a date is "YYYY-MM-DD", a refusal is a value.
//
//   const change = createPlan(command, { arrears: "roll", today }, stamp);
//   if (change.ok) JSON.stringify(changedPlanJson({ plan: previewOfCreation(change.value, stamp), change: change.value }, …));

// Contacts and their credit.
export {
  type Contact,
  type ContactChain,
  type ContactDraft,
  type ContactExtra,
  EMPTY_EXTRA,
} from "../src/domain/contacts/contact.ts";
export { type AvailableCredit, availableCredit } from "../src/domain/contacts/credit/available-credit.ts";
export {
  type CreditDecision,
  type CreditReason,
  type CreditRequest,
  type DecisionKind,
  decideCredit,
  type Verdict,
} from "../src/domain/contacts/credit/credit-decision.ts";
export { reasonText, type Unblock, unblock } from "../src/domain/contacts/credit/decision-text.ts";
export { type StopCause, stopCauses } from "../src/domain/contacts/credit/effective-stop.ts";
export type { Clock } from "../src/domain/contacts/extras/written-date.ts";
export { type PlanSummary, summaryOf } from "../src/domain/plans/bulk/plan-summary.ts";
// Payment plans: what they are, what can be asked of them, and what that changes.
export {
  patchedUpdate,
  type Rehearsed,
  rehearse,
  type TermsPatch,
} from "../src/domain/plans/bulk/terms-patch.ts";
export { applyCommand } from "../src/domain/plans/commands/apply-command.ts";
export type { ChangedPlan } from "../src/domain/plans/commands/change-plan.ts";
export { createPlan } from "../src/domain/plans/commands/create-plan.ts";
export type {
  Arrears,
  ChangePlan,
  CreatePlan,
  EraseTexts,
  PlanCommand,
  PlanRecord,
  Policy,
  RecordPayment,
  ReversePayment,
  SetInstalment,
  UpdatePlan,
} from "../src/domain/plans/commands/plan-command.ts";
export { previewOfChange, previewOfCreation, UNSAVED_ID } from "../src/domain/plans/commands/preview.ts";
export type { Claim } from "../src/domain/plans/difference/claims.ts";
export { claimsOf } from "../src/domain/plans/difference/claims-of.ts";
export type { Difference } from "../src/domain/plans/difference/difference.ts";
export { sentenceOf } from "../src/domain/plans/difference/sentences.ts";
export { type PlanWarning, warningSentence } from "../src/domain/plans/difference/warnings.ts";
export { type CollectionConvention, collectionDate } from "../src/domain/plans/due-dates/collection-date.ts";
export { type Explanation, explainInstalment } from "../src/domain/plans/explain/explanation.ts";
// Verify: a plan's history is whole, and makes the plan of today.
export { decodeEvent } from "../src/domain/plans/history/event-text.ts";
export type { KeptEvent } from "../src/domain/plans/history/kept-histories-port.ts";
export type { KeptHistory } from "../src/domain/plans/history/kept-history.ts";
export {
  eventText,
  type PlanEvent,
  recordOf,
  type UnsealedEvent,
} from "../src/domain/plans/history/plan-event.ts";
export { type ReplayFailure, replay } from "../src/domain/plans/history/replay.ts";
export {
  type ChainHead,
  type HistoryFailure,
  verifyChain,
  verifyReplay,
} from "../src/domain/plans/history/verify-history.ts";
export {
  type BrokenHistory,
  type VerifiedHistory,
  verifyKept,
} from "../src/domain/plans/history/verify-kept.ts";
export {
  ACTIVE,
  type Anchor,
  type AsWritten,
  effectiveAmount,
  type Instalment,
  type InstalmentFacts,
  isLocked,
  type Payment,
  type Plan,
  type PlanState,
  type Reversal,
  type Terms,
} from "../src/domain/plans/plan.ts";
export type { PlanChange } from "../src/domain/plans/plan-change.ts";
export type { PlanFailure } from "../src/domain/plans/plan-failure.ts";
export {
  type ScheduleChoice,
  type ScheduleQuestion,
  type SolverFailure,
  solveSchedule,
} from "../src/domain/plans/schedule/solver.ts";
export { readAmount } from "../src/domain/plans/terms/read-amount.ts";
export { RECURRENCES, type Recurrence } from "../src/domain/plans/terms/recurrence.ts";
export { MAX_COUNT, MIN_COUNT } from "../src/domain/plans/terms/terms-check.ts";
export { writtenStart } from "../src/domain/plans/terms/written-start.ts";
export { type PlanStatus, statusOf, type Totals, totalsOf } from "../src/domain/plans/totals.ts";
// Payment references: reading a CRN, hiding it, and what saving one again means.
export {
  type Crn,
  type CrnFailure,
  maskCrn,
  type NormalisedCrn,
  parseCrn,
} from "../src/domain/references/crn.ts";
export {
  CRN_SCHEMES,
  type CrnScheme,
  centrelinkCheckLetter,
  fitsScheme,
  mod10v01CheckDigit,
  mod10v05CheckDigit,
} from "../src/domain/references/crn-scheme.ts";
export { DEFAULT_IDENTITY, type IdentitySetting, identityKey } from "../src/domain/references/identity.ts";
export { nearDuplicates } from "../src/domain/references/near-duplicate.ts";
export type { NewReference, PaymentReference } from "../src/domain/references/payment-reference.ts";
export {
  draftReference,
  judgeSave,
  type ReferenceDraft,
  type ReferenceFailure,
  type ReferenceSettings,
  type SaveOutcome,
  type SaveVerdict,
} from "../src/domain/references/save-reference.ts";
// Values.
export { type Currency, exponentOf, parseCurrency } from "../src/domain/values/currency.ts";
export type { Digest } from "../src/domain/values/digest.ts";
export { type LocalDate, parseLocalDate } from "../src/domain/values/local-date.ts";
export {
  formatMinor,
  MAX_MINOR,
  type Minor,
  type Money,
  type MoneyFailure,
  parseMinor,
} from "../src/domain/values/money.ts";
export { type Err, err, type Ok, ok, type Result } from "../src/domain/values/result.ts";
export type { Actor, Instant, Stamp } from "../src/domain/values/stamp.ts";
// Plans as /v1 writes them, byte for byte.
export { changedPlanJson, differenceJson } from "../src/http/v1/plans/difference-json.ts";
export { planJson, type Shown } from "../src/http/v1/plans/plan-json.ts";
