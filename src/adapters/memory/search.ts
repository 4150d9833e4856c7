// Looking for contacts, references and a plan in this process's memory, told by the other ports.
import { isAmong } from "../../domain/ports/reach.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import { maskCrn } from "../../domain/references/crn.ts";
import { type FoundContact, MAX_CANDIDATES, type Search } from "../../domain/search/search-port.ts";
import { contactWords } from "../../domain/search/words.ts";
import { allOf } from "./all-of.ts";

const cut = (text: string | null): string | null => text && Array.from(text).slice(0, 400).join("");

export const memorySearch =
  ({ plans, references, contacts }: Pick<Stores, "plans" | "references" | "contacts">): Search =>
  async (asked) => {
    const { within } = asked;
    const people = asked.contacts === null ? none : peopleFound(await allContacts(contacts), asked.contacts);
    const plan = asked.planId === null ? null : await plans.byId(asked.planId);
    return {
      contacts: people,
      references:
        asked.references === null
          ? none
          : await referencesFound(references, asked.references, within.accounts),
      plan: plan !== null && isAmong(within.businessUnits, plan.businessUnitId) ? headOf(plan) : null,
    };
  };

const none = { items: [], more: false };

type Asked = Parameters<Search>[0];
type Plan = NonNullable<Awaited<ReturnType<Stores["plans"]["byId"]>>>;

function headOf({ id, version, clientId, businessUnitId, currency, terms, method }: Plan) {
  return { id, version, clientId, businessUnitId, currency, terms, method };
}

const allContacts = async (contacts: Stores["contacts"]): Promise<readonly FoundContact[]> =>
  (await allOf(contacts.list)).map(({ id, name, reference, extra }) => ({
    id,
    name: cut(name) ?? "",
    reference: cut(reference),
    accountReference: cut(extra.accountReference),
  }));

function peopleFound(all: readonly FoundContact[], { beginnings, id }: NonNullable<Asked["contacts"]>) {
  const words = all.flatMap((contact) => contactWords(contact).map((word) => ({ word, id: contact.id })));
  const found = beginnings.flatMap((beginning) =>
    words
      .filter(({ word }) => word.startsWith(beginning))
      .sort((one, other) => (one.word === other.word ? one.id - other.id : one.word < other.word ? -1 : 1)),
  );
  const ids = new Set(found.slice(0, MAX_CANDIDATES).map((one) => one.id));
  return {
    items: all.filter((contact) => ids.has(contact.id) || contact.id === id),
    more: found.length > MAX_CANDIDATES,
  };
}

async function referencesFound(
  references: Stores["references"],
  { ending, whole, limit }: NonNullable<Asked["references"]>,
  accounts: readonly number[] | null,
) {
  const all = await allOf((cursor) => references.list({ contactId: null, activeOnly: false, ...cursor }));
  const candidates = all.filter(({ normalisedCrn }) => normalisedCrn.endsWith(ending));
  const shown = (crn: (typeof all)[number]["normalisedCrn"]) => maskCrn(crn).replace(/^•+/, "");
  const found = candidates.filter(
    ({ accountId, normalisedCrn }) =>
      isAmong(accounts, accountId) && (whole || shown(normalisedCrn).endsWith(ending)),
  );
  return { items: found.slice(0, limit), more: found.length > limit || candidates.length > MAX_CANDIDATES };
}
