// One line of the log, before it is text: one JSON object with flat members.

export type LogLine = Readonly<Record<string, string | number | null>>;
