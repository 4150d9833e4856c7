// Reads and binds the body of a request to an action, or says how it is refused.

import { type ActionResult, webApiError, webApiInvalid } from "./action-result.ts";
import { decodeBody } from "./body/decode-body.ts";
import { hasNoBody, readBody } from "./body/read-body.ts";
import { cut, MAX_NAME_LENGTH } from "./bounded.ts";
import type { Contract } from "./contract.ts";
import { parseContentType } from "./negotiate/media-type.ts";
import { selectReader } from "./negotiate/negotiate.ts";
import type { DtoOf, MemberName, Shape } from "./values/shape.ts";

/** A body that was read without an error: the DTO, and which of its own members the body did not carry. */
export interface Bound<S extends Shape> {
  readonly value: DtoOf<S>;
  readonly missing: ReadonlySet<MemberName<S>>;
}

type Outcome<S extends Shape> =
  | { readonly kind: "bound"; readonly bound: Bound<S> }
  | { readonly kind: "refused"; readonly refusal: ActionResult };

const refused = (refusal: ActionResult): { kind: "refused"; refusal: ActionResult } => ({
  kind: "refused",
  refusal,
});

const UNNAMED_TYPE =
  "The request contains an entity body but no Content-Type header. The inferred media type 'application/octet-stream' is not supported for this resource.";

const TOO_LARGE = webApiError(413, "The request entity is too large.");

/** Nothing to save: the original hands its action a null model, ours refuses it (docs/wire.md "Request media type"). */
const NULL_MODEL = webApiInvalid({ model: ["A value is required."] });

/**
 * Reads and binds a request's body. Refuses with 415 (no reader), 413 (too big), 400 (errors, or nothing to bind).
 * Source: docs/wire.md "Request media type"; cases *-ct-*.
 */
export const bindBody = async <S extends Shape>(
  contract: Contract,
  shape: S,
  request: Request,
): Promise<Outcome<S>> => {
  const contentType = parseContentType(request.headers.get("content-type"));
  const format = contentType === null ? null : selectReader(contract.formats, contentType);
  const knownEmpty = hasNoBody(request);
  if (format === null) {
    if (knownEmpty) return refused(NULL_MODEL);
    const message =
      contentType === null
        ? UNNAMED_TYPE
        : `The request entity's media type '${cut(contentType.value, MAX_NAME_LENGTH)}' is not supported for this resource.`;
    return refused(webApiError(415, message));
  }
  if (knownEmpty) return refused(NULL_MODEL);
  const bytes = await readBody(request, contract.limits.received);
  if (bytes === null) return refused(TOO_LARGE);
  const decoded = await decodeBody({ contract, format, shape, bytes, contentType });
  if (decoded === "too large") return refused(TOO_LARGE);
  if (decoded.errors !== null) return refused(webApiInvalid(decoded.errors));
  if (decoded.value === null) return refused(NULL_MODEL);
  const value = decoded.value as DtoOf<S>;
  const missing = decoded.missing as ReadonlySet<MemberName<S>>;
  return { kind: "bound", bound: { value, missing } };
};
