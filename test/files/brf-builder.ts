// BRF files as a biller gets them, from what is to be in them; the totals are those of the details unless told.
const digits = (value: bigint | number, width: number): string => String(value).padStart(width, "0");

/** The value with its sign in its last digit. */
export function overpunched(value: bigint, width: number): string {
  const text = digits(value < 0n ? -value : value, width);
  const signs = value < 0n ? "}JKLMNOPQR" : "{ABCDEFGHI";
  return text.slice(0, -1) + signs[Number(text.slice(-1))];
}

export type BrfDetail = {
  readonly reference: string;
  readonly type: "05" | "15" | "25";
  readonly cents: bigint;
  readonly date: string;
  readonly bankId?: string;
  readonly originalId?: string;
  readonly reason?: string;
};

export const BILLER = "0000187536";

const wide = (text: string): string => text.padEnd(219);

export const brfHeader = (biller = BILLER): string =>
  wide(`00${biller}${"SAMPLE BILLER".padEnd(20)}08200912345678920120806113615`);

export const brfDetail = (detail: BrfDetail, biller = BILLER): string =>
  wide(
    `50${biller}${detail.reference.padEnd(20)}${detail.type}${(detail.bankId ?? "").padEnd(21)}` +
      `${(detail.originalId ?? "").padEnd(21)}${detail.reason ?? "000"}${digits(detail.cents, 12)}` +
      `${detail.date.replaceAll("-", "")}19370220120611`,
  );

export function brfTrailer(details: readonly BrfDetail[], biller = BILLER): string {
  const of = (type: string) => details.filter((detail) => detail.type === type);
  const sum = (type: string) => of(type).reduce((total, { cents }) => total + cents, 0n);
  const totals = ["05", "15", "25"].map(
    (type) => overpunched(BigInt(of(type).length), 9) + overpunched(sum(type), 15),
  );
  return wide(`99${biller}${totals.join("")}${overpunched(sum("05") - sum("15") - sum("25"), 15)}`);
}

/** The records of a file, without what ends them. */
export const brfRecords = (details: readonly BrfDetail[]): readonly string[] => [
  brfHeader(),
  ...details.map((detail) => brfDetail(detail)),
  brfTrailer(details),
];

export const brfFile = (details: readonly BrfDetail[], end = "\r\n"): string =>
  brfRecords(details)
    .map((record) => record + end)
    .join("");
