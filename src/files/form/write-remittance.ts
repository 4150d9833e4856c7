// The one form as NDJSON: the header, then the lines, one JSON object each.
import type { Currency } from "../../domain/values/currency.ts";
import { formatMinor } from "../../domain/values/money.ts";
import type { Remittance, RemittanceHeader, RemittanceLine, Total } from "../remittance.ts";

const totalJson = ({ count, amount }: Total, currency: Currency) => ({
  count,
  amount: formatMinor(amount, currency),
});

function headerJson({ source, account, currency, controls, sha256 }: RemittanceHeader) {
  const { payment, correction, reversal } = controls;
  return {
    ...{ source, account, currency },
    controls: {
      payment: totalJson(payment, currency),
      correction: totalJson(correction, currency),
      reversal: totalJson(reversal, currency),
      return: totalJson(controls.return, currency),
    },
    sha256,
  };
}

const lineJson = (line: RemittanceLine, currency: Currency) => ({
  ...{ no: line.no, kind: line.kind, amount: formatMinor(line.amount, currency), date: line.date },
  ...{ reference: line.reference, payer: line.payer, bankId: line.bankId, narrative: line.narrative },
  ...{ originalId: line.originalId, originalDate: line.originalDate, reason: line.reason },
});

/** The lines of the NDJSON one by one, each with its line feed: a large file need not stand in memory twice. */
export function* remittanceLines({ header, lines }: Remittance): Generator<string, void, undefined> {
  yield `${JSON.stringify(headerJson(header))}\n`;
  for (const line of lines) yield `${JSON.stringify(lineJson(line, header.currency))}\n`;
}

/** The whole of it. `readRemittance` gives back what was written. */
export const writeRemittance = (remittance: Remittance): string => [...remittanceLines(remittance)].join("");
