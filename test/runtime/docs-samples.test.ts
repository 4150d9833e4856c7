// The samples of the reference page send what they say, whatever is typed in: curl and JavaScript are run, the bodies of
// PHP and C# are read as those languages read them.

import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DraftRequest } from "../../src/http/pages/docs/browser/request.ts";
import { csharpSample } from "../../src/http/pages/docs/browser/samples/csharp.ts";
import { curlSample } from "../../src/http/pages/docs/browser/samples/curl.ts";
import { javascriptSample } from "../../src/http/pages/docs/browser/samples/javascript.ts";
import { phpSample } from "../../src/http/pages/docs/browser/samples/php.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { shell } from "../support/processes.ts";

const PACKED = "application/x-compressed-json";
const folder = temporaryFolder();
let received:
  | { method: string; url: string; headers: NodeJS.Dict<string | string[]>; body: Buffer }
  | undefined;
let server: Server;
let origin = "";

/** Answers as it is asked: packed where Accept says so. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers } = request;
    received = { method, url, headers, body: Buffer.concat(chunks) };
    response.end(headers.accept === PACKED ? gzipSync("\uFEFFpacked answer") : "plain answer");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  folder.remove();
});

const draft = (type: string, text: string, headers: DraftRequest["headers"] = []): DraftRequest => ({
  method: "PUT",
  url: "/v1/things/1?note=it%27s%20%22so%22",
  headers: [["If-Match", '"1"'], ["Content-Type", type], ...headers],
  body: { type, text },
  keyed: true,
});

const HOSTILE = `<a b="it's">$HOME \`id\` \\n \\\\ %s {0} """ """" 'BODY' \${x} é €</a>`;
const DRAFTS: readonly (readonly [string, DraftRequest])[] = [
  ["JSON", draft("application/json", '{\n  "note": "it\'s \\"so\\" $1 \\u00e9",\n  "amount": 5\n}')],
  ["broken JSON", draft("application/json", '{ "note": ')],
  ["XML with everything in it that a shell or a string minds", draft("text/xml", HOSTILE)],
  ["lines that end like a here document", draft("text/plain", 'BODY\nBODY;\nEOT\n"""\n')],
  ["lines of JSON", draft("application/x-ndjson", '{"a":1}\n{"b":"it\'s"}\n')],
  ["packed JSON", draft(PACKED, '{\n  "note": "it\'s"\n}', [["Accept", PACKED]])],
];

/** JSON may be written anew by JavaScript; everything else arrives to the letter. */
function expectSame(sent: DraftRequest, mayRewrite: boolean): void {
  const { method, url, headers, body } = received ?? { method: "", url: "", headers: {}, body: Buffer.of() };
  expect([method, url, headers.key, headers["if-match"]]).toEqual([
    sent.method,
    sent.url,
    "secret-key",
    '"1"',
  ]);
  const type = sent.body?.type ?? "";
  expect(headers["content-type"]).toBe(type);
  const text = type === PACKED ? gunzipSync(body).toString("utf8") : body.toString("utf8");
  const plain = text.replace(/^\uFEFF/, "");
  expect(text.startsWith("\uFEFF")).toBe(type === PACKED);
  if (mayRewrite && plain !== sent.body?.text)
    expect(JSON.parse(plain)).toEqual(JSON.parse(sent.body?.text ?? ""));
  else expect(plain).toBe(sent.body?.text);
}

describe.each(DRAFTS)("%s", (_, sent) => {
  const answer = sent.body?.type === PACKED ? "packed answer" : "plain answer";

  it("arrives from curl", async () => {
    expect(await shell(`export API_KEY=secret-key; ${curlSample(sent, origin)}`)).toContain(answer);
    expectSame(sent, false);
  });

  it("arrives from JavaScript", async () => {
    const file = join(folder.path, "sample.mjs");
    writeFileSync(file, javascriptSample(sent, origin));
    expect(await shell(`API_KEY=secret-key '${process.execPath}' '${file}'`)).toContain(answer);
    expectSame(sent, true);
  });

  it("stands in PHP and in C# as it is sent", () => {
    const php = phpSample(sent, origin);
    const [, word = "", nowdoc = ""] = /<<<'(\w+)'\n([\s\S]*)\n\1;\n/.exec(php) ?? [];
    expect(nowdoc).toBe(sent.body?.text);
    expect(nowdoc).not.toMatch(new RegExp(`^\\s*${word}\\b`, "m"));
    const csharp = csharpSample(sent, origin);
    const [, fence = "", raw = ""] = /var body = ("{3,})\n([\s\S]*?)\n\1;/.exec(csharp) ?? [];
    expect(raw).toBe(sent.body?.text);
    expect(raw).not.toContain(fence);
  });
});

it("a call without body, headers or key is short in every language", () => {
  const health: DraftRequest = { method: "GET", url: "/health", headers: [], body: null, keyed: false };
  expect(curlSample(health, "https://service.test")).toBe("curl 'https://service.test/health'");
  expect(javascriptSample(health, "https://service.test")).toBe(
    [
      'const response = await fetch("https://service.test/health");',
      "console.log(response.status, await response.text());",
    ].join("\n"),
  );
  expect(phpSample(health, "https://service.test")).not.toMatch(/HTTPHEADER|CUSTOMREQUEST|POSTFIELDS|\$body/);
  expect(csharpSample(health, "https://service.test")).not.toMatch(/TryAdd|Content =|^using System/m);
});
