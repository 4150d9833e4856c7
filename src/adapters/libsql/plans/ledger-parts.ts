// A plan's ledger as it travels with its plan: in parts, since a libSQL server makes no text above 5 MB.

/** The parts of a ledger by the numbers of its payments, the last one without an end, each in a column of its own. */
export const LEDGER_PARTS: readonly {
  readonly name: string;
  readonly from: number;
  readonly to: number | null;
}[] = [
  { name: "ledger_1", from: 1, to: 300 },
  { name: "ledger_2", from: 301, to: 600 },
  { name: "ledger_3", from: 601, to: 900 },
  { name: "ledger_4", from: 901, to: null },
];
