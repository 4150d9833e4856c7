// What sets the two Web API contracts apart, as data: nothing here knows about bytes.

import { defaultEnumTables, type EnumTables } from "./values/enum-tables.ts";
import type { Casing } from "./values/shape.ts";

/** In .NET a formatter; the order in a contract decides between equal wishes (30-wire.md "Which format goes out"). */
export type Format = "json" | "xml" | "form" | "compressed";

/** How big a request body may be. */
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
  readonly enums: EnumTables;
  readonly limits: BodyLimits;
}

export interface ContractOptions {
  readonly enums?: EnumTables;
  readonly limits?: Partial<BodyLimits>;
}

const defaultLimits: BodyLimits = { received: 256 * 1024, inflated: 1024 * 1024 };

/** Payment references: PascalCase JSON, XML and forms. */
export const debtrakContract = (options: ContractOptions = {}): Contract => ({
  name: "debtrak",
  prefix: "/api",
  casing: "pascal",
  formats: ["json", "xml", "form"],
  optionalId: true,
  enums: options.enums ?? defaultEnumTables,
  limits: { ...defaultLimits, ...options.limits },
});

/** Payment plans: camelCase JSON, XML, forms, and gzipped JSON. */
export const procuraContract = (options: ContractOptions = {}): Contract => ({
  name: "procura",
  prefix: "/billings",
  casing: "camel",
  formats: ["json", "xml", "form", "compressed"],
  optionalId: false,
  enums: options.enums ?? defaultEnumTables,
  limits: { ...defaultLimits, ...options.limits },
});
