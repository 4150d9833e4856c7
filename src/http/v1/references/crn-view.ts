// How much of a CRN a caller sees: all of it with the scope references:unmask, else a mask (docs/references.md).
import type { Context } from "hono";
import { maskCrn } from "../../../domain/references/crn.ts";
import { hasCrn } from "../../../domain/references/erased-reference.ts";
import type { PaymentReference } from "../../../domain/references/payment-reference.ts";
import type { AppEnv } from "../../request/context.ts";

/** From a reference (or an event of one) to the text to show. */
export type CrnView = (of: Pick<PaymentReference, "crn" | "normalisedCrn">) => string;

const wholeCrn: CrnView = ({ crn }) => crn;
const maskedCrn: CrnView = (of) => (hasCrn(of) ? maskCrn(of.normalisedCrn) : of.crn);

export const crnView = (context: Pick<Context<AppEnv>, "get">): CrnView =>
  context.get("key")?.scopes.includes("references:unmask") === true ? wholeCrn : maskedCrn;
