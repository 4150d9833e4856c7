// Data to begin with, made by the service's own calls: what they refuse is refused here, in their words.
import { listOf, objectOf, type Reader, wrong } from "../http/settings/setting-readers.ts";
import { accepted } from "./input.ts";
import { TwinInputError } from "./twin-input-error.ts";
import type { TwinFixtures } from "./types.ts";

type Body = Readonly<Record<string, unknown>>;
/** Makes a request of the service; what it answers. */
export type Make = (method: string, path: string, body: unknown) => Promise<Response>;

const body: Reader<Body> = (value, place) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Body)
    : wrong(place, "An object is expected.");

const fixturesReader = objectOf<TwinFixtures>(
  { contacts: listOf(body) as Reader<never>, plans: listOf(body), references: listOf(body) },
  ["contacts", "plans", "references"],
);

export const readFixtures = (value: unknown): TwinFixtures => accepted(fixturesReader, value, "load");

type Problem = { readonly detail?: string; readonly errors?: readonly { pointer: string; detail: string }[] };

async function made(answer: Promise<Response>, place: string): Promise<Body> {
  const response = await answer;
  const told = (await response.json()) as Problem & Body;
  if (response.ok) return told;
  const { detail = "it was refused", errors = [] } = told;
  const [first] = errors;
  const member = first === undefined ? "" : first.pointer.replace(/\/(\d+)/g, "[$1]").replaceAll("/", ".");
  throw new TwinInputError(place + member, first?.detail ?? detail);
}

export async function loadFixtures({ contacts, plans, references }: TwinFixtures, make: Make): Promise<void> {
  for (const [at, { id, credit, ...contact }] of (contacts ?? []).entries()) {
    const place = `load.contacts[${at}]`;
    if (!Number.isSafeInteger(id)) throw new TwinInputError(`${place}.id`, "A whole number is expected.");
    await made(make("PUT", `/v1/contacts/${id}`, contact), place);
    if (credit !== undefined)
      await made(make("PATCH", `/v1/contacts/${id}/credit`, credit), `${place}.credit`);
  }
  for (const [at, { payments = [], ...plan }] of (plans ?? []).entries()) {
    const place = `load.plans[${at}]`;
    const all = accepted(listOf(body), payments, `${place}.payments`);
    const { id } = await made(make("POST", "/v1/payment-plans", plan), place);
    for (const [number, payment] of all.entries())
      await made(make("POST", `/v1/payment-plans/${id}/payments`, payment), `${place}.payments[${number}]`);
  }
  for (const [at, reference] of (references ?? []).entries())
    await made(make("POST", "/v1/payment-references", reference), `load.references[${at}]`);
}
