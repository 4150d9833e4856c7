// Money in sentences for people: with thousands apart, "2,500.00 AUD".
import { formatMinor, inThousands, type Money } from "../../values/money.ts";

/** The amount alone, "2,500.00"; decimals as the currency has them. */
export function amountText(money: Money): string {
  const [whole = "", fraction] = formatMinor(money.minor, money.currency).split(".");
  const grouped = inThousands(whole);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

export function moneyText(money: Money): string {
  return `${amountText(money)} ${money.currency}`;
}
