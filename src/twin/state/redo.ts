// Data made anew of its events, one after the other: what does not follow from those before it is refused.
import { type MemoryDatabase, memoryDatabase } from "../../adapters/memory/memory-database.ts";
import type { ClientLink } from "../../domain/clients/clients-port.ts";
import type { Contact } from "../../domain/contacts/contact.ts";
import { contactOf } from "../../domain/events/contact-history.ts";
import { factsOf } from "../../domain/events/recorded-event.ts";
import { decodeEvent } from "../../domain/plans/history/event-text.ts";
import type { PlanEvent } from "../../domain/plans/history/plan-event.ts";
import { replayedEvent } from "../../domain/plans/history/verify-history.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import type { PaymentReference } from "../../domain/references/payment-reference.ts";
import { malformed } from "../../domain/values/read-plain.ts";
import type { ClientLine, ContactLine, EventLine, PlanLine, ReferenceLine } from "./event-text.ts";

/** What was made so far. */
type Made = {
  readonly database: MemoryDatabase;
  readonly plans: Map<number, Plan>;
  readonly contacts: Map<number, Contact>;
  readonly references: Map<number, PaymentReference>;
  readonly clients: Map<number, ClientLink>;
};

const checkNext = (version: number, before: number, place: string): void => {
  if (version !== before + 1) malformed(`${place}.version`, `${before + 1}, the next one`);
};
/** Ids are given one after the other. */
const checkNew = (id: number, known: number, place: string): void => {
  if (id !== known + 1) malformed(`${place}.subjectId`, `${known + 1}, the next one`);
};

export function redone(lines: readonly EventLine[], place: string): MemoryDatabase {
  const database = memoryDatabase();
  const made = { database, plans: new Map(), contacts: new Map(), references: new Map(), clients: new Map() };
  for (const [index, line] of lines.entries()) {
    const at = `${place}[${index}]`;
    if (line.seq !== index + 1) malformed(`${at}.seq`, String(index + 1));
    if (line.subject === "plan") redoPlan(made, line, at);
    else if (line.subject === "contact") redoContact(made, line, at);
    else if (line.subject === "client") redoClient(made, line, at);
    else redoReference(made, line, at);
  }
  return database;
}

function redoPlan({ database, plans }: Made, line: PlanLine, place: string): void {
  const { subjectId: id, text, hash, texts } = line;
  const decoded = decodeEvent(text);
  if (!decoded.ok) throw malformed(`${place}.text`, `an event: ${decoded.error.reason}`);
  const before = plans.get(id);
  const event: PlanEvent = { ...decoded.value, hash, ...(texts.length === 0 ? {} : { texts }) };
  checkNext(event.version, before?.version ?? 0, `${place}.text`);
  if (before === undefined) checkNew(id, plans.size, place);
  else if (event.previousHash !== before.eventHash)
    malformed(`${place}.text.previousHash`, "the hash of the event before");
  const replayed = replayedEvent(before ?? null, event, event.version - 1);
  if (!replayed.ok) throw malformed(`${place}.text`, `what its command does (${replayed.error.tag})`);
  const lastUpdated = { at: event.at, by: event.actor };
  const created = before?.created ?? lastUpdated;
  const after = { ...replayed.value, id, version: event.version, created, lastUpdated, eventHash: hash };
  plans.set(id, after);
  // They do all that they do before they wait.
  const stores = database.open().plans;
  const sealed = { ...event, text };
  void (before === undefined ? stores.create(after, sealed) : stores.save(before, after, sealed));
}

function redoContact({ database, contacts }: Made, line: ContactLine, place: string): void {
  const before = contacts.get(line.subjectId);
  checkNext(line.version, before?.version ?? 0, place);
  if ((line.change.kind === "created") !== (before === undefined))
    malformed(`${place}.change.kind`, before === undefined ? "created" : "a change of what is there");
  const alone = contactOf([line]);
  if (alone === null) throw new Error("an event makes a contact");
  // An event tells all of what it set; the rest is as it was.
  const { reference, name, parentId, extra, created } = before ?? alone;
  const rest = line.change.kind === "extra-saved" ? { reference, name, parentId } : { extra };
  const after: Contact = { ...alone, ...rest, created };
  contacts.set(line.subjectId, after);
  database.inside.overwriteContact(after);
  const { seq: _, ...event } = line;
  database.events.append(event);
}

function redoClient({ database, contacts, clients }: Made, line: ClientLine, place: string): void {
  const { subjectId: clientId, version, at, actor, contactId } = line;
  const before = clients.get(clientId);
  checkNext(version, before?.version ?? 0, place);
  if (contactId !== null && !contacts.has(contactId))
    malformed(`${place}.contactId`, "a contact that is there");
  const link = { clientId, contactId, version, lastUpdated: { at, by: actor } };
  clients.set(clientId, link);
  database.inside.overwriteLink(link);
  const sides = {
    before: before === undefined ? null : { contactId: before.contactId },
    after: { contactId },
  };
  const change = { kind: "linked", ...sides } as const;
  database.events.append({ subject: "client", subjectId: clientId, version, at, actor, change });
}

function redoReference({ database, references }: Made, line: ReferenceLine, place: string): void {
  const { subjectId, version, at, actor, kind, facts, crn, normalisedCrn, key, reason } = line;
  const before = references.get(subjectId);
  checkNext(version, before?.version ?? 0, place);
  if (before === undefined) checkNew(subjectId, references.size, place);
  if (
    (kind === "created") !== (before === undefined) ||
    (kind === "unmasked" ? reason === null : (facts.inactivated === null) !== (kind === "created"))
  )
    malformed(`${place}.kind`, "what its facts tell");
  const created = before?.created ?? { at, by: actor };
  const after = { ...facts, id: subjectId, crn, normalisedCrn, created, version };
  references.set(subjectId, after);
  database.inside.putBack(key, after);
  const sides = { before: before === undefined ? null : factsOf(before), after: facts };
  const change = { kind, ...sides, ...(kind === "unmasked" ? { reason } : {}) } as Extract<
    Parameters<MemoryDatabase["events"]["append"]>[0],
    { subject: "reference" }
  >["change"];
  database.events.append({
    ...{ subject: "reference", subjectId, version, at, actor, change, crn, normalisedCrn },
  });
}
