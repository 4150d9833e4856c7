// Whether a text names a time zone: the platform knows, but asking it loads what it knows of all zones and languages.

/** Zones that every platform has. To ask for one of these would be a fifth of the Worker's start. */
const SURELY: ReadonlySet<string> = new Set([
  "UTC",
  "Australia/Adelaide",
  "Australia/Brisbane",
  "Australia/Darwin",
  "Australia/Hobart",
  "Australia/Melbourne",
  "Australia/Perth",
  "Australia/Sydney",
  "Pacific/Auckland",
]);

/** The name of the IANA zone as it was given; throws where there is no such zone. */
export function timeZoneOf(name: string): string {
  if (!SURELY.has(name)) new Intl.DateTimeFormat("en", { timeZone: name });
  return name;
}
