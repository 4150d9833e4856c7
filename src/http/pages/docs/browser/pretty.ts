// Bodies with line breaks and indentation. Only white space is added: numbers keep their digits.

/** One JSON text, or lines of them; what is not JSON comes out as it is, more or less. */
export function prettyJson(text: string): string {
  let depth = 0;
  let out = "";
  const newLine = () => `\n${"  ".repeat(Math.max(depth, 0))}`;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{[]\s*[}\]]|[{}[\],:]|[^\s{}[\],:"]+/gs)) {
    if (token === "{" || token === "[") {
      depth += 1;
      out += token + newLine();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      out += newLine() + token;
    } else if (token === ",") out += token + newLine();
    else if (token === ":") out += ": ";
    else out += /^[{[]/.test(token) ? token.replace(/\s/g, "") : token;
  }
  return out;
}

function prettyXml(text: string): string {
  let depth = 0;
  return text
    .replace(/>\s*</g, ">\n<")
    .split("\n")
    .map((line) => {
      if (line.startsWith("</")) depth -= 1;
      const indented = "  ".repeat(Math.max(depth, 0)) + line;
      if (/^<[^!?/]/.test(line) && !line.endsWith("/>") && !line.includes("</")) depth += 1;
      return indented;
    })
    .join("\n");
}

/** The text for people, by its media type. */
export function pretty(text: string, type: string): string {
  if (/ndjson/.test(type)) return text.trimEnd().split("\n").map(prettyJson).join("\n");
  if (/json/.test(type)) return prettyJson(text);
  return /xml/.test(type) ? prettyXml(text) : text;
}
