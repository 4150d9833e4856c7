// Save if not exists: what a request must hold, and what came of it (docs/references.md).
import { isId, MAX_ID } from "../values/ids.ts";
import { namesOf } from "../values/names-of.ts";
import { err, ok, type Result } from "../values/result.ts";
import { type Crn, type CrnFailure, parseCrn } from "./crn.ts";
import { type CrnScheme, fitsScheme, SCHEME_SHAPES } from "./crn-scheme.ts";
import { type IdentityKey, type IdentitySetting, identityKey, takenBy } from "./identity.ts";
import { type KnownCrn, nearDuplicates } from "./near-duplicate.ts";
import { ACTIVE_STATUS, type NewReference, type PaymentReference } from "./payment-reference.ts";

export type ReferenceSettings = { readonly scheme: CrnScheme; readonly identity: IdentitySetting };

/**
 * One bad member each. `member` is the domain's word: accountId, contactId and crn are the contract's AccountID,
 * ContactID and CRNNumber. The CRN itself is never repeated.
 */
export type ReferenceFailure =
  | { readonly member: "accountId" | "contactId"; readonly tag: "REQUIRED" }
  | {
      readonly member: "accountId" | "contactId";
      readonly tag: "ID_OUT_OF_RANGE";
      readonly got: number;
      readonly max: number;
    }
  | ({ readonly member: "crn" } & CrnFailure)
  | {
      readonly member: "crn";
      readonly tag: "CRN_NOT_OF_SCHEME";
      readonly scheme: CrnScheme;
      readonly shape: string;
    };

/**
 * A reference that may be stored. `key` is the row's own; the save finds instead of writes when a reference that is
 * not inactivated holds one of `takenBy`. `said` are the members that the request carried a value of: what was not
 * sent says nothing about a reference that is there.
 */
export type ReferenceDraft = {
  readonly accountId: number;
  readonly contactId: number;
  readonly crn: Crn;
  readonly benefitGroupId: number | null;
  readonly statusId: number;
  readonly createId: number | null;
  readonly createSessionId: number | null;
  readonly key: IdentityKey;
  readonly takenBy: readonly IdentityKey[];
  readonly said: readonly DifferingMember[];
};

/** What the store reports of a save: the row written or found, and the contact's other active references. */
export type SavedReference = {
  readonly reference: PaymentReference;
  readonly inserted: boolean;
  readonly others: readonly (KnownCrn & { readonly accountId: number })[];
};

export type DifferingMember = "accountId" | "benefitGroupId" | "statusId";

export type SaveOutcome =
  | { readonly tag: "created" }
  | { readonly tag: "existing" }
  | { readonly tag: "existing-different"; readonly differing: readonly DifferingMember[] };

/** `nearDuplicates` are the ids of active references that the new one nearly equals; empty unless it was created. */
export type SaveVerdict = {
  readonly reference: PaymentReference;
  readonly outcome: SaveOutcome;
  readonly nearDuplicates: readonly number[];
};

function readId(member: "accountId" | "contactId", id: number | null): Result<number, ReferenceFailure> {
  if (id === null) return err({ member, tag: "REQUIRED" });
  if (isId(id)) return ok(id);
  return err({ member, tag: "ID_OUT_OF_RANGE", got: id, max: MAX_ID });
}

function readCrn(text: string | null, scheme: CrnScheme): Result<Crn, ReferenceFailure> {
  const crn = parseCrn(text ?? "");
  if (!crn.ok) return err({ member: "crn", ...crn.error });
  if (fitsScheme(crn.value.normalised, scheme)) return crn;
  return err({ member: "crn", tag: "CRN_NOT_OF_SCHEME", scheme, shape: SCHEME_SHAPES[scheme] });
}

/**
 * Checks a request and makes the draft that the store saves. On failure every bad member is named, in the contract's
 * order. StatusID defaults to 1.
 *
 * A save with another StatusID is not active, so the database's rule of one active reference does not bind it. It is
 * still "if not exists": where the active reference exists, that one is the answer (`existing-different`, statusId
 * named); else the first such save is stored, and its repetitions find it. It never stands in the way of a later save
 * with StatusID 1.
 */
export function draftReference(
  request: NewReference,
  settings: ReferenceSettings,
): Result<ReferenceDraft, readonly ReferenceFailure[]> {
  const account = readId("accountId", request.accountId);
  const contact = readId("contactId", request.contactId);
  const crn = readCrn(request.crn, settings.scheme);
  if (!account.ok || !contact.ok || !crn.ok) {
    return err([account, contact, crn].flatMap((read) => (read.ok ? [] : [read.error])));
  }
  const draft = {
    accountId: account.value,
    contactId: contact.value,
    crn: crn.value,
    benefitGroupId: request.benefitGroupId,
    statusId: request.statusId ?? ACTIVE_STATUS,
    createId: request.createId,
    createSessionId: request.createSessionId,
  };
  const parts = { ...draft, normalisedCrn: crn.value.normalised };
  return ok({
    ...draft,
    key: identityKey(settings.identity, parts),
    takenBy: takenBy(settings.identity, parts),
    said: COMPARED.filter((member) => request[member] !== null),
  });
}

// Another spelling of the CRN is no difference; who created it and when is not asked. AccountID can differ only where
// the setting leaves it out of the key.
const COMPARED = namesOf<DifferingMember>({ accountId: true, benefitGroupId: true, statusId: true });

/**
 * What came of a save: the outcome, the members that were sent and differ in the contract's order, and the
 * near-duplicates.
 */
export function judgeSave(draft: ReferenceDraft, saved: SavedReference): SaveVerdict {
  const { reference, inserted, others } = saved;
  if (inserted) {
    const near = nearDuplicates(draft.crn.normalised, others);
    return { reference, outcome: { tag: "created" }, nearDuplicates: near };
  }
  const differing = draft.said.filter((member) => draft[member] !== reference[member]);
  const outcome: SaveOutcome =
    differing.length === 0 ? { tag: "existing" } : { tag: "existing-different", differing };
  return { reference, outcome, nearDuplicates: [] };
}
