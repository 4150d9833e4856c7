// A page is cut from one item more than it holds, and names where the next one goes on.
import { expect, it } from "vitest";
import { pageOf } from "../../../src/domain/values/page.ts";

const items = (count: number) => Array.from({ length: count }, (_, index) => ({ id: (index + 1) * 10 }));
const page = (count: number, limit: number) => {
  const { items: kept, next } = pageOf(items(count), limit, ({ id }) => id);
  return [kept.map(({ id }) => id), next];
};

it("goes on behind its last item when there are more", () => {
  expect(page(3, 2)).toEqual([[10, 20], 20]);
  expect(page(2, 1)).toEqual([[10], 10]);
});

it("is the last one when there are no more", () => {
  expect(page(2, 2)).toEqual([[10, 20], null]);
  expect(page(1, 2)).toEqual([[10], null]);
  expect(page(0, 2)).toEqual([[], null]);
});

it("goes nowhere when nothing may be kept", () => {
  expect(page(1, 0)).toEqual([[], null]);
});
