// What a tenant's data come to: how many of everything there are, and the bytes that they take.

export type Usage = {
  readonly plans: number;
  readonly instalments: number;
  readonly payments: number;
  readonly references: number;
  readonly contacts: number;
  readonly events: number;
  /** Of the whole database; null where a caller reaches only a part of it, or a store cannot tell. */
  readonly bytes: number | null;
};
