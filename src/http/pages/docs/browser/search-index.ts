// Full-text search over the document: the calls by name and path, their parameters, members, codes, and every word of
// every description. Pure: the box and the list are elsewhere.
import type { Call } from "./calls.ts";
import type { Deref, Schema } from "./document.ts";
import { objectsIn } from "./schema-text.ts";

export type Kind = "call" | "parameter" | "member" | "code" | "header" | "description";

/** A piece of a call that can be found: where it is, its name, and the words about it. */
export type Entry = { readonly kind: Kind; readonly name: string; readonly text: string };

export type Indexed = { readonly call: Call; readonly entries: readonly Entry[] };

export type Hit = {
  readonly call: Call;
  /** The pieces that the words were found in, the best first; not those of the call's own name. */
  readonly found: readonly Entry[];
};

/** How much a word counts by where it stands: in a name, and in the words about it. */
const WEIGHTS: Readonly<Record<Kind, readonly [number, number]>> = {
  call: [100, 60],
  code: [40, 6],
  parameter: [30, 6],
  member: [30, 6],
  header: [20, 4],
  description: [8, 8],
};

/** Each named shape once a call. */
function memberEntries(raw: Schema, deref: Deref, seen: Set<string>, prefix: string): readonly Entry[] {
  return objectsIn(raw, deref).flatMap(({ name: shape, schema }) => {
    if (shape !== null && seen.has(shape)) return [];
    if (shape !== null) seen.add(shape);
    const own: Entry = { kind: "description", name: "", text: schema.description ?? "" };
    const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]): readonly Entry[] => {
      const { description = "", enum: words = [] } = deref(member);
      const path = prefix === "" ? name : `${prefix}.${name}`;
      return [
        { kind: "member", name: path, text: [description, ...words].join(" ") },
        ...memberEntries(member, deref, seen, path),
      ];
    });
    return own.text === "" ? members : [own, ...members];
  });
}

function entriesOf(call: Call, deref: Deref): readonly Entry[] {
  const { operation, parameters, content, responses, id, method, path } = call;
  const seen = new Set<string>();
  const schemas = (media: Call["content"]) =>
    Object.values(media).flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  const members = (media: Call["content"]) =>
    [...new Set(schemas(media).map(({ description }) => description ?? ""))]
      .filter((text) => text !== "")
      .map((text): Entry => ({ kind: "description", name: "", text }))
      .concat(schemas(media).flatMap((schema) => memberEntries(schema, deref, seen, "")));
  return [
    { kind: "call", name: operation.summary, text: `${id} ${method} ${path} ${call.tag}` },
    ...(operation.description === undefined
      ? []
      : [{ kind: "description", name: "", text: operation.description } as const]),
    ...call.scopes.map((scope): Entry => ({ kind: "description", name: "scope", text: `Scope ${scope}` })),
    ...parameters.map(
      ({ name, description = "", schema }): Entry => ({
        kind: "parameter",
        name,
        text: [description, schema?.description ?? "", ...(schema?.enum ?? [])].join(" "),
      }),
    ),
    ...members(content),
    ...responses.flatMap(({ response }) => members(response.content ?? {})),
    ...responses.flatMap(({ status, response }) => codeEntries(status, response, deref)),
  ];
}

function codeEntries(
  status: string,
  response: Call["responses"][number]["response"],
  deref: Deref,
): readonly Entry[] {
  const examples = Object.values(response.content ?? {}).flatMap((media) =>
    Object.entries(media.examples ?? {}),
  );
  const codes = new Map(
    examples
      .filter(([name]) => name !== "success")
      .map(([name, example]) => [name, JSON.stringify(deref(example).value ?? "")]),
  );
  return [
    { kind: "description", name: status, text: response.description ?? "" },
    ...[...codes].map(([name, text]): Entry => ({ kind: "code", name, text: `${status} ${text}` })),
    ...Object.entries(response.headers ?? {}).map(
      ([name, header]): Entry => ({ kind: "header", name, text: deref(header).description ?? "" }),
    ),
  ];
}

export const indexOf = (calls: readonly Call[], deref: Deref): readonly Indexed[] =>
  calls.map((call) => ({ call, entries: entriesOf(call, deref) }));

/** What one word counts in one entry; 0 where it is not in it. A name that begins with it counts double. */
function scoreOf(word: string, { kind, name, text }: Entry): number {
  const [inName, inText] = WEIGHTS[kind];
  const lower = name.toLowerCase();
  const last = lower.slice(lower.lastIndexOf(".") + 1);
  if (lower === word || last === word) return inName * 3;
  if (lower.startsWith(word) || last.startsWith(word)) return inName * 2;
  if (lower.includes(word)) return inName;
  return text.toLowerCase().includes(word) ? inText : 0;
}

/** The calls in which every word is found somewhere, the best first; in the document's order where they are alike. */
export function searchIn(index: readonly Indexed[], asked: string): readonly Hit[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return index
    .map(({ call, entries }) => {
      const scored = entries.map((entry) => ({ entry, scores: words.map((word) => scoreOf(word, entry)) }));
      const best = words.map((_, at) => Math.max(0, ...scored.map(({ scores }) => scores[at] ?? 0)));
      const total = best.includes(0) ? 0 : best.reduce((sum, score) => sum + score, 0);
      const found = scored
        .map(({ entry, scores }) => ({ entry, sum: scores.reduce((sum, score) => sum + score, 0) }))
        .filter(({ entry, sum }) => sum > 0 && entry.kind !== "call")
        .sort((a, b) => b.sum - a.sum)
        .map(({ entry }) => entry);
      return { call, found, total };
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}

/** The words around the first of the searched ones, cut at about `length` characters. */
export function snippetOf(text: string, asked: string, length = 90): string {
  const lower = text.toLowerCase();
  const at = asked
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => lower.indexOf(word))
    .filter((place) => place >= 0)
    .sort((a, b) => a - b)[0];
  const from = at === undefined || at < length / 2 ? 0 : text.lastIndexOf(" ", at - length / 3) + 1;
  const cut = text.slice(from, from + length);
  return `${from > 0 ? "… " : ""}${cut}${from + length < text.length ? " …" : ""}`;
}
