// What a journal says happened, against what the database holds: nothing lost, nothing twice, nothing half-written.
import type { Database, Row } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { decodeEvent } from "../../src/domain/plans/history/event-text.ts";
import { openCommand } from "../../src/domain/plans/history/kept-command.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { type WholeHistory, wholeHistory } from "../shared/whole-history.ts";
import { amountOf, type Call } from "./chaos-calls.ts";
import type { Journal } from "./chaos-journal.ts";

export type Verdict = {
  readonly acknowledged: number;
  readonly verified: number;
  /** Unknown to their callers, and found whole; and not found at all. */
  readonly unknownThere: number;
  readonly unknownNotThere: number;
  readonly plans: number;
  readonly events: number;
  /** What is wrong, in words; empty when all holds. */
  readonly wrong: readonly string[];
};

/** Rows that only a half-written change would leave. */
const ORPHANS = {
  "instalments without a plan":
    "select count(*) as n from instalments where plan_id not in (select id from plans)",
  "payments without a plan": "select count(*) as n from payments where plan_id not in (select id from plans)",
  "plan events without a plan":
    "select count(*) as n from events where subject = 'plan' and subject_id not in (select id from plans)",
  "references without their event": `select count(*) as n from payment_references where id not in
    (select subject_id from events where subject = 'reference')`,
  "reference events without a reference": `select count(*) as n from events where subject = 'reference' and subject_id
    not in (select id from payment_references)`,
  "contacts whose version is not their newest event's": `select count(*) as n from contacts where version <>
    (select max(version) from events where subject = 'contact' and subject_id = contacts.id)`,
};

export async function verify(database: Database, journal: Journal): Promise<Verdict> {
  const rows = async (sql: string): Promise<Row[]> => (await database.read([{ sql, args: [] }]))[0] ?? [];
  const wrong = [...journal.wrong];
  const found = new Map<string, { times: number; id: number; version: number }>();
  const note = (kind: string, token: number, id: number, version: number) => {
    const times = (found.get(`${kind} ${token}`)?.times ?? 0) + 1;
    found.set(`${kind} ${token}`, { times, id, version });
  };
  for (const [what, sql] of Object.entries(ORPHANS)) {
    const n = Number((await rows(sql))[0]?.n);
    if (n > 0) wrong.push(`${n} ${what}`);
  }
  for (const { id, crn } of await rows("select id, crn from payment_references where crn like 'CHAOS %'")) {
    note("reference", Number(String(crn).slice(6)), Number(id), 1);
  }
  for (const { body, version } of await rows("select body, version from events where subject = 'contact'")) {
    const token = /chaos-(\d+)"/.exec(JSON.stringify(JSON.parse(String(body)).change ?? {}))?.[1];
    if (token !== undefined) note("extra", Number(token), 0, Number(version));
  }
  const plans = await rows("select id, client_id from plans");
  for (const { id, client_id: client } of plans) {
    const kept = await wholeHistory(libsqlStores(database).plans, Number(id));
    if (kept === null) throw new Error(`plan ${id} is gone while it is looked at`);
    const verified = await verifyKept(kept, sha256);
    if (!verified.ok) wrong.push(`plan ${id}: ${JSON.stringify(verified.error)}`);
    note("plan", Number(client), Number(id), 1);
    noteChanges(kept, Number(id), note);
  }
  let verified = 0;
  let [unknownThere, unknownNotThere] = [0, 0];
  for (const { call, outcome } of journal.entries) {
    const kept = found.get(`${call.kind} ${call.token}`);
    const name = `${call.kind} ${call.token}`;
    if (kept !== undefined && kept.times > 1) wrong.push(`${name} happened ${kept.times} times`);
    if (outcome.tag === "acknowledged") {
      const lie = kept === undefined ? "is not there" : contradiction(call, outcome, kept);
      if (lie === null) verified += 1;
      else wrong.push(`${name} was acknowledged and ${lie}`);
    } else if (outcome.tag === "refused") {
      if (kept !== undefined) wrong.push(`${name} was refused and is there`);
    } else if (kept === undefined) unknownNotThere += 1;
    else unknownThere += 1;
  }
  const acknowledged = journal.entries.filter(({ outcome }) => outcome.tag === "acknowledged").length;
  const events = Number((await rows("select count(*) as n from events"))[0]?.n);
  return { acknowledged, verified, unknownThere, unknownNotThere, plans: plans.length, events, wrong };
}

/** Each event is one accepted change: the update by its amount, the payment by its note. */
function noteChanges(
  { events }: WholeHistory,
  id: number,
  note: (kind: string, token: number, id: number, version: number) => void,
): void {
  for (const { text, version, texts = [] } of events) {
    const event = decodeEvent(text);
    if (!event.ok) continue;
    const command = openCommand(event.value.command, texts);
    if (command.kind === "update") note("update", Number(command.terms.amount) - amountOf(0), id, version);
    if (command.kind === "record-payment" && command.note.startsWith("chaos ")) {
      note("payment", Number(command.note.slice(6)), id, version);
    }
  }
}

function contradiction(
  call: Call,
  told: { readonly id: number | null; readonly version: number | null },
  kept: { readonly id: number; readonly version: number },
): string | null {
  if (call.plan !== null && call.plan !== kept.id) return `is in plan ${kept.id}`;
  if (told.id !== null && told.id !== kept.id) return `has the id ${kept.id}, not ${told.id}`;
  if (told.version !== null && call.kind !== "extra" && told.version !== kept.version)
    return `is version ${kept.version}, not ${told.version}`;
  return null;
}
