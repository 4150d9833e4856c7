// What a libSQL server says of a batch that it did not run, or not to its end.

/** Codes are the server's (`SQLITE_BUSY`, `RESPONSE_TOO_LARGE`); `statementIndex` is the statement that failed. */
export class ServerError extends Error {
  readonly code: string;
  readonly statementIndex: number;
  constructor(code: string, message: string, statementIndex = 0) {
    super(message);
    this.name = "ServerError";
    this.code = code;
    this.statementIndex = statementIndex;
  }
}
