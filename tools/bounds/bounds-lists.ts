// S3: whatever the texts and however often they changed, every list answers, and following `next` gives each thing once.

/** A page as the service answers it. */
type Answered = { readonly items: readonly Record<string, unknown>[]; readonly next: number | null };

export type ListResult = {
  readonly list: string;
  readonly pages: number;
  readonly items: number;
  /** Of the largest page that has more than one item. */
  readonly largestBytes: number;
  readonly wrong: readonly string[];
};

export type Get = (path: string) => Promise<Response>;

/** Follows a list to its end, `limit` items a page. `keyOf` tells an item's cursor, which only grows. */
export async function followList(
  get: Get,
  list: string,
  keyOf: (item: Record<string, unknown>) => number,
  limit = 200,
): Promise<ListResult & { readonly keys: readonly number[] }> {
  const keys: number[] = [];
  const wrong: string[] = [];
  let [pages, largestBytes] = [0, 0];
  for (let after: number | null = 0; after !== null; ) {
    const path: string = `${list}${list.includes("?") ? "&" : "?"}limit=${limit}&after=${after}`;
    const response = await get(path);
    const text = await response.text();
    if (response.status !== 200) {
      wrong.push(`${path}: ${response.status} ${text.slice(0, 200)}`);
      break;
    }
    const page = JSON.parse(text) as Answered;
    pages += 1;
    if (page.items.length > 1) largestBytes = Math.max(largestBytes, Buffer.byteLength(text));
    for (const item of page.items) {
      const key = keyOf(item);
      if (key <= (keys.at(-1) ?? 0)) wrong.push(`${path}: ${key} after ${keys.at(-1)}`);
      keys.push(key);
    }
    // The feed has no last page: it ends where nothing is new.
    after = page.items.length === 0 ? null : page.next;
  }
  return { list, pages, items: keys.length, largestBytes, wrong, keys };
}

/** Follows the lists of contacts, of one contact's history and of all events; `expected` says how many of each there are. */
export async function followAll(
  get: Get,
  expected: { readonly contacts: number; readonly events: number; readonly history: number },
  limit = 200,
): Promise<readonly ListResult[]> {
  const lists = [
    { list: "/v1/contacts", key: "id", count: expected.contacts },
    { list: "/v1/contacts/1/history", key: "version", count: expected.history },
    { list: `/v1/contacts/${expected.contacts}/history`, key: "version", count: expected.history },
    { list: "/v1/events", key: "seq", count: expected.events },
  ];
  const results: ListResult[] = [];
  for (const { list, key, count } of lists) {
    const { keys, ...result } = await followList(get, list, (item) => Number(item[key]), limit);
    const wrong = keys.length === count ? [] : [`${list}: ${keys.length} items, not ${count}`];
    results.push({ ...result, wrong: [...result.wrong, ...wrong] });
  }
  return results;
}
