// Readers that are not linear, each in one of the ways in which that is hard to see: what the count must find.

/** A pattern that looks for the end of a text; what a backtracking engine does with it, written out. */
const trailing = (text: string): number => {
  for (let start = 0; start < text.length; start++) {
    let end = start;
    while (text[end] === " ") end++;
    if (end === text.length) return start;
  }
  return -1;
};

/** The rest of the text is cut off anew for each character. */
const restAnew = (text: string): number => {
  let count = 0;
  for (let rest = text; rest !== ""; rest = rest.slice(1)) count++;
  return count;
};

/** Each name is looked for among all before it. */
const namesAmongNames = (text: string): number => {
  const seen: string[] = [];
  for (let at = 0; at < text.length; at += 8) {
    const name = text.slice(at, at + 8) + at;
    if (!seen.includes(name)) seen.push(name);
  }
  return seen.length;
};

/** The end of the text is looked for again from every place. */
const endAgain = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text.indexOf("#", at) !== -1) count++;
  return count;
};

/** What was read is put together again for every piece. */
const pieceByPiece = (text: string): number => {
  let read = "";
  let lines = 0;
  for (let at = 0; at < text.length; at += 16) {
    read += text.slice(at, at + 16);
    lines = read.split("\n").length;
  }
  return lines;
};

/** A pattern is tried at every place, and fails at the end of the text each time. */
const patternEverywhere = (text: string): number => {
  const pattern = /[^#]*#/y;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    pattern.lastIndex = at;
    if (pattern.test(text)) count++;
  }
  return count;
};

export const NOT_LINEAR: Readonly<Record<string, (text: string) => number>> = {
  trailing,
  restAnew,
  namesAmongNames,
  endAgain,
  pieceByPiece,
  patternEverywhere,
};
