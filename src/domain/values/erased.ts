// What stands where a person's text was until it was erased.

/** In place of every erased text, wherever one is shown; holds nothing of it, not even its length. */
export const ERASED = "[erased]";

/** Whether there is text that could be erased: a blank one tells nothing, an erased one no longer does. */
export function isErasable(text: unknown): text is string {
  return typeof text === "string" && text.trim() !== "" && text !== ERASED;
}
