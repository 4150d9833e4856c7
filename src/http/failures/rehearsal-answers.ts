// What can be wrong with a rehearsal or with a rehearsal that is sent back to be committed, and the answers to it.
import type { LocalDate } from "../../domain/values/local-date.ts";
import type { AnswerTable } from "./answer.ts";

export type RehearsalFailure =
  | { readonly tag: "SELECTION_TOO_LARGE"; readonly max: number }
  | { readonly tag: "REHEARSAL_MALFORMED"; readonly line: number }
  | { readonly tag: "REHEARSAL_HASH_DIFFERS" }
  | { readonly tag: "REHEARSAL_EXPIRED"; readonly today: LocalDate }
  | { readonly tag: "REHEARSAL_OUTDATED" };

export const REHEARSAL_ANSWERS: AnswerTable<RehearsalFailure> = {
  SELECTION_TOO_LARGE: ({ max }) => ({
    status: 422,
    title: "Too many plans",
    detail: `More than ${max} plans are selected. Narrow the selection.`,
  }),
  REHEARSAL_MALFORMED: ({ line }) => ({
    status: 422,
    title: "This is no whole rehearsal",
    detail: `Line ${line} is not what a rehearsal has there. Send back all lines as they were received.`,
  }),
  REHEARSAL_HASH_DIFFERS: () => ({
    status: 409,
    title: "This is another rehearsal",
    detail: "The lines do not have the hash of the path. Send back all lines as they were received.",
  }),
  REHEARSAL_EXPIRED: ({ today }) => ({
    status: 409,
    title: "The rehearsal is not of these days",
    detail: `It was of ${today}. Rehearse the change again.`,
  }),
  REHEARSAL_OUTDATED: () => ({
    status: 409,
    title: "The change would be another one now",
    detail: "The plan is as it was rehearsed, but the change would not do the same. Rehearse it again.",
  }),
};
