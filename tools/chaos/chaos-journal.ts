// Sends writes and keeps what came of each: acknowledged, refused, or unknown to its caller.
import type { Call } from "./chaos-calls.ts";

export type Outcome =
  | { readonly tag: "acknowledged"; readonly id: number | null; readonly version: number | null }
  | { readonly tag: "refused" }
  | { readonly tag: "unavailable"; readonly ms: number }
  | { readonly tag: "no answer"; readonly ms: number };

export type Entry = { readonly call: Call; outcome: Outcome };

export type Journal = {
  readonly entries: Entry[];
  /** What no answer may be: another status than expected, no Retry-After, too late. */
  readonly wrong: string[];
};

export const newJournal = (): Journal => ({ entries: [], wrong: [] });

const GIVE_UP_MS = 20_000;
/** docs/measured.md R4: the database may be what it likes, its caller knows within this. */
export const MAX_MS = 2_000;

/** Sends the call; a second sending of the same call changes the entry of the first. */
export async function send(journal: Journal, url: string, call: Call, entry?: Entry): Promise<Entry> {
  const startedAt = performance.now();
  const outcome = await outcomeOf(url, call, startedAt, journal.wrong);
  if (entry !== undefined) {
    entry.outcome = outcome;
    return entry;
  }
  const fresh = { call, outcome };
  journal.entries.push(fresh);
  return fresh;
}

async function outcomeOf(url: string, call: Call, startedAt: number, wrong: string[]): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    const { method, headers, body } = call;
    const signal = AbortSignal.timeout(GIVE_UP_MS);
    response = await fetch(url + call.path, { method, headers, body, signal });
    text = await response.text();
  } catch {
    const ms = performance.now() - startedAt;
    if (ms >= GIVE_UP_MS) wrong.push(`${call.kind} ${call.token}: no answer in ${GIVE_UP_MS} ms`);
    return { tag: "no answer", ms };
  }
  const ms = performance.now() - startedAt;
  const { status, headers } = response;
  if (response.ok && !(call.kind === "extra" && !text.includes('"Code":0'))) {
    const etag = headers.get("etag");
    return {
      tag: "acknowledged",
      id: Number(headers.get("location")?.split("/").at(-1) ?? Number.NaN) || null,
      version: headers.has("idempotency-replayed") ? null : Number(etag?.replaceAll('"', "")) || null,
    };
  }
  if (status === 503) {
    if (!headers.has("retry-after")) wrong.push(`${call.kind} ${call.token}: 503 without Retry-After`);
    if (ms > MAX_MS) wrong.push(`${call.kind} ${call.token}: 503 only after ${Math.round(ms)} ms`);
    return { tag: "unavailable", ms };
  }
  if (status === 409 && text.includes("VERSION_CONFLICT")) return { tag: "refused" };
  wrong.push(`${call.kind} ${call.token}: ${status} ${text.slice(0, 200)}`);
  return { tag: "refused" };
}

/** Writes whose caller does not know what became of them. */
export const unknownOf = (journal: Journal): Entry[] =>
  journal.entries.filter(({ outcome }) => outcome.tag === "unavailable" || outcome.tag === "no answer");

/** Those of them that may be sent again as they are. */
const AGAIN: ReadonlySet<string> = new Set(["reference", "plan", "payment"]);

/** Sends each unknown write once more, where that is safe. */
export async function sendAgain(journal: Journal, url: string): Promise<number> {
  const entries = unknownOf(journal).filter(({ call }) => AGAIN.has(call.kind));
  for (const entry of entries) await send(journal, url, entry.call, entry);
  return entries.length;
}
