// What the twin notes of each request while it is served.

import type { RecordedEvent } from "../../domain/events/recorded-event.ts";
import { eventJson } from "../../http/v1/events/event-json.ts";
import { callOf } from "../routes.ts";
import type { TwinEvent, TwinInstant, TwinRequest } from "../types.ts";
import { bodyOf, textOf } from "./body-text.ts";
import { headersWithout, queryWithout, scrubber, throughTexts } from "./secrets.ts";

type Writable<T> = { -readonly [M in keyof T]: T[M] };

/** One request's note, filled in as things happen. */
export type Note = {
  readonly entry: Writable<Omit<TwinRequest, "written" | "fault">>;
  /** The events that it wrote, as they are told; made when it is asked for. */
  readonly written: () => readonly TwinEvent[];
  readonly read: (read: unknown) => void;
  readonly wrote: (events: readonly RecordedEvent[]) => void;
  readonly answered: (response: Response, bytes: Uint8Array<ArrayBuffer> | null) => Promise<void>;
  /** Resolves when the body that came is noted. */
  readonly received: Promise<void>;
};

const jsonOf = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? String(member) : member)) ??
      "null",
  );

/** `copy` is read and nobody's else; `known` are the texts of the twin's keys. */
export function noteOf(
  request: Request,
  copy: Request | null,
  {
    number,
    at,
    known,
  }: { readonly number: number; readonly at: TwinInstant; readonly known: readonly string[] },
): Note {
  const clean = scrubber(request, known);
  const cleaned = (value: unknown): unknown => throughTexts(value, clean);
  const { method } = request;
  const { pathname, search } = new URL(request.url);
  const entry: Note["entry"] = {
    ...{ number, at, method, path: clean(pathname), query: clean(queryWithout(search)) },
    headers: cleaned(headersWithout(request.headers)) as TwinRequest["headers"],
    body: null,
    call: callOf(method, pathname),
    ...{ key: null, read: null, answer: null },
  };
  const events: RecordedEvent[] = [];
  const receive = async (): Promise<void> => {
    const body = copy === null ? null : await bodyOf(copy);
    entry.body = body === null ? null : clean(body);
  };
  return {
    entry,
    received: receive(),
    read: (read) => {
      entry.read = cleaned(jsonOf(read));
    },
    wrote: (more) => void events.push(...more),
    written: () => events.map((event) => cleaned(jsonOf(eventJson(event, ({ crn }) => crn))) as TwinEvent),
    answered: async ({ status, headers }, bytes) => {
      const body = bytes === null ? null : await textOf(bytes);
      entry.answer = {
        status,
        headers: cleaned(headersWithout(headers)) as TwinRequest["headers"],
        body: body === null ? null : clean(body),
      };
    },
  };
}
