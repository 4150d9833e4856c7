// Who did it and when: handed to every change, since the core has no clock and knows no caller.

/** An ISO 8601 instant in UTC with milliseconds: "2026-01-15T08:38:50.083Z". */
export type Instant = string;

/** The name of the key that called. */
export type Actor = string;

export type Stamp = { readonly at: Instant; readonly by: Actor };
