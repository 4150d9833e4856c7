// Puts many contacts, part by part: one whose parent is not there yet waits for it.
import type { Stamp } from "../../values/stamp.ts";
import { type ContactFailure, tooLong } from "../contact-draft.ts";
import type { ParentFailure } from "../parents/parent-chain.ts";
import { parentCircles } from "../parents/parent-circle.ts";
import type { ContactLoad, ContactOutcome, ManyContacts } from "./many-contacts-port.ts";

/** Why a contact was not put. */
export type PutManyFailure =
  | ParentFailure
  | { readonly tag: "CONTACT_INVALID"; readonly failures: readonly ContactFailure[] }
  /** Each contact of the circle is to stand under the next, the last one under the first. */
  | { readonly tag: "PARENTS_IN_CIRCLE"; readonly circle: readonly number[] }
  | { readonly tag: "PARENT_REFUSED"; readonly parentId: number }
  /** Others were changing it all the time. */
  | { readonly tag: "CONTACT_BUSY"; readonly id: number };

export type PutManyOutcome =
  | { readonly tag: "created" | "updated" | "unchanged" }
  /** To be put again when what is still to come is there. */
  | { readonly tag: "waiting" }
  | { readonly tag: "refused"; readonly failure: PutManyFailure };

/** Why each contact that waits in vain has no parent, told of all of them together. */
export type Stuck = (id: number, failure: ParentFailure) => PutManyFailure;

/**
 * What keeps contacts waiting that are all that is left, none of which could be put: by itself, in a circle, or since
 * the parent waits in vain as well.
 */
export function stuckAmong(waiting: readonly ContactLoad[]): Stuck {
  const parents = new Map(
    waiting.flatMap(({ draft }) => (draft.parentId === null ? [] : [[draft.id, draft.parentId] as const])),
  );
  const circles = parentCircles(parents);
  return (id, failure) => {
    if (failure.tag === "PARENT_CYCLE") {
      return { tag: "PARENTS_IN_CIRCLE", circle: [id, ...failure.through.filter((one) => one !== id)] };
    }
    if (failure.tag !== "PARENT_UNKNOWN") return failure;
    const circle = circles.get(id);
    if (circle !== undefined) return { tag: "PARENTS_IN_CIRCLE", circle };
    const { parentId } = failure;
    return parents.has(parentId) ? { tag: "PARENT_REFUSED", parentId } : failure;
  };
}

/**
 * Puts a part of the contacts, in one read trip and one write trip; what came of each, in their order. `stuck` is given
 * when waiting longer is of no use: then none waits any more, and each that is refused says why.
 */
export async function putContacts(
  { contacts, stamp }: { readonly contacts: ManyContacts; readonly stamp: Stamp },
  loads: readonly ContactLoad[],
  stuck: Stuck | null,
): Promise<readonly PutManyOutcome[]> {
  const puts = await contacts.putMany(loads, stamp);
  return loads.map(({ draft: { id } }, index) => {
    const put = puts[index];
    if (put === undefined) throw new Error("nothing came of a contact that was put");
    return outcomeOf(id, put, stuck);
  });
}

function outcomeOf(id: number, put: ContactOutcome, stuck: Stuck | null): PutManyOutcome {
  switch (put.tag) {
    case "created":
    case "updated":
    case "unchanged":
      return { tag: put.tag };
    case "text-too-long":
      return { tag: "refused", failure: { tag: "CONTACT_INVALID", failures: tooLong(put.members) } };
    case "parent-refused":
      return stuck === null ? WAITING : { tag: "refused", failure: stuck(id, put.failure) };
    case "version-conflict":
      return stuck === null ? WAITING : { tag: "refused", failure: { tag: "CONTACT_BUSY", id } };
  }
}

const WAITING = { tag: "waiting" } as const;
