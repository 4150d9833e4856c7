// Mutated case bodies through the whole pipeline: it answers with one of a few statuses, and never throws or hangs.
// FUZZ_RUNS sets the number of requests, SEED repeats a run.

import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Format } from "../../src/http/webapi/contract.ts";
import { parseContentType } from "../../src/http/webapi/negotiate/media-type.ts";
import { selectReader } from "../../src/http/webapi/negotiate/negotiate.ts";
import { seeded } from "../../tools/shared/seeded.ts";
import { SEED } from "../support/seed.ts";
import { bodyOf, type Case, decodeCases } from "./case-file.ts";
import { contracts, probeApp } from "./probe-app.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 8_000);
const ALLOWED: ReadonlySet<number> = new Set([200, 400, 404, 409, 413, 415]);
const SLOWEST_MS = 2_000;

const { below, pick } = seeded(SEED);

const FRAGMENTS = [
  '"',
  "'",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "null",
  "true",
  "NaN",
  "-Infinity",
  "0x1",
  "1e999",
  "-",
  ".5",
  "\\u",
  "\\ud800",
  "<",
  ">",
  "</",
  "/>",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "&amp;",
  "&#0;",
  "&#xD800;",
  "&x;",
  "<!DOCTYPE a>",
  "<?xml ?>",
  "xmlns:a='b'",
  "i:nil='true'",
  "=",
  "&",
  "%",
  "%00",
  "%ff",
  "+",
  "[0]",
  "$ref",
  "$id",
  "__proto__",
  "\u0000",
  "\ufeff",
  "\u2028",
  "2024-12-04",
  "/Date(1)/",
  "79228162514264337593543950336",
  "Weekly",
  "é",
].map((text) => new TextEncoder().encode(text));

const concat = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts));

const mutateOnce = (bytes: Uint8Array, other: Uint8Array): Uint8Array => {
  const at = below(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + below(20));
  const rest = bytes.subarray(at);
  switch (below(7)) {
    case 0:
      return concat(bytes.subarray(0, at), bytes.subarray(to));
    case 1:
      return concat(bytes.subarray(0, to), bytes.subarray(at, to), bytes.subarray(to));
    case 2:
      return concat(bytes.subarray(0, at), pick(FRAGMENTS), rest);
    case 3:
      return concat(bytes.subarray(0, at), Uint8Array.of(below(256)), rest.subarray(1));
    case 4:
      return concat(bytes.subarray(0, at), other.subarray(below(other.length + 1)));
    case 5:
      return bytes.subarray(0, at);
    default:
      return concat(bytes.subarray(0, at), pick(FRAGMENTS), pick(FRAGMENTS), rest);
  }
};

const formatOf = ({ contract, request }: Case): Format | null => {
  const type = parseContentType(request.contentType);
  return type === null ? null : selectReader(contracts[contract].formats, type);
};

/** Bodies of a moderate size: mutating the big ones finds nothing more, slowly. */
const seedsOf = (format: Format): readonly Case[] =>
  decodeCases.filter((testCase) => formatOf(testCase) === format && (bodyOf(testCase)?.length ?? 0) < 4_000);

const bytesOf = (testCase: Case): Uint8Array => bodyOf(testCase) ?? new Uint8Array();

const apps = { debtrak: probeApp(contracts.debtrak), procura: probeApp(contracts.procura) };

interface Attempt {
  readonly seed: Case;
  readonly body: Uint8Array<ArrayBuffer>;
}

const attempt = (format: Format, seeds: readonly Case[]): Attempt => {
  // Half of the gzip bodies are sound gzip of mutated JSON, half are mutated gzip.
  const packs = format === "compressed" && below(2) === 0;
  const seed = packs ? pick(seedsOf("json").filter(({ contract }) => contract === "procura")) : pick(seeds);
  let body = bytesOf(seed);
  for (let times = 1 + below(4); times > 0; times--) body = mutateOnce(body, bytesOf(pick(seeds)));
  return { seed, body: packs ? new Uint8Array(gzipSync(body, { level: 1 })) : concat(body) };
};

const run = async (format: Format, runs: number): Promise<number> => {
  const seeds = seedsOf(format);
  let accepted = 0;
  for (let done = 0; done < runs; done++) {
    const { seed, body } = attempt(format, seeds);
    const type = format === "compressed" ? "application/x-compressed-json" : seed.request.contentType;
    const headers: Record<string, string> = { "content-type": type ?? "" };
    if (below(10) < 3) headers.accept = pick(["text/xml", "application/x-compressed-json", "*/*", "garbage"]);
    const request = new Request(`http://h${seed.request.path}`, { method: "POST", headers, body });
    const started = performance.now();
    const { status } = await apps[seed.contract].send(request);
    const elapsed = performance.now() - started;
    if (status === 200) accepted++;
    if (!ALLOWED.has(status) || elapsed > SLOWEST_MS) {
      const shown = Buffer.from(body).toString("base64");
      expect.fail(`status ${status} after ${elapsed} ms, SEED=${SEED}, case ${seed.id}, body ${shown}`);
    }
  }
  return accepted;
};

const shares: readonly (readonly [Format, number])[] = [
  ["json", 0.35],
  ["xml", 0.35],
  ["form", 0.2],
  ["compressed", 0.1],
];

describe(`fuzz, ${RUNS} requests, SEED=${SEED}`, () => {
  it.each(shares)(
    "%s",
    async (format, share) => {
      const runs = Math.ceil(RUNS * share);
      const accepted = await run(format, runs);
      // If nothing got through, the mutations would prove nothing about binding.
      expect(accepted).toBeGreaterThan(runs / 200);
    },
    Math.max(60_000, RUNS * 5),
  );
});
