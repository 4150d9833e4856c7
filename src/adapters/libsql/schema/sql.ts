// SQL as a template: parts that fit into one another, with columns by their names and values that are bound by theirs.
// Drizzle has the tables (schema.ts) and their migrations; to build some 80 statements with it would be a seventh of what
// the Worker loads, and a tenth of its start.

export type Column = { readonly table: string; readonly name: string };
/** A table's columns by their names in the schema. */
export type Table = { readonly [column: string]: Column };

/** A value that a request binds. */
type Bound = { readonly bind: string };
/**
 * Made of its parts when it is compiled: hundreds of them stand at the top of modules, and a start that put them all
 * together would do it for statements that nobody may want.
 */
export type SQL = { readonly parts: () => readonly Part[] };
type Part = string | Column | Bound;

/** What may stand in a template: numbers and texts are the statement's own, written out. */
type Slot = SQL | Column | Table | Bound | number | string;

const quoted = (name: string): string => `"${name}"`;
const literal = (value: number | string): string =>
  typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;

const isColumn = (value: object): value is Column => typeof (value as Column).name === "string";

/** Where a table is named, any of its columns tells how. */
function partsOf(slot: Slot): readonly Part[] {
  if (typeof slot !== "object") return [literal(slot)];
  if ("parts" in slot) return (slot as SQL).parts();
  if ("bind" in slot) return [slot as Bound];
  if (isColumn(slot)) return [slot];
  const [column] = Object.values(slot as Table);
  if (column === undefined) throw new Error("a table without columns");
  return [quoted(column.table)];
}

function template(strings: TemplateStringsArray, ...slots: readonly Slot[]): SQL {
  return {
    parts: () =>
      strings.flatMap((text, at) => {
        const slot = slots[at];
        return slot === undefined ? [text] : [text, ...partsOf(slot)];
      }),
  };
}

/** Text as it is. */
const raw = (text: string): SQL => ({ parts: () => [text] });

/** A column's name without its table, as it stands where it is given a value or told back. */
export const nameOf = ({ name }: Column): SQL => ({ parts: () => [quoted(name)] });

const join = (parts: readonly (SQL | Column)[], between: SQL): SQL => ({
  parts: () => parts.flatMap((part, at) => [...(at === 0 ? [] : between.parts()), ...partsOf(part)]),
});

/** A query, or a part of one: numbers and texts are written out in it, and what a request binds is a `placeholder`. */
export const sql = Object.assign(template, { raw, join });

/** A named value of a query, bound at each request. */
export const placeholder = (name: string): SQL => ({ parts: () => [{ bind: name }] });

/** All of the conditions; those that are undefined are none. Undefined where there is none at all. */
export function and(...conditions: readonly (SQL | undefined)[]): SQL | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? undefined : sql`(${join(given, raw(" and "))})`;
}

export const eq = (column: Column, value: Slot): SQL => sql`${column} = ${value}`;

export type Compiled = {
  readonly text: string;
  /** The names of the values, each once: the first is `?1`. */
  readonly names: readonly string[];
};

/** The text with numbered parameters, so that a value travels once however often it stands in the text. */
export function compile({ parts }: SQL): Compiled {
  const names: string[] = [];
  const text = parts().map((part) => {
    if (typeof part === "string") return part;
    if (!("bind" in part)) return `${quoted(part.table)}.${quoted(part.name)}`;
    const known = names.indexOf(part.bind);
    return `?${known < 0 ? names.push(part.bind) : known + 1}`;
  });
  return { text: text.join(""), names };
}
