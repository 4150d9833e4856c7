// A contract in .NET's Web API as one value: what the engine reads and writes by, and its calls.
import type { CommandMember } from "../../failures/answer.ts";
import type { Settings } from "../../settings/settings.ts";
import type { BodyLimits, Contract } from "../../webapi/contract.ts";
import type { EnumTables } from "../../webapi/values/enum-table.ts";
import type { ContractCall } from "./contract-call.ts";
import type { PublishedMembers } from "./published-members.ts";

/** What every contract here reads of a body. */
export const BODY_LIMITS: BodyLimits = { received: 256 * 1024, inflated: 1024 * 1024 };

/** What the meaning of an audit member is to a client. */
export const SERVERS = "The server's; ignored when sent.";

/** A contract as a deployment speaks it. */
export type DeployedContract = Contract & {
  /** The heading of its calls on the help page: the name of the original's controller. */
  readonly title: string;
  /** Its group in the OpenAPI document. */
  readonly tag: string;
  readonly published: PublishedMembers;
  /** What its members mean, by name, where their names do not say it; for the help pages. */
  readonly meanings: Readonly<Record<string, string>>;
  /** When its page was printed: the date and time in its samples. */
  readonly printed: string;
  /** What its body calls the fields of a plan command, so that a wrong one is named as it was sent. */
  readonly commandMembers: Readonly<Partial<Record<CommandMember, string>>>;
  readonly calls: readonly ContractCall[];
};

type TableSettings = Pick<Settings, "ENUMERATIONS">;

/** A contract as it is declared: what a deployment may choose is made of its settings. */
export type WebApiContract = Omit<DeployedContract, "enums"> & {
  readonly enums: (settings: TableSettings) => EnumTables;
};

export const deployed = (contract: WebApiContract, settings: TableSettings): DeployedContract => ({
  ...contract,
  enums: contract.enums(settings),
});
