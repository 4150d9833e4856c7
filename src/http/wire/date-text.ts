// Reads and shows dates as text: the offset stays as written, because the date written is the date meant.

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

/** Seven digits hold a .NET tick; more are rounded half to even, and the carry may reach the next second. */
const roundFraction = (fraction: string): { ticks: number; carry: boolean } => {
  const kept = Number(fraction.slice(0, 7).padEnd(7, "0"));
  const rest = fraction.slice(7).replace(/0+$/, "");
  const up = rest > "5" || (rest === "5" && kept % 2 === 1);
  const ticks = kept + (up ? 1 : 0);
  return ticks === 10_000_000 ? { ticks: 0, carry: true } : { ticks, carry: false };
};

/** .NET's round-trip text: no trailing zeros in the fraction. Null after 9999. */
const show = (parts: Parts): string | null => {
  const { ticks, carry } = roundFraction(parts.fraction);
  const shown = ticks === 0 ? "" : `.${pad(ticks, 7).replace(/0+$/, "")}`;
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
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{0,6}[1-9])?(?:Z|\+\d\d:\d\d|-(?!00:00)\d\d:\d\d)?$/;

/** The common case, already in the text that .NET would write: nothing to take apart. */
const isCanonical = (text: string): boolean => {
  if (!CANONICAL.test(text)) return false;
  const day = text.slice(8, 10);
  return day < "29" || isRealDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(day));
};

const ZONE = "(?:(?<utc>Z)|(?<sign>[+-])(?<zoneHours>\\d\\d):(?<zoneMinutes>\\d\\d))?";
const ISO =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d*))?(?:(?<utc>Z)|(?<sign>[+-])(?<zoneHours>\d\d):?(?<zoneMinutes>\d\d)?)?$/i;
const PLAIN_DAY = "(?<year>\\d{4})(?<dash>[-/.])(?<month>\\d\\d?)(?:\\k<dash>(?<day>\\d\\d?))?";
const PLAIN_TIME = "(?<hour>\\d\\d?):(?<minute>\\d\\d?)(?::(?<second>\\d\\d?)(?:\\.(?<fraction>\\d*))?)?";
const PLAIN_ZONE = "(?:(?<utc>Z)|(?<sign>[+-])(?<zoneHours>\\d\\d?):?(?<zoneMinutes>\\d\\d)?)?";
const PLAIN = new RegExp(`^\\s*${PLAIN_DAY}(?:(?:(?<iso>T)|\\s+)${PLAIN_TIME}\\s*${PLAIN_ZONE})?\\s*$`, "i");
const XSD_TIME = "T(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?:\\.(?<fraction>\\d+))?";
const XSD_DAY = `(?<year>\\d{4})(?:-(?<month>\\d\\d)(?:-(?<day>\\d\\d)(?:${XSD_TIME})?)?)?`;
const XSD = new RegExp(`^\\s*${XSD_DAY}${ZONE.replace("Z", "[Zz]")}\\s*$`);
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
  return isRealDay(parts.year, parts.month, parts.day) && realTime ? show(parts) : null;
};

/**
 * A date in JSON: ISO 8601, `/Date(ms)/`, or a year-first date that .NET reads too. US order and free text are refused:
 * they have two readings. Source: 30-wire.md "JSON in", P-json-date-*, D-json-date-*.
 */
export const parseJsonDate = (text: string): string | null => {
  if (isCanonical(text)) return text;
  if (text.startsWith("/")) return microsoftDate(text);
  const groups = ISO.exec(text)?.groups;
  return groups === undefined ? parsePlainDate(text) : assemble(groups, true);
};

/** What DateTime.Parse reads of year-first dates: 2024-1-2, 2024/12/04, 2024-12, a time after a blank or T. */
export const parsePlainDate = (text: string): string | null => {
  const groups = PLAIN.exec(text)?.groups;
  if (groups === undefined) return null;
  const { day, hour, minute, second, iso, zoneHours = "0", zoneMinutes = "0" } = groups;
  if (day === undefined && hour !== undefined) return null;
  // After a T every part of the time has two digits (P-json-date-shortT).
  if (iso !== undefined && [hour, minute, second ?? "00"].some((part) => part?.length !== 2)) return null;
  if (Number(zoneHours) * 60 + Number(zoneMinutes) > 14 * 60) return null;
  return assemble(groups, false);
};

/** `/Date(ms)/` is an instant in UTC; with an offset it is shown on that offset's clock, the writer's own. */
const microsoftDate = (text: string): string | null => {
  const match = MICROSOFT.exec(text);
  if (match === null) return null;
  const [, milliseconds, sign, hours = "0", minutes = "0"] = match;
  const zone = sign === undefined ? "Z" : zoneText(sign, hours, minutes.padStart(2, "0"));
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60_000 : 60_000);
  const date = new Date(Number(milliseconds) + ahead);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return null;
  return date.toISOString().replace(/\.?0*Z$/, "") + zone;
};

/** XmlConvert.ToDateTime without its dates that lack a year: those would take today's. Source: *-xml-date-*. */
export const parseXmlDate = (text: string): string | null => {
  if (isCanonical(text)) return text;
  const groups = XSD.exec(text)?.groups;
  return groups === undefined ? null : assemble(groups, false);
};

/** `M/d/yyyy h:mm:ss tt` of a date's own clock, as AuditDataDTO.Summary shows it. */
export const clockSummary = (date: string): string => {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})/.exec(date) ?? [];
  const hours = Number(hour);
  const shown = hours % 12 === 0 ? 12 : hours % 12;
  return `${Number(month)}/${Number(day)}/${year} ${shown}:${minute}:${second} ${hours < 12 ? "AM" : "PM"}`;
};
