// What sets one Web API contract apart from another for the readers and writers, as data: nothing here knows about bytes.

import type { EnumTables } from "./values/enum-table.ts";
import type { Casing } from "./values/shape.ts";

/** In .NET a formatter; the order in a contract decides between equal wishes (docs/wire.md "Which format goes out"). */
export type Format = "json" | "xml" | "form" | "compressed";

/** How big a request body may be, in bytes. */
export interface BodyLimits {
  /** As it arrives: plain, or still compressed. */
  readonly received: number;
  /** After inflating x-compressed-json; enforced while streaming. */
  readonly inflated: number;
}

export interface Contract {
  readonly name: string;
  /** First path segment, lower case. */
  readonly prefix: string;
  readonly casing: Casing;
  readonly formats: readonly Format[];
  /** The original's route ends in an optional {id} that no action uses (measured: E-route-*-extra-segment). */
  readonly optionalId: boolean;
  /** A table for every enumeration that its DTOs name. */
  readonly enums: EnumTables;
  readonly limits: BodyLimits;
}
