// A request as the form has it: what the samples are written of, and what is sent.
import { type Call, PREVIEW } from "./calls.ts";
import type { Media, Parameter } from "./document.ts";
import { pretty, prettyJson } from "./pretty.ts";

export type Body = { readonly type: string; readonly text: string };

export type DraftRequest = {
  readonly method: string;
  /** Path and query, from the service's root. */
  readonly url: string;
  /** Without the key. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Body | null;
  /** A key is asked for. */
  readonly keyed: boolean;
};

/** What is filled in: the parameters by name, the body, and the media type that the answer is wished in. */
export type Values = {
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Body | null;
  readonly accept: string;
};

/** Bodies of this kind are gzip of a byte order mark and JSON. */
export const isPacked = (type: string): boolean => type.includes("compressed");
export const BYTE_ORDER_MARK = "\uFEFF";

export const answersPacked = ({ headers }: DraftRequest): boolean =>
  headers.some(([name, value]) => name === "Accept" && isPacked(value));

/**
 * What has to be sent to be answered as one asks: browsers, curl and PHP send any media type by themselves, which is JSON to the
 * service. Empty where that is what is wished.
 */
function acceptOf({ responses }: Call, { accept, body }: Values): string {
  if (accept !== "" || body === null || body.type === "application/json") return accept;
  const answers = responses.flatMap(({ response }) => Object.keys(response.content ?? {}));
  return answers.includes(body.type) ? body.type : "";
}

export function draftOf(call: Call, values: Values): DraftRequest {
  const { parameters, body } = values;
  const accept = acceptOf(call, values);
  let path = call.path;
  const query = new URLSearchParams();
  const headers: (readonly [string, string])[] = [];
  for (const { name, in: place } of call.parameters) {
    const value = parameters[name] ?? "";
    if (value === "") continue;
    if (place === "path") path = path.replace(`{${name}}`, encodeURIComponent(value));
    if (place === "query") query.append(name, value);
    if (place === "header") headers.push([name, value]);
  }
  if (body !== null) headers.push(["Content-Type", body.type]);
  if (accept !== "") headers.push(["Accept", accept]);
  const asked = query.toString();
  return {
    method: call.method,
    url: asked === "" ? path : `${path}?${asked}`,
    headers,
    body,
    keyed: call.operation.security.length > 0,
  };
}

/** Whether sending it can change anything. */
export const isWrite = (call: Call, { parameters }: Values): boolean =>
  call.writes && !(call.previews && parameters[PREVIEW] === "true");

/** What a parameter begins with. A version is never filled in: who sends it must have read it. */
export function firstValue({ name, in: place, example, examples, required }: Parameter): string {
  if (name === PREVIEW || place === "header") return "";
  const first = required === true ? Object.values(examples ?? {})[0]?.value : undefined;
  const value = example ?? first;
  return value === undefined ? "" : String(value);
}

/** The text of a body's example. */
export function bodyText(type: string, media: Media, json: Media | undefined): string {
  const example = isPacked(type) ? json?.example : media.example;
  if (example === undefined) return "";
  if (type.includes("form")) {
    const fields = Object.entries(example as object).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    return new URLSearchParams(fields).toString();
  }
  if (typeof example !== "string") return prettyJson(JSON.stringify(example));
  // Lines stay lines: each is a value of its own.
  return type.includes("ndjson") ? example : pretty(example, type);
}
