// Payment references in this process's memory, for tests and demonstrations.

import type { IdentityKey } from "../../domain/references/identity.ts";
import { isActive, type PaymentReference } from "../../domain/references/payment-reference.ts";
import type { PaymentReferences } from "../../domain/references/references-port.ts";

type Held = { readonly key: IdentityKey; readonly reference: PaymentReference };

export function memoryReferences(): Pick<PaymentReferences, "save"> {
  const held: Held[] = [];
  return {
    save: async (draft, stamp) => {
      const inUse = (key: IdentityKey) =>
        held.find((one) => one.key === key && one.reference.inactivated === null)?.reference;
      const found = draft.takenBy.map(inUse).find((reference) => reference !== undefined);
      const { key, takenBy, crn, ...details } = draft;
      const reference = found ?? {
        ...details,
        id: held.length + 1,
        crn: crn.raw,
        normalisedCrn: crn.normalised,
        created: stamp,
        inactivated: null,
        version: 1,
      };
      if (found === undefined) held.push({ key, reference });
      const others = held
        .map((one) => one.reference)
        .filter((one) => one.contactId === draft.contactId && isActive(one) && one.id !== reference.id)
        .map(({ id, normalisedCrn }) => ({ id, normalisedCrn }));
      return { reference, inserted: found === undefined, others };
    },
  };
}
