// The groups that the document sorts its calls into, each with what it is for.

const WORDS: Readonly<Record<string, string>> = {
  "Contract: payment references":
    "Saving a CRN where a contact has not got it yet, as its published contract has it.",
  "Contract: payment plans":
    "Updating a plan and recalculating its instalments, as its published contract has it, and its sibling calls.",
  "Contract: contact extras": "Setting a contact's credit-control facts, as its published contract has it.",
  "Payment plans":
    "Plans with their instalments, payments and history: made, changed by version, previewed, explained.",
  Rehearsals: "One change of many plans: what it would do to each, and that very change committed.",
  Schedules: "What a plan would look like, of any two of amount, count and total; nothing is kept.",
  Contacts:
    "Contacts, their credit-control facts, whether they are stopped and why; which clients they are, and their statements.",
  "Payment references": "The CRNs that contacts pay by: saved once, masked, looked for by near misses.",
  Worklist: "What needs a person, and finding a person, a reference or a plan by what is known of it.",
  Events: "Everything that was recorded, in one order, for those who keep a copy.",
  Usage: "What one tenant holds and has done.",
  Service: "Whether the service works, what is set here, and these pages.",
};

type Tagged = { readonly tags: readonly string[] };

/** Each tag that an operation has, in the order in which they come. */
export function tagsOf(operations: readonly Tagged[]) {
  const names = new Set(operations.flatMap(({ tags }) => tags));
  return [...names].map((name) => {
    const description = WORDS[name];
    return description === undefined ? { name } : { name, description };
  });
}
