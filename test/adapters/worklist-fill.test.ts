// A database from before the worklist: its plans get the day of their oldest unpaid instalment by the migration.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { afterAll, expect, it } from "vitest";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { oldestUnpaidOf } from "../../src/domain/plans/totals.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { ok } from "../../src/domain/values/result.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { createCommand, TODAY, updateCommand, workOn } from "../support/plan-work.ts";
import { ROOT } from "../support/processes.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

it("the fill gives every plan what a write of it keeps", async () => {
  const path = join(folder.path, "old.db");
  await migrateDatabase(`file:${path}`);
  const database = await openFile(`file:${path}`);
  const { plans } = libsqlStores(database);
  const work = workOn(plans);
  const start = "2024-01-31" as LocalDate;
  for (let at = 1; at <= 5; at += 1) await makePlan(work, createCommand({ start }), `${at}`);
  const paying = (amount: bigint) => () =>
    ok({ kind: "record-payment", amount, receivedOn: TODAY, note: "", instalment: null } as const);
  await changePlan(work, 2, paying(25_000n));
  await changePlan(work, 3, paying(120_000n));
  await changePlan(work, 4, (plan) => ok(updateCommand(plan, { state: "Deleted" })));
  const waiver = { kind: "set-instalment", instalment: 1, override: 0n, inBatch: false } as const;
  expect((await changePlan(work, 5, () => ok(waiver))).ok).toBe(true);
  const kept = await Promise.all([1, 2, 3, 4, 5].map((id) => plans.byId(id)));
  const expected = kept.map((plan) => (plan === null ? "none" : oldestUnpaidOf(plan)));
  expect(expected).toEqual([start, "2024-03-31", null, null, "2024-02-29"]);
  database.close();

  const old = new Libsql(path);
  old.exec("update plans set oldest_unpaid = null");
  const drizzle = join(ROOT, "drizzle");
  const [fill = ""] = readdirSync(drizzle).filter((name) => name.endsWith("_worklist_fill.sql"));
  old.exec(readFileSync(join(drizzle, fill), "utf8"));
  const filled = old.prepare<[]>("select oldest_unpaid from plans order by id").all();
  old.close();
  expect(filled.map((row) => (row as { oldest_unpaid: string | null }).oldest_unpaid)).toEqual(expected);
});
