// A page of a list as the answer's text: written item by item, and cut where it would be too many bytes.
import type { Context } from "hono";
import { type Page, pageOf } from "../../domain/values/page.ts";

const encoder = new TextEncoder();

type Written = { readonly text: string; readonly bytes: number; readonly cursor: number };

/**
 * Answers `{ items, next }`. The store cuts a page by what it has to read; this one cuts it by what is written of it, so
 * that an answer has at most `MAX_PAGE_BYTES` of items, or a single one. `next` follows the last that is written.
 */
export function answerPage<T>(
  context: Context,
  { items, next }: Page<T>,
  write: (item: T) => object,
  cursorOf: (item: T) => number,
): Response {
  const cut = pageOf(
    written(items, write, cursorOf),
    items.length,
    (item) => item.cursor,
    (item) => item.bytes,
  );
  const texts = cut.items.map((item) => item.text);
  const body = `{"items":[${texts.join(",")}],"next":${cut.next ?? next}}`;
  return context.body(body, 200, { "Content-Type": "application/json" });
}

/** One after the other, each only when it is asked for: what is beyond the cut is not written in vain. */
function* written<T>(
  items: readonly T[],
  write: (item: T) => object,
  cursorOf: (item: T) => number,
): Generator<Written, void, undefined> {
  for (const item of items) {
    const text = JSON.stringify(write(item));
    yield { text, bytes: encoder.encode(text).length, cursor: cursorOf(item) };
  }
}
