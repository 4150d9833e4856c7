// Everything a request can fail with, beside what the domain refuses: the input of the one failure-to-answer table.
import type { Scope } from "./api-key.ts";

/** One thing wrong with one field: a JSON Pointer into the body (or the name of a parameter) and a sentence. */
export type FieldError = { readonly pointer: string; readonly detail: string };

export type HttpFailure =
  | { readonly tag: "UNAUTHENTICATED" }
  | { readonly tag: "SCOPE_MISSING"; readonly scope: Scope }
  | { readonly tag: "NOT_CONFIGURED" }
  | { readonly tag: "DATABASE_UNAVAILABLE" }
  | { readonly tag: "INTERNAL_ERROR" }
  | { readonly tag: "ROUTE_NOT_FOUND" }
  | { readonly tag: "METHOD_NOT_ALLOWED"; readonly allow: readonly string[] }
  | { readonly tag: "BODY_MALFORMED" }
  | { readonly tag: "BODY_TOO_LARGE"; readonly maxBytes: number }
  | { readonly tag: "MEDIA_TYPE_UNSUPPORTED" }
  | { readonly tag: "FIELDS_INVALID"; readonly fields: readonly FieldError[] }
  | { readonly tag: "PLAN_NOT_FOUND" }
  | { readonly tag: "VERSION_CONFLICT" };
