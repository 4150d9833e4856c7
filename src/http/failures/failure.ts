// Everything a request can fail with: what the edge finds wrong, and what the domain refuses.
import type { ChangeFailure } from "../../domain/plans/commands/change-plan.ts";
import type { TotalNotReachable } from "../../domain/plans/schedule/choice-on-plan.ts";
import type { SolverFailure } from "../../domain/plans/schedule/solver.ts";
import type { Scope } from "../request/key/api-key.ts";
import type { Repeatable } from "../request/repeats/repeatable.ts";
import type { CustomerFailure } from "./contact-answers.ts";
import type { RehearsalFailure } from "./rehearsal-answers.ts";

/** One thing wrong with one field: a JSON Pointer into the body (or the name of a parameter) and a sentence. */
export type FieldError = { readonly pointer: string; readonly detail: string };

export type EdgeFailure =
  | { readonly tag: "UNAUTHENTICATED" }
  | { readonly tag: "SCOPE_MISSING"; readonly scope: Scope }
  | { readonly tag: "TENANT_UNKNOWN" }
  | { readonly tag: "TENANT_BLOCKED" }
  | { readonly tag: "OUT_OF_REACH" }
  | { readonly tag: "CROSS_SITE_WRITE" }
  /** The names of the settings, where they are told. */
  | { readonly tag: "NOT_CONFIGURED"; readonly settings: readonly string[] }
  | { readonly tag: "DATABASE_UNAVAILABLE"; readonly repeatable: Repeatable }
  | { readonly tag: "DATA_TOO_LARGE" }
  | { readonly tag: "INTERNAL_ERROR" }
  | { readonly tag: "RATE_LIMITED"; readonly of: "key" | "address"; readonly retryAfterS: number }
  | { readonly tag: "URL_TOO_LONG"; readonly max: number }
  | { readonly tag: "ROUTE_NOT_FOUND" }
  | { readonly tag: "PAGES_NOT_BUILT" }
  | { readonly tag: "NOT_ACCEPTABLE" }
  | { readonly tag: "METHOD_NOT_ALLOWED"; readonly allow: readonly string[] }
  | { readonly tag: "BODY_MALFORMED" }
  | { readonly tag: "BODY_TOO_LARGE"; readonly maxBytes: number }
  | { readonly tag: "MEDIA_TYPE_UNSUPPORTED" }
  | { readonly tag: "FIELDS_INVALID"; readonly fields: readonly FieldError[] }
  | { readonly tag: "QUERY_UNKNOWN"; readonly fields: readonly FieldError[] }
  | { readonly tag: "IF_MATCH_MISSING" }
  | { readonly tag: "IDEMPOTENCY_KEY_INVALID" }
  | { readonly tag: "IDEMPOTENCY_KEY_REUSED" }
  | { readonly tag: "IDEMPOTENCY_ANSWER_LOST" }
  | { readonly tag: "CURRENCY_DIFFERS"; readonly expected: string };

export type Failure =
  | EdgeFailure
  | ChangeFailure
  | SolverFailure
  | TotalNotReachable
  | CustomerFailure
  | RehearsalFailure;
