// What a bulk load did: how many lines came to what, and each refused line with its reason. No CRN is ever in it.

const OUTCOMES = ["created", "updated", "unchanged", "different", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `reason` says why a line was refused, or what of a line that is there already is different. */
export type LineOutcome = { readonly number: number; readonly outcome: Outcome; readonly reason?: string };

export type Report = {
  readonly file: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly add: (outcomes: readonly LineOutcome[]) => void;
};

/** Counts outcomes and hands each line that somebody should look at, "refs.csv:17: …", to `tell`. */
export function newReport(file: string, tell: (line: string) => void): Report {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  return {
    file,
    counts,
    add: (outcomes) => {
      for (const { number, outcome, reason } of outcomes) {
        counts[outcome] += 1;
        if (reason !== undefined) tell(`${file}:${number}: ${outcome}: ${reason}`);
      }
    },
  };
}

/** "refs.csv: 3 created, 1 refused"; outcomes that no line had are left out. */
export function summaryOf({ file, counts }: Report): string {
  const some = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  const parts = some.map((outcome) => `${counts[outcome].toLocaleString("en")} ${outcome}`);
  return `${file}: ${parts.length === 0 ? "no lines" : parts.join(", ")}`;
}
