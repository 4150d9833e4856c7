// `receivables-edge/files`: files of banks and schemes to the one form of money that arrived. Each reader takes bytes or
// text and gives the header and the lines, or why the file is refused, as a value; nothing in a file makes one throw.
//
//   const outcome = await readBrf(bytes);
//   if (outcome.ok) send(writeRemittance(outcome.value)); else tell(refusalSentence(outcome.error));

export { type Currency, parseCurrency } from "../src/domain/values/currency.ts";
export type { LocalDate } from "../src/domain/values/local-date.ts";
export { formatMinor, type Minor } from "../src/domain/values/money.ts";
export type { Err, Ok, Result } from "../src/domain/values/result.ts";
export { readBrf } from "../src/files/brf/read-brf.ts";
export { type CamtOptions, readCamt } from "../src/files/camt/read-camt.ts";
export { type CsvMapping, checkMapping } from "../src/files/csv/mapping.ts";
export { type DishonourOptions, readDishonours } from "../src/files/csv/read-dishonours.ts";
export { readMappedCsv } from "../src/files/csv/read-mapped-csv.ts";
export { readDirectEntryReturns } from "../src/files/direct-entry/read-direct-entry-returns.ts";
export type { Difference, FieldProblem, FileRefusal, Place } from "../src/files/file-refusal.ts";
export { readRemittance } from "../src/files/form/read-remittance.ts";
export { remittanceLines, writeRemittance } from "../src/files/form/write-remittance.ts";
export type { FileOutcome } from "../src/files/read-file.ts";
export { refusalSentence } from "../src/files/refusal-sentence.ts";
export {
  type ControlTotals,
  controlsOf,
  type Encoding,
  type FileNote,
  type LeftOut,
  type LineKind,
  type ReadFile,
  type Remittance,
  type RemittanceHeader,
  type RemittanceLine,
  type Total,
} from "../src/files/remittance.ts";
export { type FileInput, MAX_FILE_BYTES } from "../src/files/text/file-text.ts";
export { MAX_LINES } from "../src/files/text/text-lines.ts";
