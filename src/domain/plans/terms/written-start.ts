// The text that is kept for a start that nobody wrote in the contract's own words.
import type { LocalDate } from "../../values/local-date.ts";

/** "2025-01-31T00:00:00", as the contract's calls would write the same date (rule D1). */
export const writtenStart = (start: LocalDate): string => `${start}T00:00:00`;
