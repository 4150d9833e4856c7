// The twin's controls over HTTP, for those who do not write JavaScript: what the twin takes, as JSON, and no key.
import { isLoopback } from "../../http/request/key/development-key.ts";
import { TwinInputError } from "../twin-input-error.ts";
import type { NextFault, RateFault, Twin, TwinFixtures, TwinStep } from "../types.ts";

const PREFIX = "/_twin/";
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:;|$)/i;

type Given = Readonly<Record<string, unknown>>;
type Control = {
  readonly GET: (query: URLSearchParams) => unknown;
  readonly POST?: (given: Given) => unknown;
  readonly PUT?: (given: unknown) => unknown;
  readonly DELETE?: () => unknown;
};

/** One of the members, and it alone. */
function one<K extends string>(given: Given, names: readonly K[], place: string): K {
  const own = Object.keys(given);
  const name = names.find((known) => own.length === 1 && own[0] === known);
  if (name === undefined) throw new TwinInputError(place, `${names.join(" or ")} alone is expected`);
  return name;
}

const controlsOf = (twin: Twin): Readonly<Record<string, Control>> => {
  const clock = () => ({ now: twin.clock.now() });
  const faults = () => ({ items: twin.faults.list() });
  return {
    clock: {
      GET: clock,
      POST: (given) => {
        if (one(given, ["set", "advance"], "clock") === "set") twin.clock.set(given.set as string);
        else twin.clock.advance(given.advance as TwinStep);
        return clock();
      },
    },
    faults: {
      GET: faults,
      POST: (given) => {
        if ("rate" in given) twin.faults.rate(given as unknown as RateFault);
        else twin.faults.next(given as unknown as NextFault);
        return faults();
      },
      DELETE: () => {
        twin.faults.clear();
        return faults();
      },
    },
    state: {
      GET: () => twin.snapshot(),
      PUT: (state) => {
        twin.restore(state);
        return clock();
      },
      POST: async (given) => {
        one(given, ["load"], "state");
        await twin.load(given.load as "demo" | TwinFixtures);
        return clock();
      },
      DELETE: () => {
        twin.reset();
        return clock();
      },
    },
    requests: {
      GET: (query) => {
        const after = query.get("after") ?? "0";
        if (!/^\d{1,9}$/.test(after)) throw new TwinInputError("after", "A whole number is expected.");
        return { items: twin.requests().filter(({ number }) => number > Number(after)) };
      },
    },
  };
};

const problem = (
  status: number,
  code: string,
  title: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify({ type: "about:blank", title, status, detail, code, ...more }), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  });

const answered = (body: unknown): Response =>
  new Response(JSON.stringify(body), {
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
  });

/** Nobody but this machine, and no page of another site that runs in a browser on it. */
function isFromHere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return (
    isLoopback(new URL(request.url).hostname) && (site === null || site === "same-origin" || site === "none")
  );
}

async function given(request: Request): Promise<unknown> {
  if (!JSON_TYPE.test(request.headers.get("content-type") ?? ""))
    throw new TwinInputError("Content-Type", "application/json is expected");
  try {
    return await request.json();
  } catch {
    throw new TwinInputError("body", "it is not JSON");
  }
}

async function act(control: Control, request: Request): Promise<Response> {
  const { method } = request;
  const query = new URL(request.url).searchParams;
  if (method === "GET") return answered(await control.GET(query));
  if (method === "DELETE" && control.DELETE !== undefined) return answered(await control.DELETE());
  if (method === "PUT" && control.PUT !== undefined) return answered(await control.PUT(await given(request)));
  if (method === "POST" && control.POST !== undefined) {
    const body = await given(request);
    if (typeof body !== "object" || body === null || Array.isArray(body))
      throw new TwinInputError("body", "an object is expected");
    return answered(await control.POST(body as Given));
  }
  const allow = Object.keys(control).join(", ");
  return problem(
    405,
    "METHOD_NOT_ALLOWED",
    "No such method here",
    `It takes ${allow}.`,
    {},
    { Allow: allow },
  );
}

/** The twin over HTTP: its controls below `/_twin/`, and the service everywhere else. */
export function controlled(twin: Twin): (request: Request) => Promise<Response> {
  const controls = controlsOf(twin);
  return async (request) => {
    if (!isFromHere(request))
      return problem(403, "TWIN_IS_LOCAL", "Not from here", "The twin answers this machine alone.");
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(PREFIX)) return twin.fetch(request);
    const name = pathname.slice(PREFIX.length);
    const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
    if (control === undefined) {
      const names = Object.keys(controls).map((known) => PREFIX + known);
      return problem(404, "TWIN_CONTROL_UNKNOWN", "No such control", `There are ${names.join(", ")}.`);
    }
    try {
      return await act(control, request);
    } catch (error) {
      if (!(error instanceof TwinInputError)) throw error;
      const { code, member, message } = error;
      return problem(422, code, "The twin does not take that", message, { member });
    }
  };
}
