// An error of Web API as a response, for the engine's tests: the service writes its own failures.
import type { HttpError } from "../../src/http/webapi/action-result.ts";
import type { Contract } from "../../src/http/webapi/contract.ts";
import { writeResult } from "../../src/http/webapi/write-result.ts";

/** Writes an HttpError in the negotiated type: for authentication, 503, and exceptions outside an action. */
export const writeHttpError = (
  contract: Contract,
  request: Request,
  status: number,
  error: HttpError,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> => writeResult(contract, request, { status, body: { kind: "error", error }, headers });
