// How often a plan falls due: a number of weeks or a number of months from one instalment to the next (rule D2).

export const RECURRENCES = {
  Weekly: { unit: "week", every: 1 },
  Fortnightly: { unit: "week", every: 2 },
  FourWeekly: { unit: "week", every: 4 },
  Monthly: { unit: "month", every: 1 },
  Quarterly: { unit: "month", every: 3 },
  HalfYearly: { unit: "month", every: 6 },
  Yearly: { unit: "month", every: 12 },
} as const;

export type Recurrence = keyof typeof RECURRENCES;
