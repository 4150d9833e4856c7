// Circles among contacts that are put together, against following each one's parents by itself.
import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { parentCircles } from "../../../src/domain/contacts/parents/parent-circle.ts";

const circlesOf = (...pairs: readonly (readonly [number, number])[]) =>
  Object.fromEntries(parentCircles(new Map(pairs)));

/** The ids from the contact back to itself, if it comes back. */
function walked(parents: ReadonlyMap<number, number>, start: number): readonly number[] | null {
  const path = [start];
  for (let at = parents.get(start); at !== undefined; at = parents.get(at)) {
    if (at === start) return path;
    if (path.includes(at)) return null;
    path.push(at);
  }
  return null;
}

describe("a circle of parents", () => {
  it("has its contacts from one to the next parent, the lowest first", () => {
    expect(circlesOf([3, 1], [1, 2], [2, 3])).toEqual({ 1: [1, 2, 3], 2: [1, 2, 3], 3: [1, 2, 3] });
    expect(circlesOf([5, 5])).toEqual({ 5: [5] });
  });

  it("is none of those that hang under it, stand above nobody, or have a parent elsewhere", () => {
    expect(circlesOf([4, 1], [1, 2], [2, 1], [7, 8], [8, 9])).toEqual({ 1: [1, 2], 2: [1, 2] });
    expect(circlesOf()).toEqual({});
  });

  it("is found however long it is", () => {
    const parents = new Map(Array.from({ length: 200_000 }, (_, id) => [id, (id + 1) % 200_000]));
    expect(parentCircles(parents).get(77)).toHaveLength(200_000);
  });

  const someParents = fc.dictionary(fc.nat(12).map(String), fc.nat(12), { maxKeys: 12 });
  property.prop([someParents])("is where a contact comes back to itself, and nowhere else", (given) => {
    const parents = new Map(Object.entries(given).map(([id, parent]) => [Number(id), parent]));
    const circles = parentCircles(parents);
    for (const id of parents.keys()) {
      const circle = circles.get(id) ?? null;
      const path = walked(parents, id);
      expect(circle === null).toBe(path === null);
      if (circle === null || path === null) continue;
      const turn = circle.indexOf(id);
      expect([...circle.slice(turn), ...circle.slice(0, turn)]).toEqual(path);
      expect(circle[0]).toBe(Math.min(...path));
    }
  });
});
