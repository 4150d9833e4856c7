// A request as a curl command for a POSIX shell.
import { answersPacked, type DraftRequest, isPacked } from "../request.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The key comes from the variable API_KEY. */
export function curlSample(request: DraftRequest, origin: string): string {
  const { method, url, headers, body, keyed } = request;
  const packed = body !== null && isPacked(body.type);
  const parts = [
    ...(method === "GET" ? [`curl ${quoted(origin + url)}`] : [`curl -X ${method}`, quoted(origin + url)]),
    ...(keyed ? ['-H "key: $API_KEY"'] : []),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [packed ? "--data-binary @-" : `--data-binary ${quoted(body.text)}`]),
  ];
  const command = parts.join(" \\\n  ");
  const sent = packed ? `printf '\\357\\273\\277%s' ${quoted(body.text)} | gzip | ${command}` : command;
  return answersPacked(request) ? `${sent} | gunzip` : sent;
}
