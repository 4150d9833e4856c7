// A refusal in words, for a terminal or a page.
import type { FieldProblem, FileRefusal, Place } from "./file-refusal.ts";

const PROBLEMS: Readonly<Record<FieldProblem, string>> = {
  missing: "is missing",
  "not-a-date": "is no date",
  "not-an-amount": "is no amount in the file's currency",
  "not-a-number": "is no number",
  unknown: "is not known",
  "not-text": "is no text",
};

const placed = (at: Place): string => {
  if ("entry" in at) return `Entry ${at.entry}${at.detail === undefined ? "" : `, detail ${at.detail}`}`;
  return `Line ${at.line}${at.column === undefined ? "" : `, column ${at.column}`}`;
};

/** Says what is wrong and where; it repeats nothing of a payer, an account or a reference. */
export function refusalSentence(refusal: FileRefusal): string {
  switch (refusal.tag) {
    case "FILE_EMPTY":
      return "The file is empty.";
    case "FILE_TOO_LARGE":
      return `The file has ${refusal.bytes} bytes; at most ${refusal.max} are read.`;
    case "TOO_MANY_LINES":
      return `The file has more than ${refusal.max} lines.`;
    case "ENCODING_UNREADABLE":
      return `The file cannot be read as ${refusal.encoding}.`;
    case "FORMAT_UNKNOWN":
      return `This is no ${refusal.expected}.`;
    case "FILE_CUT":
      return `The file is cut after line ${refusal.line}: its ${refusal.missing} is missing.`;
    case "LINE_WIDTH":
      return `Line ${refusal.line} has ${refusal.found} ${refusal.unit}, not ${refusal.expected}.`;
    case "RECORD_MISPLACED":
      return `Line ${refusal.line}: ${refusal.record} does not belong here.`;
    case "FIELD_WRONG":
      return `${placed(refusal.at)}: ${refusal.field} ${PROBLEMS[refusal.problem]}.`;
    case "CONTROLS_UNBALANCED":
      return `The file does not balance. ${refusal.differences
        .map(
          ({ control, expected, found, difference }) =>
            `${control}: ${expected} by its controls, ${found} in its lines, a difference of ${difference}.`,
        )
        .join(" ")}`;
    case "XML_MALFORMED":
      return `The XML is cut or damaged at line ${refusal.line}, column ${refusal.column}.`;
    case "XML_DOCTYPE":
      return "The XML has a DOCTYPE, which no statement of a bank has.";
    case "CSV_MALFORMED":
      return `The CSV is cut or damaged: a quote is not closed from line ${refusal.line} on.`;
    case "COLUMNS_MISSING":
      return `The columns ${refusal.columns.join(", ")} of the mapping are not in the file, or there more than once.`;
    case "MAPPING_WRONG":
      return `The member ${refusal.member} of the mapping cannot be used.`;
    case "SEVERAL_ACCOUNTS":
      return `The file is about ${refusal.count} accounts: name the one to read.`;
    case "ACCOUNT_NOT_THERE":
      return "The file has nothing of the account that was named.";
    case "SEVERAL_CURRENCIES":
      return `The file has amounts in ${refusal.currencies.join(" and ")}.`;
    case "STATEMENT_REPEATED":
      return `Statement ${refusal.statement} of the file is there twice.`;
  }
}
