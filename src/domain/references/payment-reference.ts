// A payment reference: as a request carries it, and as it is stored.
import type { Stamp } from "../values/stamp.ts";
import type { NormalisedCrn } from "./crn.ts";

/** The one StatusID of an active reference, and the default on save. Other numbers are the deployer's. */
export const ACTIVE_STATUS = 1;

/**
 * What a caller asks to be registered, nothing checked yet: null is "not sent". `createId` and `createSessionId`
 * name the user and session that the partner acts for. Numbers are 32-bit integers, as in the contract.
 */
export type NewReference = {
  readonly accountId: number | null;
  readonly contactId: number | null;
  readonly crn: string | null;
  readonly benefitGroupId: number | null;
  readonly statusId: number | null;
  readonly createId: number | null;
  readonly createSessionId: number | null;
};

/** A stored reference. `crn` is the text as sent; `version` counts its events from 1. */
export type PaymentReference = {
  readonly id: number;
  readonly accountId: number;
  readonly contactId: number;
  readonly crn: string;
  readonly normalisedCrn: NormalisedCrn;
  readonly benefitGroupId: number | null;
  readonly statusId: number;
  readonly createId: number | null;
  readonly createSessionId: number | null;
  readonly created: Stamp;
  readonly inactivated: Stamp | null;
  readonly version: number;
};

/** Active: StatusID 1 and not inactivated (docs/references.md, "Identity"). */
export function isActive(reference: Pick<PaymentReference, "statusId" | "inactivated">): boolean {
  return reference.statusId === ACTIVE_STATUS && reference.inactivated === null;
}
