// Which contact a client of plans is, and what the core asks of a store about it.
import type { Contact } from "../contacts/contact.ts";
import type { ExpectedVersions } from "../contacts/contacts-port.ts";
import type { Plan } from "../plans/plan.ts";
import type { Page } from "../values/page.ts";
import type { Stamp } from "../values/stamp.ts";

/** `version` counts the link's events from 1; `contactId` is null where the link was taken back. */
export type ClientLink = {
  readonly clientId: number;
  readonly contactId: number | null;
  readonly version: number;
  readonly lastUpdated: Stamp;
};

/** Clients are those whose ids are contacts' (`contact-ids`), or those that are linked. */
export type ClientIds = "linked" | "contact-ids";

export type PutClient =
  | { readonly tag: "created" | "updated" | "unchanged"; readonly link: ClientLink }
  | { readonly tag: "version-conflict"; readonly version: number }
  | { readonly tag: "contact-unknown" };

/** Plans above the id `after`; `limit` at most, and fewer where they are large. */
export type AccountQuery = {
  readonly clientIds: ClientIds;
  readonly after: number;
  readonly limit: number;
  /** Plans of these business units alone. */
  readonly within?: readonly number[];
};

export type Clients = {
  /**
   * Says which contact a client is, in one write trip. Saying what is said already is `unchanged`, whatever version is
   * expected; then the version is looked at (0: nothing is said yet), then whether there is the contact.
   */
  readonly put: (
    clientId: number,
    contactId: number | null,
    expected: ExpectedVersions,
    stamp: Stamp,
  ) => Promise<PutClient>;
  readonly byId: (clientId: number) => Promise<ClientLink | null>;
  /** The link as it was right after the event `seq`. */
  readonly asOf: (clientId: number, seq: number) => Promise<ClientLink | null>;
  /** A contact with the plans of the clients that it is, by id, whole, in one read trip; null where there is no such contact. */
  readonly account: (
    contactId: number,
    query: AccountQuery,
  ) => Promise<{ readonly contact: Contact; readonly plans: Page<Plan> } | null>;
};
