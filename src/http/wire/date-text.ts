// Reads and shows dates as text: the offset stays as written, because the date written is the date meant.

/** `M/d/yyyy h:mm:ss tt` of a date's own clock, as AuditDataDTO.Summary shows it. */
export const clockSummary = (date: string): string => {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})/.exec(date) ?? [];
  const hours = Number(hour);
  const shown = hours % 12 === 0 ? 12 : hours % 12;
  return `${Number(month)}/${Number(day)}/${Number(year)} ${shown}:${minute}:${second} ${hours < 12 ? "AM" : "PM"}`;
};
