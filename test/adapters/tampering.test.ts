// Histories written through the real store verify; whatever is then changed in the database behind its back is found.
import { fc, test as property } from "@fast-check/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConstraintBroken, type Row } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { encodeCommand } from "../../src/domain/plans/history/command-text.ts";
import { decodeEvent } from "../../src/domain/plans/history/event-text.ts";
import { keptHistory } from "../../src/domain/plans/history/kept-history.ts";
import { eventText, sealEvent } from "../../src/domain/plans/history/plan-event.ts";
import { type BrokenHistory, verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { wholeHistory } from "../../tools/shared/whole-history.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";
import { RECORDS } from "../domain/plans/recorded.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { played } from "../support/played-history.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startFileDatabase();
});
afterAll(() => database.stop());

/** What is changed, column by column. Ids, `seq`, the import key, an instalment's own stamps and the day by which plans are looked for are in no hash. */
const TABLES = [
  { table: "events", key: ["seq"], of: "subject_id", left: [] },
  { table: "plans", key: ["id"], of: "id", left: ["import_key", "oldest_unpaid"] },
  {
    table: "instalments",
    key: ["id"],
    of: "plan_id",
    left: ["plan_id", "created_at", "created_by", "updated_at", "updated_by"],
  },
  { table: "payments", key: ["plan_id", "number"], of: "plan_id", left: [] },
  { table: "plan_texts", key: ["plan_id", "version", "member"], of: "plan_id", left: [] },
] as const;

type Value = Row[string];

/** One bit of it is another: a character, a number, nothing where there was something. */
function altered(value: Value | undefined, at: number): Value {
  if (value === null || value === undefined) return 1;
  if (typeof value === "number" || typeof value === "bigint") return Number(value) + 1;
  const text = String(value);
  const place = at % Math.max(1, text.length);
  return `${text.slice(0, place)}${text[place] === "x" ? "y" : "x"}${text.slice(place + 1)}`;
}

const sqlValue = (value: Value) => (typeof value === "number" ? BigInt(value) : value);
const run = (sql: string, args: readonly Value[]) =>
  database.database.write([{ sql, args: args.map(sqlValue) }]);
const rowsOf = async (table: string, of: string, id: number) =>
  (
    await database.database.read([{ sql: `select * from ${table} where ${of} = ?`, args: [BigInt(id)] }])
  )[0] ?? [];

async function brokenOf(id: number): Promise<BrokenHistory | null> {
  const kept = await keptHistory(() => libsqlStores(database.database).plans, id);
  if (kept === null) throw new Error("no plan");
  const verified = await verifyKept(kept, sha256);
  return verified.ok ? null : verified.error;
}

/** What the check says after a tampering, which is then undone; null also where the database itself refuses it. */
async function tampered(id: number, sql: string, args: readonly Value[], undo: () => Promise<unknown>) {
  try {
    await run(sql, args);
  } catch (error) {
    if (error instanceof ConstraintBroken) return "refused";
    throw error;
  }
  const broken = await brokenOf(id);
  await undo();
  return broken;
}

describe("a history in a real database", () => {
  property.prop([anyHistory, fc.nat()], { numRuns: 12 })(
    "verifies, and shows any one value, row or event that was tampered with",
    async (history, at) => {
      const { plan } = await played(libsqlStores(database.database).plans, history);
      expect(await brokenOf(plan.id)).toBeNull();
      for (const { table, key, of, left } of TABLES) {
        const rows = await rowsOf(table, of, plan.id);
        // Every row of a long plan would be the same test hundreds of times.
        for (const [index, row] of rows.entries()) {
          if (table === "instalments" && index !== at % rows.length) continue;
          const columns = Object.keys(row);
          const where = key.map((name) => `${name} = ?`).join(" and ");
          const keyed = key.map((name) => row[name] ?? null);
          for (const column of columns) {
            if ((key as readonly string[]).includes(column) || (left as readonly string[]).includes(column))
              continue;
            const before = row[column] ?? null;
            // A version is unique: far away from all the others.
            const value = table === "events" && column === "version" ? 1_000 : altered(before, at);
            const broken = await tampered(
              plan.id,
              `update ${table} set ${column} = ? where ${where}`,
              [value, ...keyed],
              () => run(`update ${table} set ${column} = ? where ${where}`, [before, ...keyed]),
            );
            expect(broken, `${table}.${column} ${String(before)} -> ${String(value)}`).not.toBeNull();
            if (table === "events" && broken !== "refused") expect(broken?.version).toBe(Number(row.version));
          }
          if (table === "plans") continue;
          const names = columns.join(", ");
          const marks = columns.map(() => "?").join(", ");
          const broken = await tampered(plan.id, `delete from ${table} where ${where}`, keyed, () =>
            run(
              `insert into ${table} (${names}) values (${marks})`,
              columns.map((name) => row[name] ?? null),
            ),
          );
          expect(broken, `a row of ${table} removed`).not.toBeNull();
          if (table === "events" && broken !== "refused") expect(broken?.version).toBe(Number(row.version));
        }
      }
      expect(await brokenOf(plan.id)).toBeNull();
    },
  );

  it("shows an instalment and a payment that were put in", async () => {
    const [history] = fc.sample(anyHistory, { seed: 4, numRuns: 1 });
    if (history === undefined) throw new Error("no history");
    const { plan } = await played(libsqlStores(database.database).plans, history);
    const { id } = plan;
    const putIn = [
      `insert into instalments select null, plan_id, ordinal + 1, due, amount_minor, null, 0, 0, created_at, created_by,
        updated_at, updated_by, amount_since, freed_in from instalments where plan_id = ? order by ordinal desc limit 1`,
      "insert into payments values (?, 99, 1, '2025-01-01', '', null, 'now', 'nobody', null, null, null, null)",
    ];
    for (const [index, sql] of putIn.entries()) {
      const member = index === 0 ? "rows" : "payments";
      const table = index === 0 ? "instalments" : "payments";
      const last = index === 0 ? "ordinal" : "number";
      const broken = await tampered(id, sql, [id], () =>
        run(
          `delete from ${table} where plan_id = ? and ${last} = (select max(${last}) from ${table} where plan_id = ?)`,
          [id, id],
        ),
      );
      expect(broken).toEqual({ tag: "PLAN_DIFFERS", version: plan.version, member });
    }
    expect(await brokenOf(id)).toBeNull();
  });

  it("shows a lie that is hashed and linked as it should be, by applying the commands again", async () => {
    const stores = libsqlStores(database.database);
    const { create } = { create: RECORDS[0]?.command };
    if (create?.kind !== "create") throw new Error("no create");
    const { plan } = await played(stores.plans, {
      create,
      arrears: "roll",
      today: create.terms.start,
      moves: [
        { move: "method", method: "Cheque" },
        { move: "pay", how: 0, named: null, note: "first" },
      ],
    });
    const kept = await wholeHistory(stores.plans, plan.id);
    const last = kept?.events.at(-1);
    const decoded = last === undefined ? null : decodeEvent(last.text);
    if (decoded === null || !decoded.ok || decoded.value.command.kind !== "record-payment")
      throw new Error("no payment");
    const command = { ...decoded.value.command, amount: decoded.value.command.amount + 1n };
    const requestHash = await sha256(encodeCommand(command));
    const lie = await sealEvent({ ...decoded.value, command, requestHash }, sha256);
    await run(
      "update events set body = ?, hash = ? where subject = 'plan' and subject_id = ? and version = ?",
      [eventText(lie), lie.hash, plan.id, plan.version],
    );
    await run("update plans set event_hash = ? where id = ?", [lie.hash, plan.id]);
    expect(await brokenOf(plan.id)).toEqual({ tag: "EVENT_DIFFERS", version: plan.version, member: null });
  });
});
