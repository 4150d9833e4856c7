// A page of a list as the answer's text: written item by item, and cut where it would be too many bytes.
import type { Context } from "hono";
import { MAX_PAGE_BYTES, pageOf } from "../../../domain/values/page.ts";
import { BYTES_A_STEP, paceOf } from "../../request/pace.ts";
import type { Written } from "./written.ts";

const encoder = new TextEncoder();

/** What stands around the items. */
const AROUND_BYTES = 64;

type WrittenItem<C> = { readonly text: string; readonly bytes: number; readonly cursor: C };

/**
 * Writes `{ items, next }`, with what else is told of the page before it. The store cuts a page by what it has to read; this one cuts it by what is written of it, so
 * that an answer has at most `MAX_PAGE_BYTES`, or a single item. `next` follows the last that is written.
 */
export async function writePage<
  T,
  J extends object,
  C extends number | string,
  N extends C | null,
  O extends object = Record<never, never>,
>(
  context: Context,
  { items, next }: { readonly items: readonly T[]; readonly next: N },
  write: (item: T) => J,
  cursorOf: (item: T) => C,
  more?: O,
): Promise<Written<O & { readonly items: readonly J[]; readonly next: N | C }>> {
  const pace = paceOf(context.req.raw.signal);
  const all: WrittenItem<C>[] = [];
  let bytes = AROUND_BYTES;
  // One after the other, and none beyond the cut: it would be written in vain.
  for (const item of items) {
    if (bytes > MAX_PAGE_BYTES) break;
    const text = JSON.stringify(write(item));
    // With the comma after it, and the first with what is around them all.
    const size = encoder.encode(text).length + 1;
    all.push({ text, bytes: size + (all.length === 0 ? AROUND_BYTES : 0), cursor: cursorOf(item) });
    bytes += size;
    await pace(size / BYTES_A_STEP);
  }
  const cut = pageOf(
    all,
    items.length,
    (item) => item.cursor,
    (item) => item.bytes,
  );
  const texts = cut.items.map((item) => item.text);
  const before = more === undefined ? "" : JSON.stringify(more).slice(1, -1);
  const list = `"items":[${texts.join(",")}],"next":${JSON.stringify(cut.next ?? next)}`;
  return { written: `{${before}${before === "" ? "" : ","}${list}}`, type: "application/json" };
}
