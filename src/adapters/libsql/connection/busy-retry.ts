// A libSQL server lets writers wait for one another for some 300 ms and then refuses: that alone is no reason to fail.
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import type { Database } from "./database.ts";
import { ServerError } from "./server-error.ts";

/** With the server's own wait, more than a request may take in all; its deadline ends it earlier. */
const MOST_ATTEMPTS = 5;
const MOST_PAUSE_MS = 20;

const isBusy = (error: unknown): boolean =>
  error instanceof StoreUnavailable &&
  error.cause instanceof ServerError &&
  error.cause.code === "SQLITE_BUSY";

/** The same database, but a write that found it busy is sent again: it got no lock, so nothing of it was kept. */
export function retryingBusy(database: Database): Database {
  return {
    ...database,
    write: async (statements) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await database.write(statements);
        } catch (error) {
          if (!isBusy(error) || attempt === MOST_ATTEMPTS) throw error;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * MOST_PAUSE_MS));
        }
      }
    },
  };
}
