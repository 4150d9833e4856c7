// P7: what the calls cost on a database with a million references and 100,000 plans, against a nearly empty one.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { migrateDatabase } from "../src/adapters/libsql/connection/migrate.ts";
import { contactsFor, grow } from "../tools/grow/grow-run.ts";
import { seeded } from "../tools/shared/seeded.ts";
import { atMost, type Bar, medianOf, spreadOf } from "./bar.ts";
import type { Bench } from "./context.ts";
import { filledFile } from "./filled.ts";
import { SIZE } from "./load.ts";
import { type Call, EXTRA, PLAN, READ_CONTACT, READ_LIST, READ_PLAN, REFERENCE, timed } from "./requests.ts";
import { startOurs } from "./servers.ts";

const CALLS: readonly (readonly [name: string, call: Call, of: "contacts" | "plans"])[] = [
  ["reference save", REFERENCE, "contacts"],
  ["contact extra", EXTRA, "contacts"],
  ["plan update", PLAN, "plans"],
  ["read of a plan", READ_PLAN, "plans"],
  ["read of a contact", READ_CONTACT, "contacts"],
  ["list of plans", READ_LIST, "plans"],
];

type Grown = { readonly url: string; readonly contacts: number; readonly plans: number };

/** Grows a file, or takes the one that `npm run grow` made before. */
async function grownFile(bench: Bench, made: string | undefined): Promise<Grown & { readonly text: string }> {
  const references = made === undefined ? bench.pick(1_000_000, 10_000) : 1_000_000;
  const plans = made === undefined ? bench.pick(100_000, 1_000) : 100_000;
  const url = made ?? `file:${join(bench.folder("p7-grown"), "grown.db")}`;
  await migrateDatabase(url);
  if (made === undefined) {
    await grow({ url, token: undefined, references, plans, seed: 1 }, ({ what, done, of }) => {
      if (done % 20_000 === 0 || done === of) bench.progress(`P7 growing: ${what} ${done} of ${of}`);
    });
  }
  // As a database in use is: what a cold disk costs is no matter of growth.
  for await (const _chunk of createReadStream(url.slice("file:".length))) void _chunk;
  const text = `${references.toLocaleString("en")} references, ${plans.toLocaleString("en")} plans`;
  return { url, contacts: contactsFor(references), plans, text };
}

export async function p7(bench: Bench, made?: string): Promise<readonly Bar[]> {
  const { text, ...grown } = await grownFile(bench, made);
  const small = { url: await filledFile(bench, "p7-small"), contacts: SIZE, plans: SIZE };
  const sides = [];
  for (const side of [grown, small]) sides.push({ ...side, url: (await startOurs(bench, side.url)).url });
  const random = seeded(7).below;
  const bars: Bar[] = [];
  let n = Date.now() % 1_000_000;
  for (const [name, call, of] of CALLS) {
    bench.progress(`P7 ${name}`);
    const ratios: number[] = [];
    for (let round = 0; round < bench.pick(13, 4); round += 1) {
      const medians: number[] = [];
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        const times: number[] = [];
        for (let request = 0; request < bench.pick(40, 15); request += 1) {
          n += 1;
          times.push(await timed(side.url, call(n, 1 + random(side[of]))));
        }
        medians.push(medianOf(times));
      }
      const [big = Number.NaN, little = Number.NaN] = round % 2 === 0 ? medians : medians.toReversed();
      // The first round fills the caches of both.
      if (round > 0) ratios.push(big / little);
    }
    bars.push(atMost("P7", `${name} on ${text}: times the nearly empty database`, spreadOf(ratios), 1.3));
  }
  return bars;
}
