// Walks a list by its index, row by row, and ends where a page is full: after so many rows, or so many bytes. Only the
// rows of the page are then read, so no list makes a response that the database refuses or that fills the memory.
import { MAX_PAGE_BYTES, type Page } from "../../../domain/values/page.ts";
import type { Row } from "../connection/database.ts";
import { type Column, placeholder, type SQL, sql, type Table } from "./sql.ts";

type Walked = {
  readonly table: Table;
  /** Ascending and unique under the condition: the cursor. */
  readonly key: Column;
  /** Which rows; an index serves it together with the key. */
  readonly where?: SQL | undefined;
  /** What a row comes to, in bytes: of its own columns by length, which reads none of the long ones. */
  readonly size: SQL;
};

/** Bytes of what is in every row, its names and its numbers. */
const ROW_BYTES = 300;

/** The size of a row from the lengths of its texts; null counts nothing. */
export const sizeOfTexts = (...texts: readonly (Column | SQL)[]): SQL =>
  sql.join(
    [sql.raw(String(ROW_BYTES)), ...texts.map((text) => sql`coalesce(octet_length(${text}), 0)`)],
    sql.raw(" + "),
  );

/**
 * `with recursive page …`: `page(key, n, total)` has the keys above `after`, in order; bind `after` and `limit`. As with
 * `pageOf`, one row more than the page holds tells that another page follows. Bar S3.
 */
export function pageWalk({ table, key, where, size }: Walked): SQL {
  const following = (after: SQL): SQL =>
    sql`(select ${key} from ${table} where ${where ?? sql.raw("true")} and ${key} > ${after} order by ${key} limit 1)`;
  const row = (after: SQL): SQL => sql`${where ?? sql.raw("true")} and ${key} = ${following(after)}`;
  return sql`with recursive page(key, n, total) as (
    select ${key}, 1, ${size} from ${table} where ${row(placeholder("after"))}
    union all
    select ${key}, page.n + 1, page.total + ${size} from page cross join ${table} on ${row(sql.raw("page.key"))}
      where page.n <= ${placeholder("limit")} and ${fits})`;
}

/** Whether the row is not the one beyond the bytes that a page has; the first one comes whatever it takes. */
const fits = sql`(page.n = 1 or page.total <= ${sql.raw(String(MAX_PAGE_BYTES))})`;

/** Whether the row is one of the page: join the rows on it, and select `pageColumns` with them. */
export const inPage: SQL = sql`page.n <= ${placeholder("limit")} and ${fits}`;
export const pageColumns: SQL = sql`page.key as page_key, ${inPage} as in_page`;

/** The page of a walk's rows, whatever their order; each item is read only where it is wanted. */
export function walkedPage<T>(rows: readonly Row[], read: (row: Row) => T): Page<T> {
  const kept = rows.filter((row) => Number(row.in_page) === 1);
  kept.sort((one, other) => Number(one.page_key) - Number(other.page_key));
  const last = kept.at(-1);
  return {
    items: kept.map(read),
    next: last !== undefined && kept.length < rows.length ? Number(last.page_key) : null,
  };
}

/** A page that was looked for no further than `to`, of a list that goes to `last`: where it is not full, it goes on there. */
export const lookedPage = <T>(page: Page<T>, to: number, last: number): Page<T> =>
  page.next === null && to < last ? { items: page.items, next: to } : page;
