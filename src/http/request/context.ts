// What the routes share: the settings, the stores of this request, who calls, and when.

import type { Freshness } from "../../domain/ports/freshness.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import type { Claim } from "../../domain/values/idempotency.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import type { Declared } from "../call/declared.ts";
import type { Settings } from "../settings/settings.ts";
import type { Clock } from "./clock.ts";
import type { ApiKey } from "./key/api-key.ts";
import type { KeyCheck } from "./key/key-check.ts";
import type { Tenant } from "./key/tenant.ts";
import type { AddressOf } from "./limits/caller-address.ts";
import type { RateLimiter } from "./limits/limiter.ts";
import type { LogLine } from "./log/log-line.ts";
import type { Trace } from "./log/trace.ts";

export type BuiltPage = (path: string) => Promise<Response | null>;

/** What the entry points hand to the app. */
export type Deps = {
  readonly settings: Settings;
  /**
   * Opens the stores of one request, in the tenant's database and no other: with a claim, its first write claims an
   * idempotency key; the trace goes along to the database; a replica may answer reads that need not be the newest,
   * which they are when nothing is said. Routes ask `storesOf`, which also keeps to what the key reaches.
   */
  readonly openStores: (tenant: Tenant, claim?: Claim, trace?: Trace, freshness?: Freshness) => Stores;
  /** Whether a tenant's database takes a write: the default one's, or any one's that answers. */
  readonly ready: () => Promise<void>;
  /** Given where several apps of one deployment share it; else made of the settings. */
  readonly keyCheck?: KeyCheck | undefined;
  /** Absent where the platform has none, or where it is switched off. */
  readonly limiter?: RateLimiter | undefined;
  /** Where a request comes from, as far as the entry point can tell. */
  readonly addressOf?: AddressOf | undefined;
  /** A page that the build made, by its path; absent, or null, where there is none. */
  readonly builtPage?: BuiltPage | undefined;
  readonly clock: Clock;
  /** A new random text, different each time. */
  readonly randomId: () => string;
  readonly log: (line: LogLine) => void;
};

export type AppEnv = {
  Variables: {
    requestId: string;
    trace: Trace;
    stores: Stores;
    /** What the call that this request reaches declares; undefined where it reaches none. */
    call: Declared | undefined;
    /** Absent on the few open routes. */
    key: ApiKey | undefined;
    tenant: Tenant | undefined;
    stamp: Stamp;
    /** Counts so much more against the caller's quota; absent where nothing is counted. */
    charge: ((units: number) => Promise<void>) | undefined;
    /** The caller's address, of a request without a valid key. */
    failedFrom: string | undefined;
    /** Made of an Idempotency-Key, where one was sent. */
    claim: Claim | undefined;
    /** True when the response is an earlier one, told again. */
    replays: boolean | undefined;
  };
};
