// A request as a C# program, .NET 7 or newer: its raw string literals keep a body readable.
import { answersPacked, type Body, type DraftRequest, isPacked } from "../request.ts";

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const quoted = (text: string): string =>
  `"${text.replaceAll(/[\\"\n\r\t]/g, (char) => ESCAPES[char] ?? `\\${char}`)}"`;

/** A text in lines of its own, between more quotes than it has in a row. */
function raw(text: string): string {
  if (text === "" || text.includes("\r")) return quoted(text);
  const longest = Math.max(2, ...[...text.matchAll(/"+/g)].map(([quotes]) => quotes.length));
  const fence = '"'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

const contentOf = ({ type }: Body): readonly string[] =>
  isPacked(type)
    ? [
        "using var packed = new MemoryStream();",
        "using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))",
        String.raw`    gzip.Write(Encoding.UTF8.GetBytes("\uFEFF" + body));`,
        "request.Content = new ByteArrayContent(packed.ToArray());",
        `request.Content.Headers.ContentType = new MediaTypeHeaderValue(${quoted(type)});`,
      ]
    : [`request.Content = new StringContent(body, Encoding.UTF8, ${quoted(type)});`];

/** The key comes from the variable API_KEY. */
export function csharpSample(request: DraftRequest, origin: string): string {
  const { method, url, headers, body, keyed } = request;
  const packed = body !== null && isPacked(body.type);
  const unpacks = answersPacked(request);
  const header = (name: string, value: string) =>
    `request.Headers.TryAddWithoutValidation(${quoted(name)}, ${value});`;
  const usings = [
    ...(packed || unpacks ? ["using System.IO.Compression;"] : []),
    ...(packed ? ["using System.Net.Http.Headers;"] : []),
    ...(body === null ? [] : ["using System.Text;"]),
  ];
  const read = unpacks
    ? [
        "using var plain = new StreamReader(",
        "    new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));",
        'Console.WriteLine($"{(int)response.StatusCode} {await plain.ReadToEndAsync()}");',
      ]
    : ['Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");'];
  return [
    ...usings,
    ...(usings.length === 0 ? [] : [""]),
    "using var client = new HttpClient();",
    `using var request = new HttpRequestMessage(new HttpMethod(${quoted(method)}), ${quoted(origin + url)});`,
    ...(keyed ? [header("key", 'Environment.GetEnvironmentVariable("API_KEY")')] : []),
    ...headers
      .filter(([name]) => name !== "Content-Type")
      .map(([name, value]) => header(name, quoted(value))),
    ...(body === null ? [] : ["", `var body = ${raw(body.text)};`, ...contentOf(body)]),
    "",
    "using var response = await client.SendAsync(request);",
    ...read,
  ].join("\n");
}
