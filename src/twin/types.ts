// What a twin is to those who have one. Nothing is imported here: these are the types that the package hands out.

/** ISO 8601 in UTC, milliseconds and all: "2026-03-01T00:00:00.000Z". */
export type TwinInstant = string;

/** A key that the twin lets in. Its text stands in no log and no state. */
export type TwinKey = {
  /** 8 to 200 visible ASCII characters. */
  readonly key: string;
  /** Who wrote, in stamps and events. */
  readonly name: string;
  /** All of them where they are left out. */
  readonly scopes?: readonly string[];
  readonly businessUnits?: readonly number[];
  readonly accounts?: readonly number[];
  /** By the twin's clock. */
  readonly expires?: TwinInstant;
};

/** The settings of a deployment that its answers depend on, as it has them in its environment. */
export type TwinSettings = {
  readonly [Name in
    | "ARREARS"
    | "BUSINESS_UNIT_CURRENCIES"
    | "CRN_SCHEME"
    | "DEFAULT_CURRENCY"
    | "ENUMERATIONS"
    | "REFERENCE_IDENTITY"
    | "TIME_ZONE"]?: string;
};

export type TwinOptions = {
  /** A day ("2026-03-01", its first moment in TIME_ZONE) or an instant. "2026-01-01" where it is left out. */
  readonly clock?: string;
  /** A whole number below 2 ** 32, 1 where it is left out. The same seed and calls, the same ids, hashes and faults. */
  readonly seed?: number;
  readonly faults?: readonly TwinFault[];
  /** One, `TWIN_KEY`, with all scopes, where they are left out. */
  readonly keys?: readonly TwinKey[];
  readonly settings?: TwinSettings;
};

/** How far the clock goes; months and years by the calendar of TIME_ZONE, the 31st becoming a shorter month's last day. */
export type TwinStep = {
  readonly [Unit in
    | "years"
    | "months"
    | "weeks"
    | "days"
    | "hours"
    | "minutes"
    | "seconds"
    | "milliseconds"]?: number;
};

/** It stands until it is moved. Each call gives the instant that it shows then. */
export type TwinClock = {
  readonly now: () => TwinInstant;
  /** A day or an instant, also an earlier one. */
  readonly set: (to: string) => TwinInstant;
  readonly advance: (by: TwinStep) => TwinInstant;
};

/**
 * What can happen to a request:
 * `database-away`: the database does not answer; nothing is read or written (503).
 * `answer-lost`: the database writes, and its answer is lost: 503, and it has happened.
 * `answer-cut`: the service answers, and the connection breaks on the way: `fetch` rejects.
 * `slow`: the answer takes `ms` longer, in real time.
 * `faster-writer`: somebody else writes the plan, or the contact that If-Match names, in between (409, or 412).
 * `rate-limited`: the key's quota is used up (429).
 * `wrong-key`: the key is none (401).
 */
export type FaultKind =
  | "database-away"
  | "answer-lost"
  | "answer-cut"
  | "slow"
  | "faster-writer"
  | "rate-limited"
  | "wrong-key";

type Fault = {
  readonly kind: FaultKind;
  /** "POST /v1/payment-plans/{id}/payments", "* /v1/*"; any request where it is left out. */
  readonly route?: string;
  /** Of `slow` alone: 1,000 where it is left out, 60,000 at most. */
  readonly ms?: number;
};

/** Befalls the next request that it can befall, `times` of them (1 where it is left out), in the order of being set. */
export type NextFault = Fault & { readonly times?: number };
/** Befalls this share of the requests, 0 to 1, by a seed of its own. */
export type RateFault = Fault & { readonly rate: number; readonly seed?: number };
export type TwinFault = NextFault | RateFault;

export type TwinFaults = {
  readonly next: (fault: NextFault) => void;
  readonly rate: (fault: RateFault, seed?: number) => void;
  /** Those that are set, `times` as many as are left. */
  readonly list: () => readonly TwinFault[];
  readonly clear: () => void;
};

/** An event as `GET /v1/events` tells it, CRNs whole. */
export type TwinEvent = {
  readonly seq: number;
  readonly subject: "plan" | "contact" | "reference";
  readonly subjectId: number;
  readonly version: number;
  readonly kind: string;
  readonly at: TwinInstant;
  readonly actor: string;
  readonly [member: string]: unknown;
};

/** One request: what came, how it was read, what was written and what was answered. No key stands in it. */
export type TwinRequest = {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly at: TwinInstant;
  readonly method: string;
  readonly path: string;
  /** As it came, from its "?" on, without a key; empty where there is none. */
  readonly query: string;
  /** Names in lower case; a header that held a key is left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** As text, gzip unpacked; null where there is none, where it is no text, and beyond 8 MiB. */
  readonly body: string | null;
  /** The call that it reached, as the reference names it; null for anything else. */
  readonly call: string | null;
  /** The name of its key; null where none was let in. */
  readonly key: string | null;
  /**
   * How the call read it: `{ path, query, body, ifMatch }` of a call of /v1, `{ dto, missing }` of a contract's body,
   * the command of ContactExtraSave. Null where it was refused before, or reads nothing.
   */
  readonly read: unknown;
  readonly fault: FaultKind | null;
  readonly written: readonly TwinEvent[];
  /** Null while it is not answered, and where the answer was cut; a stream's body is there when it has been read. */
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  } | null;
};

/** All that a twin holds but its keys and its log of requests: plain JSON. */
export type TwinState = {
  readonly format: 1;
  readonly clock: TwinInstant;
  readonly seed: number;
  /** How many random texts were drawn. */
  readonly drawn: number;
  /** `times`: left of a fault that is next; `drawn`: for how many requests a rate has been drawn. */
  readonly faults: readonly Readonly<Record<string, unknown>>[];
  /** Everything that happened, in the order of `seq`: whatever there is follows from it. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** Digests of the keys that were used, and what came of each. */
  readonly idempotencyKeys: readonly Readonly<Record<string, unknown>>[];
};

/** Data to begin with, by the bodies of the calls that make them: see the reference of /v1. */
export type TwinFixtures = {
  /** `PUT /v1/contacts/{id}`, and `PATCH /v1/contacts/{id}/credit` for `credit`. Parents first. */
  readonly contacts?: readonly {
    readonly id: number;
    readonly name: string;
    readonly reference?: string | null;
    readonly parentId?: number | null;
    readonly credit?: Readonly<Record<string, unknown>>;
  }[];
  /** `POST /v1/payment-plans`, and `POST /v1/payment-plans/{id}/payments` for each of `payments`. Ids count from 1. */
  readonly plans?: readonly Readonly<Record<string, unknown>>[];
  /** `POST /v1/payment-references`. */
  readonly references?: readonly Readonly<Record<string, unknown>>[];
};

export type Twin = {
  /** The whole service. A path alone ("/v1/payment-plans") will do for a URL. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  readonly clock: TwinClock;
  readonly faults: TwinFaults;
  /** Every request to `fetch` since the twin was made or reset. */
  readonly requests: () => readonly TwinRequest[];
  readonly snapshot: () => TwinState;
  /** Puts a snapshot's data, clock, seed and faults in place of the twin's own. Refused, it leaves all as it was. */
  readonly restore: (state: unknown) => void;
  /** As it was made: no data, no requests, its first clock, seed and faults. */
  readonly reset: () => void;
  /** Adds data: all of them or, refused, none. "demo" is what `npm run demo` has, and is for a twin without plans. */
  readonly load: (data: "demo" | TwinFixtures) => Promise<void>;
};
