// Where one tenant's database is: a URL, and the namespace on the server where that has many.

export type DatabasePlace = {
  /** `libsql://`, `https://` or `http://` of a server, or `file:`. */
  readonly url: string;
  /** Of a libSQL server that was started with namespaces; undefined where the URL alone names the database. */
  readonly namespace: string | undefined;
  readonly token: string | undefined;
  /** A replica of it, with the same token and namespace. */
  readonly replicaUrl: string | undefined;
};

/** The same text for the same database, and for no other. */
export const placeId = ({ url, namespace }: DatabasePlace): string =>
  `${url.toLowerCase()} ${namespace ?? ""}`;
