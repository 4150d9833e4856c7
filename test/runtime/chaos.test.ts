// The small form of `npm run chaos`: kills of the database under load, and every fault before the database.
import { describe, expect, it } from "vitest";
import { spoilAnswers } from "../../tools/chaos/chaos-faults.ts";
import { killUnderLoad } from "../../tools/chaos/chaos-kills.ts";
import { repeatEverything } from "../../tools/chaos/chaos-repeats.ts";
import { KEYED_WRITES } from "../../tools/shared/keyed-writes.ts";
import { seeded } from "../../tools/shared/seeded.ts";
import { sqldBinary } from "../../tools/shared/sqld.ts";
import { SEED } from "../support/seed.ts";

describe.skipIf(sqldBinary() === null)(`chaos, SEED=${SEED}`, () => {
  // The server's own kills are in node-server.test.ts.
  it("loses nothing acknowledged and leaves nothing half-written when the database is killed", async () => {
    const result = await killUnderLoad({ victim: "database", kills: 2, random: seeded(SEED), again: false });
    expect(result.wrong).toEqual([]);
    expect(result.verified).toBe(result.acknowledged);
    expect(result.acknowledged).toBeGreaterThan(10);
  });

  it("has one effect and one answer when an answer is cut, the process is killed, or two come at once", async () => {
    const names = ["a payment", "a contract's new plan", "contact extras", "a commit"];
    const writes = KEYED_WRITES.filter(({ name }) => names.includes(name));
    const result = await repeatEverything({ random: seeded(SEED), writes });
    expect(result.wrong).toEqual([]);
    expect(result).toMatchObject({ writes: 4, lost: 4, killed: 4, atOnce: 4, told: 24 });
  });

  it("answers 503 in time to every fault, serves the next call, and does nothing twice or by halves", async () => {
    const quick = ["cut after", "cut short", "garbled", "no results", "bad gateway"] as const;
    const result = await spoilAnswers({ rounds: 1, random: seeded(SEED), faults: quick, again: false });
    expect(result.wrong).toEqual([]);
    expect(result.shots).toBe(35);
    expect([result.unavailable, result.recovered]).toEqual([35, 35]);
    expect(result.verified).toBe(result.acknowledged);
    expect(result.unknownThere + result.unknownNotThere).toBeGreaterThan(0);
  });
});
