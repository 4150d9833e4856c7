// What counts requests for the service: the platform's own means, or this process's memory.

/** Whose quota: a key's, by its name, or an address's. */
export type Caller = { readonly kind: "key" | "address"; readonly name: string };

export type Allowance = {
  readonly allowed: boolean;
  /** Whole seconds after which it is worth asking again. */
  readonly retryAfterS: number;
  /** Where it is known: units in all and left, and the seconds that these are for. */
  readonly quota?: {
    readonly units: number;
    readonly windowS: number;
    readonly left: number;
    readonly resetS: number;
  };
};

export type RateLimiter = {
  /** Whether the caller may do so much more now; takes it from its quota then, and nothing otherwise. */
  readonly take: (caller: Caller, units: number) => Allowance | Promise<Allowance>;
  /** Takes what was begun already, also beyond the quota: the caller then waits the longer. */
  readonly charge: (caller: Caller, units: number) => Allowance | Promise<Allowance>;
};
