// The nearest known name is the one that the fewest slips lie between, for its length.
import { describe, expect, it } from "vitest";
import { nearestName } from "../../src/http/request/query/nearest-name.ts";
import { slips } from "../support/slips.ts";

const KNOWN = ["after", "limit", "clientId", "businessUnitId", "recordState", "active", "asOf"];

describe("nearestName", () => {
  it.each([
    ["clientid", "clientId"],
    ["CLIENT_ID", "clientId"],
    ["client-id", "clientId"],
    ["cleintId", "clientId"],
    ["bussinessUnit", "businessUnitId"],
    ["limits", "limit"],
    ["as_of", "asOf"],
    ["", "after"],
  ])("of %j is %s", (name, nearest) => {
    expect(nearestName(name, KNOWN)).toBe(nearest);
  });

  it("is the name itself that a slip was made in", () => {
    for (const name of KNOWN) {
      for (const slip of slips(Array.from(name), ["q"])) expect(nearestName(slip, KNOWN)).toBe(name);
    }
  });

  it("is the first of two that are equally near, and none of none", () => {
    expect(nearestName("ax", ["ay", "az"])).toBe("ay");
    expect(nearestName(`clientId${"x".repeat(8_000_000)}`, KNOWN)).toBe("clientId");
    expect(nearestName("anything", [])).toBeNull();
  });
});
