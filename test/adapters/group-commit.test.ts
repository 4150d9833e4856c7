// Writes that share a commit, or are sent again to a busy server, are each as if alone.
import { describe, expect, it } from "vitest";
import { retryingBusy } from "../../src/adapters/libsql/connection/busy-retry.ts";
import {
  ConstraintBroken,
  type Database,
  type Statement,
} from "../../src/adapters/libsql/connection/database.ts";
import { groupingWrites } from "../../src/adapters/libsql/connection/group-commit.ts";
import { ServerError } from "../../src/adapters/libsql/connection/server-error.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { startFileDatabase } from "../support/libsql.ts";

const insert = (id: number): Statement => ({
  sql: `insert into contacts (id, name, created_at, created_by, updated_at, updated_by)
    values (?, 'a', 'b', 'c', 'd', 'e') returning id`,
  args: [BigInt(id)],
});
const COUNT: Statement = { sql: "select count(*) as count from contacts", args: [] };

describe("writes of one turn", () => {
  it("each get their own rows", async () => {
    const test = await startFileDatabase();
    const ids = Array.from({ length: 150 }, (_, at) => at + 1);
    const rows = await Promise.all(ids.map((id) => test.database.write([insert(id), COUNT])));
    expect(rows.map(([inserted, counted]) => [inserted?.[0]?.id, counted?.[0]?.count])).toEqual(
      ids.map((id) => [id, id]),
    );
    await test.stop();
  });

  it("share a transaction only as far as it stays short, and let others in before the next one", async () => {
    const sizes: number[] = [];
    const turns: boolean[] = [];
    let turned = true;
    const database = groupingWrites({
      read: async () => [],
      close: () => {},
      write: async (statements) => {
        sizes.push(statements.length);
        turns.push(turned);
        turned = false;
        setImmediate(() => {
          turned = true;
        });
        return statements.map(() => []);
      },
    });
    const long: Statement = { sql: "", args: ["x".repeat(100_000)] };
    const short: Statement = { sql: "", args: ["x"] };
    const writes = [...new Array(7).fill(long), ...new Array(70).fill(short)];
    await Promise.all(writes.map((statement) => database.write([statement])));
    expect(sizes).toEqual([3, 3, 64, 7]);
    expect(turns).toEqual([true, true, true, true]);
  });

  it("do not fail with one that a constraint refuses, which names its own statement", async () => {
    const test = await startFileDatabase();
    const outcomes = await Promise.allSettled(
      [[insert(1)], [insert(2), insert(1)], [insert(3)]].map((each) => test.database.write(each)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const refused = outcomes[1]?.status === "rejected" ? outcomes[1].reason : null;
    expect(refused).toBeInstanceOf(ConstraintBroken);
    expect(refused.statementIndex).toBe(1);
    expect(await test.database.read([COUNT])).toEqual([[expect.objectContaining({ count: 2 })]]);
    await test.stop();
  });
});

describe("a busy server", () => {
  const failing = (times: number, code: string) => {
    let asked = 0;
    const database: Database = {
      read: async () => [],
      close: () => {},
      write: async () => {
        asked += 1;
        if (asked <= times) throw new StoreUnavailable(new ServerError(code, "refused"));
        return [];
      },
    };
    return { database: retryingBusy(database), asked: () => asked };
  };

  it("is asked again", async () => {
    const { database, asked } = failing(3, "SQLITE_BUSY");
    expect(await database.write([])).toEqual([]);
    expect(asked()).toBe(4);
  });

  it("is not asked for ever, and one that is gone is not asked again", async () => {
    const busy = failing(99, "SQLITE_BUSY");
    await expect(busy.database.write([])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(busy.asked()).toBe(5);
    const gone = failing(99, "SERVER_ERROR");
    await expect(gone.database.write([])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(gone.asked()).toBe(1);
  });
});
