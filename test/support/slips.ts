// Every text that is one slip of the finger away from another, made one by one: the slow way, to hold the fast one to.

/** One letter of the alphabet put in or in another's place, one left out, or two neighbours swapped. */
export function slips(text: readonly string[], alphabet: readonly string[]): Set<string> {
  const results = new Set<string>();
  for (let at = 0; at <= text.length; at += 1) {
    const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
    for (const letter of alphabet) {
      results.add([...before, letter, ...here, ...after].join(""));
      if (here.length > 0) results.add([...before, letter, ...after].join(""));
    }
    results.add([...before, ...after].join(""));
    if (after.length > 0) results.add([...before, ...after.slice(0, 1), ...here, ...after.slice(1)].join(""));
  }
  results.delete(text.join(""));
  return results;
}
