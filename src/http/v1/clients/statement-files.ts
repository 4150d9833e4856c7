// A contact's statement for a spreadsheet (CSV, RFC 4180), and what is to come for a calendar (iCalendar, RFC 5545).
import type { StatementSection } from "../../../domain/clients/statement.ts";
import { formatMinor } from "../../../domain/values/money.ts";
import type { Told } from "./statement-json.ts";

const LINE_END = "\r\n";

/**
 * A cell: text that a spreadsheet would take for a formula gets an apostrophe before it. What people wrote can begin so;
 * no amount does, since none is below zero here.
 */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const HEADER = "Date,Kind,Plan,Number,Charge,Payment,Owing,In credit,Currency,Details";

/** Owing and in credit are two columns, so that nothing is below zero. */
function sectionLines({ currency, opening, lines }: StatementSection, from: string): readonly string[] {
  const amount = (minor: bigint) => (minor > 0n ? formatMinor(minor, currency) : "");
  const row = (...cells: readonly (string | number)[]) => cells.map((one) => cell(String(one))).join(",");
  const sides = (balance: bigint) => [
    balance === 0n ? formatMinor(0n, currency) : amount(balance),
    amount(-balance),
  ];
  return [
    ...(from === "" ? [] : [row(from, "opening balance", "", "", "", "", ...sides(opening), currency, "")]),
    ...lines.map(({ date, kind, planId, number, charge, payment, balance, details }) =>
      row(date, kind, planId, number, amount(charge), amount(payment), ...sides(balance), currency, details),
    ),
  ];
}

export function statementCsv({ statement, from }: Told): string {
  const lines = statement.sections.flatMap((section) => sectionLines(section, from ?? ""));
  return [HEADER, ...lines, ""].join(LINE_END);
}

const MAX_OCTETS = 75;
const encoder = new TextEncoder();

/** A content line, folded so that none has more than 75 octets; no character is divided (RFC 5545, 3.1). */
function folded(line: string): string {
  let text = "";
  let octets = 0;
  for (const character of line) {
    const { length } = encoder.encode(character);
    if (octets + length > MAX_OCTETS) {
      text += `${LINE_END} `;
      octets = 1;
    }
    text += character;
    octets += length;
  }
  return text;
}

/** Text as a value: backslashes, semicolons, commas and line breaks are escaped; what no calendar may hold is left out. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");

const compact = (text: string): string => text.replace(/[-:]|\.\d+/g, "");

/** One event on its whole day for each instalment to come. `name` null: the caller may not read whose they are. */
export function statementCalendar({ contact, statement }: Told, name: string | null, now: string): string {
  const whose = name ?? `contact ${contact.id}`;
  const events = statement.toCome.flatMap(({ due, planId, ordinal, unpaid, currency }) => [
    "BEGIN:VEVENT",
    `UID:plan-${planId}-instalment-${ordinal}@receivables-edge`,
    `DTSTAMP:${compact(now)}`,
    `DTSTART;VALUE=DATE:${compact(due)}`,
    `SUMMARY:${escaped(`${formatMinor(unpaid, currency)} ${currency} due: ${whose}`)}`,
    `DESCRIPTION:${escaped(`Instalment ${ordinal} of payment plan ${planId}.`)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//receivables-edge//statement//EN",
    "CALSCALE:GREGORIAN",
    ...events,
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join(LINE_END)}${LINE_END}`;
}
