// What an action hands back: a status and a DTO, a list, an error, or nothing. How it is written is not its business.

import type { DtoOf, Shape, WireValue } from "./values/shape.ts";

/** Member path -> messages. Keys are written as given (`model.Name`). */
export type ModelState = Readonly<Record<string, readonly string[]>>;

/** Web API's HttpError. Names are written in the contract's casing; absent members are left out. */
export interface HttpError {
  readonly message: string;
  readonly messageDetail?: string;
  readonly modelState?: ModelState;
  /** Further members in PascalCase, for example `{ Code: "NOT_FOUND" }`. */
  readonly more?: Readonly<Record<string, string>>;
}

export type ResultBody =
  | {
      readonly kind: "dto";
      readonly shape: Shape;
      readonly value: Readonly<Record<string, WireValue>> | null;
    }
  | {
      readonly kind: "list";
      readonly shape: Shape;
      readonly values: readonly Readonly<Record<string, WireValue>>[];
    }
  | { readonly kind: "error"; readonly error: HttpError };

export type ResultHeaders = Readonly<Record<string, string>>;

export interface ActionResult {
  readonly status: number;
  /** Absent: an answer without a body and without Content-Type. */
  readonly body?: ResultBody;
  readonly headers?: ResultHeaders;
}

/** Answers one DTO; null is written as JSON `null`, in XML as a nil root. */
export const webApiResult = <S extends Shape>(
  status: number,
  shape: S,
  value: DtoOf<S> | null,
  headers: ResultHeaders = {},
): ActionResult => ({
  status,
  body: { kind: "dto", shape, value: value as Readonly<Record<string, WireValue>> | null },
  headers,
});

/** Answers a list of DTOs: a JSON array, in XML `ArrayOf…`. */
export const webApiList = <S extends Shape>(
  status: number,
  shape: S,
  values: readonly DtoOf<S>[],
  headers: ResultHeaders = {},
): ActionResult => ({
  status,
  body: { kind: "list", shape, values: values as readonly Readonly<Record<string, WireValue>>[] },
  headers,
});

/** Answers an error in the contract's own form: `webApiError(404, "Not found.")`. */
export const webApiError = (
  status: number,
  message: string,
  details: Omit<HttpError, "message"> & { readonly headers?: ResultHeaders } = {},
): ActionResult => {
  const { headers = {}, ...rest } = details;
  return { status, body: { kind: "error", error: { message, ...rest } }, headers };
};

/** 400 with ModelState, under the text that Web API gives an invalid model. */
export const webApiInvalid = (modelState: ModelState): ActionResult =>
  webApiError(400, "The request is invalid.", { modelState });
