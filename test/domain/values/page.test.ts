// A page is cut from one item more than it holds, and names where the next one goes on.
import { expect, it } from "vitest";
import { MAX_PAGE_BYTES, pageOf } from "../../../src/domain/values/page.ts";

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

const sized = (sizes: readonly number[], limit = 10) => {
  const given = sizes.map((size, index) => ({ id: index + 1, size }));
  const { items: kept, next } = pageOf(
    given,
    limit,
    ({ id }) => id,
    ({ size }) => size,
  );
  return [kept.map(({ id }) => id), next];
};

it("is cut where it would be too large, and goes on behind the last that fits", () => {
  const half = MAX_PAGE_BYTES / 2;
  expect(sized([half, half, 1])).toEqual([[1, 2], 2]);
  expect(sized([half, half])).toEqual([[1, 2], null]);
  expect(sized([half, half + 1, 1])).toEqual([[1], 1]);
  expect(sized([1, 1, 1], 2)).toEqual([[1, 2], 2]);
});

it("holds one that is too large alone", () => {
  expect(sized([MAX_PAGE_BYTES + 1, 1])).toEqual([[1], 1]);
  expect(sized([MAX_PAGE_BYTES + 1])).toEqual([[1], null]);
  expect(sized([1, MAX_PAGE_BYTES + 1, 1])).toEqual([[1], 1]);
});

it("asks for no more than one item beyond what it holds", () => {
  let asked = 0;
  const endless = (function* () {
    for (;;) {
      asked += 1;
      yield { id: asked };
    }
  })();
  expect(pageOf(endless, 3, ({ id }) => id).next).toBe(3);
  expect(asked).toBe(4);
});
