// The SQL of what people wrote about plans, kept beside the events that commit to it.
import { sql } from "drizzle-orm";
import type { CommittedText } from "../../../domain/plans/history/kept-command.ts";
import type { Statement, Value } from "../connection/database.ts";
import { planTexts } from "../schema/schema.ts";
import { build, placeholder, prepare } from "../schema/statement.ts";

/** For a select of events: the texts beside each as `committedTexts` reads them, null where there are none. */
export const textsBeside = sql<
  string | null
>`(select nullif(json_group_array(json_array(member, salt, text)), '[]')
  from ${planTexts} where plan_texts.plan_id = events.subject_id and plan_texts.version = events.version)`;

/** The texts of an event from `textsBeside`. */
export function committedTexts(text: Value | undefined): readonly CommittedText[] {
  if (text === null || text === undefined) return [];
  const lines: [member: string, salt: string, text: string][] = JSON.parse(String(text));
  return lines.map(([member, salt, committed]) => ({ member, salt, text: committed }));
}

const insertTexts = prepare(() =>
  build.insert(planTexts).select(
    sql`select ${placeholder("id")}, ${placeholder("version")}, value ->> 0, value ->> 1, value ->> 2
        from json_each(${placeholder("texts")}) where true`,
  ),
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
