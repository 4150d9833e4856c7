// The SQL of what people wrote about plans, kept beside the events that commit to it.
import type { CommittedText } from "../../../domain/plans/history/kept-command.ts";
import type { Statement, Value } from "../connection/database.ts";
import { insertSelect } from "../schema/by-name.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { planTexts } from "../schema/tables.ts";

/** For a select of events: the texts beside each as `committedTexts` reads them, null where there are none. */
export const textsBeside = sql`(select nullif(json_group_array(json_array(member, salt, text)), '[]')
  from ${planTexts} where plan_texts.plan_id = events.subject_id and plan_texts.version = events.version)`;

/** The texts of an event from `textsBeside`. */
export function committedTexts(text: Value | undefined): readonly CommittedText[] {
  if (text === null || text === undefined) return [];
  const lines: [member: string, salt: string, text: string][] = JSON.parse(String(text));
  return lines.map(([member, salt, committed]) => ({ member, salt, text: committed }));
}

const insertTexts = prepare(() =>
  insertSelect({
    into: planTexts,
    values: {
      planId: placeholder("id"),
      version: placeholder("version"),
      member: sql`value ->> 0`,
      salt: sql`value ->> 1`,
      text: sql`value ->> 2`,
    },
    rest: sql`from json_each(${placeholder("texts")})`,
  }),
);

/** Keeps the texts that the plan's event of this version commits to; goes into the batch that writes the event. */
export function textStatements(
  id: number,
  version: number,
  texts: readonly CommittedText[] = [],
): Statement[] {
  if (texts.length === 0) return [];
  const lines = texts.map(({ member, salt, text }) => [member, salt, text]);
  return [insertTexts({ id, version, texts: JSON.stringify(lines) })];
}
