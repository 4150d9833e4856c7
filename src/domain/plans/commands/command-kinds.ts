// What has to be known of every kind of command besides what it does. A new kind does not compile until it is here.
import { namesOf } from "../../values/names-of.ts";
import type { PlanCommand } from "./plan-command.ts";

export type CommandKind = PlanCommand["kind"];

/** The command of a kind. */
export type CommandOf<K extends CommandKind> = Extract<PlanCommand, { readonly kind: K }>;

/** Every kind, and so every kind of event that a plan has. */
export const COMMAND_KINDS = namesOf<CommandKind>({
  create: true,
  update: true,
  "record-payment": true,
  "reverse-payment": true,
  "set-instalment": true,
  "erase-texts": true,
});

/**
 * The members that hold what a person wrote, of every kind of command: their text never stands in an event, which keeps
 * a salted commitment to it.
 */
const TEXT_MEMBERS = {
  create: [],
  update: [],
  "record-payment": ["note"],
  "reverse-payment": ["reason"],
  "set-instalment": [],
  "erase-texts": [],
} as const satisfies { readonly [K in CommandKind]: readonly (keyof CommandOf<K>)[] };

/** The members of a kind that hold what a person wrote. */
export type TextMember<K extends CommandKind> = K extends keyof typeof TEXT_MEMBERS
  ? (typeof TEXT_MEMBERS)[K][number]
  : never;

export const textMembersOf = <K extends CommandKind>(kind: K): readonly TextMember<K>[] =>
  (TEXT_MEMBERS as { readonly [N in CommandKind]: readonly string[] })[kind] as readonly TextMember<K>[];

/** Whether the command is there to lower what is overdue; any other that does so deserves a warning. */
export const PAYS_ARREARS: { readonly [K in CommandKind]: boolean } = {
  create: false,
  update: false,
  "record-payment": true,
  "reverse-payment": false,
  "set-instalment": false,
  "erase-texts": false,
};
