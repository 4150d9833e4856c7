// Compact samples with a line for each member, digit for digit: only white space is added.

/** JSON text indented; numbers keep their digits (5.0 stays 5.0). */
export function indentJson(compact: string): string {
  let depth = 0;
  const line = (step: number): string => {
    depth += step;
    return `\n${"  ".repeat(depth)}`;
  };
  return compact.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|[{}[\],:]/g, (token) => {
    if (token === "{" || token === "[") return token + line(1);
    if (token === "}" || token === "]") return line(-1) + token;
    if (token === ",") return token + line(0);
    return token === ":" ? ": " : token;
  });
}

/** XML text with each element on its own line. */
export function indentXml(compact: string): string {
  let depth = 0;
  return compact
    .replaceAll("><", ">\n<")
    .split("\n")
    .map((line) => {
      if (line.startsWith("</")) depth -= 1;
      const indented = "  ".repeat(depth) + line;
      if (!line.startsWith("</") && !line.endsWith("/>") && !line.includes("</")) depth += 1;
      return indented;
    })
    .join("\n");
}
