// A request as a module for Node, Deno or Bun.
import { answersPacked, type Body, type DraftRequest, isPacked } from "../request.ts";

const quoted = (text: string): string => JSON.stringify(text);
const property = (name: string): string => (/^[A-Za-z]\w*$/.test(name) ? name : quoted(name));

const indent = (text: string): string => text.replaceAll("\n", "\n  ");

/** JSON is written as the object that it is; a text of another kind, or broken JSON, as a string. */
function literal({ type, text }: Body): string {
  if (!/[/+-]json$/.test(type) || /ndjson/.test(type)) return quoted(text);
  try {
    JSON.parse(text);
  } catch {
    return quoted(text);
  }
  return `JSON.stringify(${text.trim()})`;
}

/** The key comes from the variable API_KEY. */
export function javascriptSample(request: DraftRequest, origin: string): string {
  const { method, url, headers, body, keyed } = request;
  const packed = body !== null && isPacked(body.type);
  const unpacks = answersPacked(request);
  const sent = [
    ...(keyed ? ["key: process.env.API_KEY,"] : []),
    ...headers.map(([name, value]) => `${property(name)}: ${quoted(value)},`),
  ];
  const options = [
    ...(method === "GET" ? [] : [`method: ${quoted(method)},`]),
    ...(sent.length === 0 ? [] : [`headers: {\n    ${sent.join("\n    ")}\n  },`]),
    ...(body === null ? [] : [packed ? "body: packed," : `body: ${indent(literal(body))},`]),
  ];
  const before = packed
    ? [
        `const body = ${literal(body)};`,
        'const gzip = new Blob(["\\uFEFF" + body]).stream().pipeThrough(new CompressionStream("gzip"));',
        "const packed = await new Response(gzip).arrayBuffer();",
        "",
      ]
    : [];
  const call =
    options.length === 0
      ? `const response = await fetch(${quoted(origin + url)});`
      : `const response = await fetch(${quoted(origin + url)}, {\n  ${options.join("\n  ")}\n});`;
  const read = unpacks
    ? [
        'const plain = response.body.pipeThrough(new DecompressionStream("gzip"));',
        "console.log(response.status, await new Response(plain).text());",
      ]
    : ["console.log(response.status, await response.text());"];
  return [...before, call, ...read].join("\n");
}
