// All readings of a difference at once, for tests that look into several.
import {
  READINGS,
  type Reading,
  type RowChange,
  reading,
} from "../../../src/domain/plans/difference/changed-rows.ts";
import type { Difference } from "../../../src/domain/plans/difference/difference.ts";

export const readingsOf = ({ rows }: Difference): Readonly<Record<Reading, readonly RowChange[]>> =>
  Object.fromEntries(READINGS.map((name) => [name, reading(rows, name)])) as Record<
    Reading,
    readonly RowChange[]
  >;
