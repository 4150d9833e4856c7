// What the generator of much data writes is what the service would have written.
import { describe, expect, it } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { grow } from "../../tools/grow/grow-run.ts";
import { wholeHistory } from "../../tools/shared/whole-history.ts";
import { startFileDatabase } from "../support/libsql.ts";

describe("grown data", () => {
  it("passes the check of every history, and is the same for the same seed", async () => {
    const made = [];
    for (let run = 0; run < 2; run += 1) {
      const test = await startFileDatabase();
      await grow({ url: test.url, token: undefined, references: 50, plans: 3, seed: 5 }, () => {});
      const { plans, references, contacts } = libsqlStores(test.database);
      for (const id of [1, 2, 3]) {
        const kept = await wholeHistory(plans, id);
        expect(kept === null ? null : await verifyKept(kept, sha256)).toEqual({
          ok: true,
          value: expect.anything(),
        });
      }
      expect(
        (await references.list({ contactId: null, activeOnly: true, after: 0, limit: 99 })).items,
      ).toHaveLength(50);
      expect((await contacts.list({ after: 0, limit: 99 })).items).toHaveLength(5);
      made.push(await plans.byIds([1, 2, 3]));
      await test.stop();
    }
    expect(made[0]).toEqual(made[1]);
  });
});
