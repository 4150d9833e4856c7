// Rehearsals that were bent after they were made, under the hash that fits: the hash is no secret.

import { DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { rehearsalHash } from "../../src/http/v1/rehearsals/rehearsal-json.ts";
import { persistentFetch } from "../shared/persistent-fetch.ts";
import type { Random } from "../shared/seeded.ts";

export type BentRehearsal = {
  readonly method: "POST";
  readonly path: string;
  readonly type: string;
  readonly bytes: Uint8Array;
};

/** What a member of a line is replaced by. */
const VALUES = [
  "null",
  "-1",
  "0",
  "1e999",
  "9007199254740993",
  '""',
  '"x"',
  "[]",
  "{}",
  "true",
  `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  `${'{"a":'.repeat(6_000)}1${"}".repeat(6_000)}`,
  `"${"x".repeat(30_000)}"`,
  '"9999-12-31"',
  '{"amount":"99999999999999999999.99","currency":"AUD"}',
] as const;

/** A rehearsal of the demo plan from the service, with one value of one line replaced. */
export async function bentRehearsal(url: string, random: Random): Promise<BentRehearsal> {
  const headers = { key: DEVELOPMENT_KEY, "Content-Type": "application/json" };
  const change = random.pick([
    { amount: { amount: "8.00", currency: "AUD" } },
    { count: 1 + random.below(9) },
    { recurrence: "Monthly" },
  ]);
  const body = JSON.stringify({ select: { ids: [1, 2, 999_999] }, change });
  const response = await persistentFetch(`${url}/v1/payment-plans/rehearsals`, {
    method: "POST",
    headers,
    body,
  });
  const lines = (await response.text()).trimEnd().split("\n");
  const at = random.below(lines.length);
  const line = lines[at] ?? "";
  const values = [...line.matchAll(/(?<=":)(?:"[^"]*"|-?\d+|null|true|false)/g)];
  const chosen = values.length === 0 ? undefined : random.pick(values);
  if (chosen !== undefined) {
    lines[at] =
      line.slice(0, chosen.index) + random.pick(VALUES) + line.slice(chosen.index + chosen[0].length);
  }
  const hash = await hashOf(lines);
  return {
    method: "POST",
    path: `/v1/payment-plans/rehearsals/${hash}/commit`,
    type: "application/x-ndjson",
    bytes: Buffer.from(`${lines.join("\n")}\n`),
  };
}

async function hashOf(lines: readonly string[]): Promise<string> {
  const hashes = await Promise.all(lines.slice(0, -1).map(sha256));
  try {
    const { summary } = JSON.parse(lines.at(-1) ?? "") as { summary: unknown };
    hashes.push(await sha256(JSON.stringify(summary)));
  } catch {
    // A last line that is no JSON has no hash that fits.
  }
  return rehearsalHash(hashes);
}
