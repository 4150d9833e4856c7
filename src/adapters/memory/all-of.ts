// Everything that a list of these stores has: what is summed over all of it looks at it whole.
import type { Page } from "../../domain/values/page.ts";

/** Page by page. */
export async function allOf<T>(
  list: (cursor: { after: number; limit: number }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Page<T> = await list({ after, limit: Number.MAX_SAFE_INTEGER });
    items.push(...page.items);
    after = page.next;
  }
  return items;
}
