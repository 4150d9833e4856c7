// On Turso a database is the platform's to make and remove: what is to be typed there, for each verb.
import type { DatabasePlace } from "../../http/settings/database-place.ts";

export type TursoVerb = "add" | "block" | "unblock" | "remove" | "backup" | "restore";

/** A database's name on the platform: the host's first part without the organisation's name at its end. */
function tursoName({ url }: DatabasePlace): {
  readonly database: string;
  readonly organisation: string;
} {
  const [host = ""] = new URL(url).hostname.split(".");
  const at = host.lastIndexOf("-");
  return { database: host.slice(0, at), organisation: host.slice(at + 1) };
}

/** The platform's own commands; `file` is the backup, where there is one. */
export function tursoCommands(verb: TursoVerb, place: DatabasePlace, file = "FILE"): readonly string[] {
  const { database, organisation } = tursoName(place);
  const configuration = `https://api.turso.tech/v1/organizations/${organisation}/databases/${database}/configuration`;
  const blocking = (blocked: boolean) =>
    `curl -X PATCH ${configuration} -H "Authorization: Bearer $TURSO_API_TOKEN" -H 'Content-Type: application/json' -d '{"block_reads":${blocked},"block_writes":${blocked}}'`;
  switch (verb) {
    case "add":
      return [`turso db create ${database}`, `turso db tokens create ${database}`];
    case "block":
      return [blocking(true)];
    case "unblock":
      return [blocking(false)];
    case "remove":
      return [`turso db destroy ${database}`];
    case "backup":
      return [`turso db export ${database} --output-file ${file}`];
    case "restore":
      return [`turso db create ${database} --from-file ${file}`];
  }
}
