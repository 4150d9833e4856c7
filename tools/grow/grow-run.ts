// Grows a migrated database chunk by chunk and tells how far it is.
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { seeded } from "../shared/seeded.ts";
import { growContacts, growPlans, growReferences } from "./grow-data.ts";

export type Growth = {
  readonly url: string;
  readonly token: string | undefined;
  readonly references: number;
  readonly plans: number;
  readonly seed: number;
};

export type GrowthProgress = { readonly what: string; readonly done: number; readonly of: number };

const REFERENCES_A_CONTACT = 10;
const ROWS_A_TRIP = 2_000;
const PLANS_A_TRIP = 200;
const TRIP_TIMEOUT_MS = 120_000;

/** How many contacts there are for that many references. */
export const contactsFor = (references: number): number =>
  Math.max(1, Math.ceil(references / REFERENCES_A_CONTACT));

/** References and contacts have fixed numbers, so what is there already stays; plans are added. */
export async function grow(growth: Growth, report: (progress: GrowthProgress) => void): Promise<void> {
  const { url, token, references, plans, seed } = growth;
  const file = url.startsWith("file:") ? await openFile(url) : null;
  // A client over HTTP has one deadline for all its trips, so each chunk has its own.
  const open = (): Database => file ?? openRemote({ url, token, timeoutMs: TRIP_TIMEOUT_MS });
  const contactCount = contactsFor(references);
  const random = seeded(seed).below;
  const chunks = async (
    what: string,
    of: number,
    size: number,
    write: (from: number, to: number) => Promise<void>,
  ): Promise<void> => {
    for (let done = 0; done < of; ) {
      const to = Math.min(of, done + size);
      await write(done, to);
      done = to;
      report({ what, done, of });
    }
  };
  await chunks("contacts", contactCount, ROWS_A_TRIP, (from, to) => growContacts(open(), from + 1, to + 1));
  await chunks("references", references, ROWS_A_TRIP, (from, to) =>
    growReferences(open(), from, to, contactCount),
  );
  await chunks("plans", plans, PLANS_A_TRIP, (from, to) => growPlans(open(), to - from, random));
  file?.close();
}
