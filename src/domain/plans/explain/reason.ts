// One reason of an explanation: a rule and how it applies.

/** A rule of the plan rules by its name there ("D2", "update 5") and the sentence that applies it to the row. */
export type Reason = { readonly rule: string; readonly text: string };

export const reason = (rule: string, text: string): Reason => ({ rule, text: `${text}; rule ${rule}` });
