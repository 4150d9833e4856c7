// The clock of the twin stands until it is moved, and everything that asks for the time asks it.
import { describe, expect, it } from "vitest";
import { newTwin, PLAN, PLANS, sendTo } from "./twin-client.ts";

describe("the clock", () => {
  it("stands where it is put, and at the beginning of 2026 where it is not", async () => {
    expect(newTwin({}).clock.now()).toBe("2026-01-01T00:00:00.000Z");
    const { clock } = newTwin({ clock: "2026-03-01T09:30:00+10:00" });
    expect(clock.now()).toBe("2026-02-28T23:30:00.000Z");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(clock.now()).toBe("2026-02-28T23:30:00.000Z");
    expect(clock.set("2020-02-29")).toBe("2020-02-29T00:00:00.000Z");
  });

  it.each([
    ["2026-01-31T10:00:00Z", { months: 1 }, "2026-02-28T10:00:00.000Z"],
    ["2024-02-29T10:00:00Z", { years: 1 }, "2025-02-28T10:00:00.000Z"],
    ["2026-01-31T10:00:00Z", { months: 1, days: 1 }, "2026-03-01T10:00:00.000Z"],
    ["2026-12-31T23:59:59Z", { seconds: 1 }, "2027-01-01T00:00:00.000Z"],
    ["2026-01-01", { weeks: 2, hours: 26, minutes: 1, milliseconds: 7 }, "2026-01-16T02:01:00.007Z"],
    ["2026-01-01", { months: 0 }, "2026-01-01T00:00:00.000Z"],
  ])("%s and %j is %s", (from, step, to) => {
    expect(newTwin({ clock: from }).clock.advance(step)).toBe(to);
  });

  it("begins a day where the service does, and keeps the time of day through a change of it", () => {
    const settings = { TIME_ZONE: "Australia/Sydney" };
    const { clock } = newTwin({ clock: "2026-03-01", settings });
    expect(clock.now()).toBe("2026-02-28T13:00:00.000Z");
    // Summer time ends on 5 April.
    expect(clock.set("2026-04-04T22:00:00+11:00")).toBe("2026-04-04T11:00:00.000Z");
    expect(clock.advance({ months: 1 })).toBe("2026-05-04T12:00:00.000Z");
    expect(clock.set("2026-05-01")).toBe("2026-04-30T14:00:00.000Z");
    for (const zone of ["Pacific/Kiritimati", "Etc/GMT+12", "America/St_Johns", "Africa/Cairo"]) {
      const there = newTwin({ clock: "2026-10-31", settings: { TIME_ZONE: zone } });
      const shown = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
      const at = Date.parse(there.clock.now());
      expect([shown.format(at - 1), shown.format(at)], zone).toEqual(["2026-10-30", "2026-10-31"]);
    }
  });

  it("is what stamps, what is overdue, the log of requests and the ends of keys ask", async () => {
    const key = { key: "a-key-that-ends", name: "ending", expires: "2026-04-01T00:00:00Z" };
    const twin = newTwin({ clock: "2026-03-01", keys: [key] });
    const send = sendTo(twin, key.key);
    const made = (await (await send("POST", PLANS, PLAN)).json()) as { created: unknown };
    expect(made.created).toEqual({ at: "2026-03-01T00:00:00.000Z", by: "ending" });
    const overdue = async () => {
      const { totals } = (await (await send("GET", `${PLANS}/1`)).json()) as {
        totals: { asOf: string; overdue: { amount: string } };
      };
      return [totals.asOf, totals.overdue.amount];
    };
    expect(await overdue()).toEqual(["2026-03-01", "0.00"]);
    twin.clock.advance({ days: 20 });
    expect(await overdue()).toEqual(["2026-03-21", "300.00"]);
    expect(twin.requests().map(({ at }) => at.slice(0, 10))).toEqual([
      "2026-03-01",
      "2026-03-01",
      "2026-03-21",
    ]);
    twin.clock.set("2026-04-01");
    expect((await send("GET", PLANS)).status).toBe(401);
  });
});
