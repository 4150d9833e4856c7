// Amounts the way a person reads them; for sentences only, never for data.
import type { Currency } from "./currency.ts";
import { formatMinor, inThousands, type Minor, type Money } from "./money.ts";

/** Minor units as "1,200.00": the currency's decimals, thousands apart. */
export function readableAmount(minor: Minor, currency: Currency): string {
  const [whole = "", fraction] = formatMinor(minor, currency).split(".");
  const grouped = inThousands(whole);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** "2,500.00 AUD". */
export const readableMoney = ({ minor, currency }: Money): string =>
  `${readableAmount(minor, currency)} ${currency}`;
