// A request as a PHP script over its curl extension, PHP 7.3 or newer.
import { answersPacked, type DraftRequest, isPacked } from "../request.ts";

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, (char) => `\\${char}`)}'`;

/** A text in lines of its own. No line of the text can begin with the word that ends it. */
function nowdoc(text: string): string {
  let end = "BODY";
  while (text.includes(end)) end += "_";
  return `<<<'${end}'\n${text}\n${end}`;
}

/** The key comes from the variable API_KEY. */
export function phpSample(request: DraftRequest, origin: string): string {
  const { method, url, headers, body, keyed } = request;
  const packed = body !== null && isPacked(body.type);
  const sent = [
    ...(keyed ? ["'key: ' . getenv('API_KEY'),"] : []),
    ...headers.map(([name, value]) => `${quoted(`${name}: ${value}`)},`),
  ];
  const options = [
    ...(method === "GET" ? [] : [`CURLOPT_CUSTOMREQUEST => ${quoted(method)},`]),
    "CURLOPT_RETURNTRANSFER => true,",
    ...(sent.length === 0 ? [] : [`CURLOPT_HTTPHEADER => [\n        ${sent.join("\n        ")}\n    ],`]),
    ...(body === null
      ? []
      : [`CURLOPT_POSTFIELDS => ${packed ? String.raw`gzencode("\xEF\xBB\xBF" . $body)` : "$body"},`]),
  ];
  const answer = answersPacked(request) ? "gzdecode($answer)" : "$answer";
  return [
    "<?php",
    ...(body === null ? [] : [`$body = ${nowdoc(body.text)};`, ""]),
    `$request = curl_init(${quoted(origin + url)});`,
    `curl_setopt_array($request, [\n    ${options.join("\n    ")}\n]);`,
    "$answer = curl_exec($request);",
    "if ($answer === false) {\n    throw new RuntimeException(curl_error($request));\n}",
    `echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), ' ', ${answer}, PHP_EOL;`,
  ].join("\n");
}
