// Reads and shows dates as text: the offset stays as written, because the date written is the date meant.

import { rfc1123Groups } from "./rfc1123-date.ts";

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits after the point, as many as were written. */
  readonly fraction: string;
  /** "", "Z" or "+hh:mm". */
  readonly zone: string;
}

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

const isRealDay = (year: number, month: number, day: number): boolean =>
  year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

/** Without the zeros at its end. A pattern would look at a run of zeros once for each of them. */
const withoutZeros = (digits: string): string => {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--;
  return digits.slice(0, end);
};

/** Seven digits hold a .NET tick; more are rounded half to even, and the carry may reach the next second. */
const roundFraction = (fraction: string): { ticks: number; carry: boolean } => {
  const kept = Number(fraction.slice(0, 7).padEnd(7, "0"));
  const rest = withoutZeros(fraction.slice(7));
  const up = rest > "5" || (rest === "5" && kept % 2 === 1);
  const ticks = kept + (up ? 1 : 0);
  return ticks === 10_000_000 ? { ticks: 0, carry: true } : { ticks, carry: false };
};

/** .NET's round-trip text: no trailing zeros in the fraction. Null after 9999. */
const show = (parts: Parts): string | null => {
  const { ticks, carry } = roundFraction(parts.fraction);
  const shown = ticks === 0 ? "" : `.${withoutZeros(pad(ticks, 7))}`;
  const clock = carry || parts.hour === 24 ? nextClock(parts, carry) : clockOf(parts);
  return clock === null ? null : `${clock}${shown}${parts.zone}`;
};

const clockOf = ({ year, month, day, hour, minute, second }: Parts): string =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`;

const nextClock = (parts: Parts, carry: boolean): string | null => {
  const { year, month, day, hour, minute, second } = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second + (carry ? 1 : 0));
  return date.getUTCFullYear() > 9999 ? null : date.toISOString().slice(0, 19);
};

const zoneText = (
  sign: string | undefined,
  hours: string | undefined,
  minutes: string | undefined,
): string => {
  if (sign === undefined || hours === undefined) return "";
  const zone = `${hours.padStart(2, "0")}:${minutes ?? "00"}`;
  return zone === "00:00" ? "+00:00" : sign + zone;
};

const CANONICAL =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{0,6}[1-9])?(?:Z|\+(?:0\d|1[0-3]):[0-5]\d|\+14:00|-(?!00:00)(?:0\d|1[0-3]):[0-5]\d|-14:00)?$/;

/** The common case, already in the text that .NET would write: nothing to take apart. */
const isCanonical = (text: string): boolean => {
  if (!CANONICAL.test(text)) return false;
  const day = text.slice(8, 10);
  return day < "29" || isRealDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(day));
};

// White space at the ends is cut off before these are tried: a pattern that looks for it takes quadratic time.
const ZONE = "(?:(?<utc>Z)|(?<sign>[+-])(?<zoneHours>\\d\\d):(?<zoneMinutes>\\d\\d))?";
const ISO =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d*))?(?:(?<utc>Z)|(?<sign>[+-])(?<zoneHours>\d\d):?(?<zoneMinutes>\d\d)?)?$/i;
const PLAIN_DAY = "(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d\\d?)(?:(?<mark2>[-/.])(?<day>\\d\\d?))?";
const PLAIN_TIME = "(?<hour>\\d\\d?):(?<minute>\\d\\d?)(?::(?<second>\\d\\d?)(?:\\.(?<fraction>\\d*))?)?";
const PLAIN_ZONE = "(?:\\s*(?:(?<utc>Z)|(?<sign>[+-])(?<zoneHours>\\d\\d?):?(?<zoneMinutes>\\d\\d)?))?";
const PLAIN = new RegExp(`^${PLAIN_DAY}(?:(?:(?<iso>T)|\\s+)${PLAIN_TIME}${PLAIN_ZONE})?$`, "i");
const ZONED_DAY = new RegExp(`^(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)${ZONE}$`, "i");
const XSD_TIME = "T(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?:\\.(?<fraction>\\d+))?";
const XSD_DAY = `(?<year>\\d{4})(?:-(?<month>\\d\\d)(?:-(?<day>\\d\\d)(?:${XSD_TIME})?)?)?`;
const XSD = new RegExp(`^${XSD_DAY}${ZONE.replace("Z", "[Zz]")}$`);
const MICROSOFT = /^\/Date\((-?\d+)(?:([+-])(\d\d)(\d\d)?)?\)\/$/;

type Groups = Readonly<Record<string, string | undefined>>;

const partsOf = (groups: Groups): Parts => ({
  year: Number(groups.year),
  month: Number(groups.month ?? 1),
  day: Number(groups.day ?? 1),
  hour: Number(groups.hour ?? 0),
  minute: Number(groups.minute ?? 0),
  second: Number(groups.second ?? 0),
  fraction: groups.fraction ?? "",
  zone: groups.utc === undefined ? zoneText(groups.sign, groups.zoneHours, groups.zoneMinutes) : "Z",
});

/** `midnight24`: only Json.NET reads 24:00:00, as the next day's midnight (P-json-date-h24, D-xml-date-h24). */
const assemble = (groups: Groups, midnight24: boolean): string | null => {
  const parts = partsOf(groups);
  const { hour, minute, second, fraction } = parts;
  const midnight = hour === 24 && midnight24 && minute === 0 && second === 0 && /^0*$/.test(fraction);
  const realTime = minute < 60 && second < 60 && (hour < 24 || midnight);
  const { zoneHours = "0", zoneMinutes = "0" } = groups;
  const realZone = isRealZone(Number(zoneHours), Number(zoneMinutes));
  return isRealDay(parts.year, parts.month, parts.day) && realTime && realZone ? show(parts) : null;
};

/** As XML Schema has it, and so every partner's own reader: up to 14:00 either way. */
const isRealZone = (hours: number, minutes: number): boolean =>
  minutes < 60 && hours * 60 + minutes <= 14 * 60;

/**
 * A date in JSON: ISO 8601, `/Date(ms)/`, RFC 1123, or a year-first date that .NET reads too. US order and free text
 * are refused: they have two readings.
 * Source: docs/wire.md "JSON in", P-json-date-*, D-json-date-*.
 */
export const parseJsonDate = (text: string): string | typeof OUT_OF_RANGE | null => {
  if (isCanonical(text)) return text;
  if (text.startsWith("/")) return microsoftDate(text);
  const groups = ISO.exec(text)?.groups;
  return groups === undefined ? parsePlainDate(text) : assemble(groups, true);
};

/**
 * What DateTime.Parse reads of dates that have one reading: year-first (2024-1-2, 2024/12/04, 2024-12, a time after a
 * blank or T), a day with a zone (2024-12-04Z), and RFC 1123. The text given back is ISO 8601, the day as written.
 */
export const parsePlainDate = (written: string): string | null => {
  const text = written.trim();
  const zoned = ZONED_DAY.exec(text)?.groups;
  if (zoned !== undefined) return assemble(zoned, false);
  const groups = PLAIN.exec(text)?.groups;
  if (groups === undefined) {
    const ofMail = rfc1123Groups(text);
    return ofMail === null ? null : assemble(ofMail, false);
  }
  const { day, hour, minute, second, iso, mark, mark2 = mark } = groups;
  if (mark !== mark2 || (day === undefined && hour !== undefined)) return null;
  // After a T every part of the time has two digits (P-json-date-shortT).
  if (iso !== undefined && [hour, minute, second ?? "00"].some((part) => part?.length !== 2)) return null;
  return assemble(groups, false);
};

/** What a `/Date(ms)/` of no real year is read as: .NET's reader does not refuse it, it trips over it. */
export const OUT_OF_RANGE = Symbol("out of range");

/** What DateTime can hold, in milliseconds since 1970. */
const FIRST_MS = -62_135_596_800_000n;
const LAST_MS = 253_402_300_799_999n;
const MAX_INT64_DIGITS = 19;

/** `/Date(ms)/` is an instant in UTC; with an offset it is shown on that offset's clock, the writer's own. */
const microsoftDate = (text: string): string | typeof OUT_OF_RANGE | null => {
  const match = MICROSOFT.exec(text);
  if (match === null) return null;
  const [, milliseconds = "", sign, hours = "0", minutes = "0"] = match;
  // More digits than .NET's 64-bit integers have: no number, and so no date of this form.
  if (milliseconds.length > MAX_INT64_DIGITS + 1) return null;
  const instant = BigInt(milliseconds);
  if (BigInt.asIntN(64, instant) !== instant) return null;
  if (instant < FIRST_MS || instant > LAST_MS) return OUT_OF_RANGE;
  if (!isRealZone(Number(hours), Number(minutes))) return null;
  const zone = sign === undefined ? "Z" : zoneText(sign, hours, minutes.padStart(2, "0"));
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60_000 : 60_000);
  const date = new Date(Number(instant) + ahead);
  if (date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return null;
  const clock = date.toISOString();
  const fraction = withoutZeros(clock.slice(20, 23));
  return `${clock.slice(0, 19)}${fraction === "" ? "" : `.${fraction}`}${zone}`;
};

/** XmlConvert.ToDateTime without its dates that lack a year: those would take today's. Source: *-xml-date-*. */
export const parseXmlDate = (text: string): string | null => {
  if (isCanonical(text)) return text;
  const groups = XSD.exec(text.trim())?.groups;
  return groups === undefined ? null : assemble(groups, false);
};

/** `M/d/yyyy h:mm:ss tt` of a date, by its own clock. */
export const clockSummary = (date: string): string => {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})/.exec(date) ?? [];
  const hours = Number(hour);
  const shown = hours % 12 === 0 ? 12 : hours % 12;
  return `${Number(month)}/${Number(day)}/${year} ${shown}:${minute}:${second} ${hours < 12 ? "AM" : "PM"}`;
};
