// What an answer lists of the errors in a request's fields: a bounded number, each bounded.

import { cut, MAX_ERRORS, MAX_PATH_LENGTH } from "../webapi/bounded.ts";
import type { FieldError } from "./failure.ts";

/** Characters of what is said of one error, and of all of them in one sentence. */
const MAX_DETAIL_LENGTH = 200;
export const MAX_DETAILS_LENGTH = 2_000;

/** The errors that an answer lists, each as much of it as it shows. */
export const listed = (fields: readonly FieldError[]): readonly FieldError[] =>
  fields.slice(0, MAX_ERRORS).map(({ pointer, detail }) => ({
    pointer: cut(pointer, MAX_PATH_LENGTH),
    detail: cut(detail, MAX_DETAIL_LENGTH),
  }));
