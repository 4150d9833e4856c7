// Takes an RFC 1123 date apart: `Wed, 04 Dec 2024 08:13:04 GMT`, as toUTCString() and PHP's DATE_RFC1123 write it.

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

// RFC 850 writes two digits of the year, which have two readings: the pattern knows four alone.
const RFC1123 =
  /^(?<weekday>[a-z]{3}), (?<day>\d\d) (?<name>[a-z]{3}) (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) (?:(?<utc>GMT)|(?<sign>[+-])(?<zoneHours>\d\d)(?<zoneMinutes>\d\d))$/i;

/** Its parts by name, the month as a number; null for any other text, and where the weekday is not that day's. */
export const rfc1123Groups = (text: string): Readonly<Record<string, string | undefined>> | null => {
  const groups = RFC1123.exec(text)?.groups;
  if (groups === undefined) return null;
  const { weekday = "", name = "", year, day } = groups;
  const month = MONTHS.indexOf(name.toLowerCase());
  if (month < 0) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), month, Number(day));
  if (WEEKDAYS[date.getUTCDay()] !== weekday.toLowerCase()) return null;
  return { ...groups, month: String(month + 1) };
};
