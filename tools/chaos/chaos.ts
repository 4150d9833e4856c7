// `npm run chaos [-- --kills N --rounds N --seed N --only R1 --quick]`: kills, races and faults under load, counted and verified.
import { parseArgs } from "node:util";
import { helpIfAsked } from "../../src/cli/command-line.ts";
import { KEYED_WRITES } from "../shared/keyed-writes.ts";
import { seeded } from "../shared/seeded.ts";
import { sqldBinary } from "../shared/sqld.ts";
import { spoilAnswers } from "./chaos-faults.ts";
import { killUnderLoad, VICTIMS } from "./chaos-kills.ts";
import { race } from "./chaos-races.ts";
import { repeatEverything } from "./chaos-repeats.ts";
import type { Verdict } from "./chaos-verify.ts";

helpIfAsked("Usage: npm run chaos -- [--kills N] [--rounds N] [--seed N] [--only R1|R2|R4] [--quick]");
const { values } = parseArgs({
  options: {
    kills: { type: "string" },
    rounds: { type: "string" },
    seed: { type: "string" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
const whole = (text: string | undefined, otherwise: number): number => {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error("Usage: npm run chaos -- [--kills N] [--rounds N] [--seed N] [--only R1|R2|R4|S6] [--quick]");
  return process.exit(2);
};
const kills = whole(values.kills, values.quick ? 3 : 50);
const rounds = whole(values.rounds, values.quick ? 1 : 3);
const seed = whole(values.seed, Date.now() % 1_000_000_000);
if (sqldBinary() === null) {
  console.error(`npm has no libSQL server for ${process.platform}-${process.arch}; chaos needs one.`);
  process.exit(2);
}

const wanted = (bar: string): boolean => values.only === undefined || values.only === bar;
const random = seeded(seed);
const showing = process.stderr.isTTY ?? false;
const progress = (what: string) => (done: number) => {
  if (showing) process.stderr.write(`\r${what}: ${done} `);
  else if (done % 10 === 0) process.stderr.write(`${what}: ${done}\n`);
};

let wrongs = 0;
const COLUMNS = [3, -32, 12, 9, 21, 6, 7, 6];
const row = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, index) => {
      const width = COLUMNS[index] ?? 0;
      return width < 0 ? String(cell).padEnd(-width) : String(cell).padStart(width);
    })
    .join(" ");

/** A row of the table, as soon as its part is done. */
function show(bar: string, what: string, more: string, verdict: Verdict): void {
  const { acknowledged, verified, unknownThere, unknownNotThere, plans, events, wrong } = verdict;
  const unknown = `${unknownThere} / ${unknownNotThere}`;
  if (showing) process.stderr.write("\r");
  console.log(row([bar, what, acknowledged, verified, unknown, plans, events, wrong.length]));
  console.log(`    ${more}`);
  for (const line of wrong.slice(0, 20)) console.log(`    WRONG ${line}`);
  wrongs += wrong.length;
}

console.log(`chaos, seed ${seed}: ${kills} kills of each, ${rounds} rounds of faults\n`);
console.log(row(["", "", "acknowledged", "verified", "unknown: there / not", "plans", "events", "wrong"]));
const startedAt = Date.now();
for (const over of wanted("R2") ? (["file", "server"] as const) : []) {
  const result = await race(over);
  const { outcomes, updates, sameVersion } = result;
  const saves = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const more = [
    `200 saves: ${saves.join(", ")}`,
    `50 updates: ${updates.accepted} accepted, ${updates.refused} refused`,
    `50 of one version: ${sameVersion.accepted} accepted, ${sameVersion.refused} refused`,
  ];
  show("R2", `races, database ${over}`, more.join("; "), result);
}
for (const victim of wanted("R1") ? VICTIMS : []) {
  const result = await killUnderLoad({ victim, kills, random, onKill: progress(`kill -9 of the ${victim}`) });
  const late = result.slowestMs === 0 ? "" : `; slowest 503 ${result.slowestMs} ms`;
  show(
    "R1",
    `kill -9 of the ${victim}`,
    `${result.kills} kills; ${result.sentAgain} sent again${late}`,
    result,
  );
}
if (wanted("R4")) {
  const result = await spoilAnswers({ rounds, random, onShot: progress("faults") });
  const { shots, unavailable, slowestMs, recovered } = result;
  const more = `${shots} faults: ${unavailable} times 503, slowest ${slowestMs} ms; ${recovered} served right after`;
  show("R4", "database behind a fault proxy", more, result);
}
if (wanted("S6")) {
  const writes = values.quick ? KEYED_WRITES.filter((_, index) => index % 6 === 0) : KEYED_WRITES;
  const result = await repeatEverything({ random, writes, onWrite: progress("repeats") });
  const { lost, killed, atOnce, told, wrong } = result;
  const tries = lost + killed + atOnce;
  console.log(`S6  repeats: ${result.writes} writes, ${wrong.length} wrong`);
  console.log(
    `    ${lost} answers cut, ${killed} processes killed, ${atOnce} twice at once; ${told} of ${2 * tries} repeats told alike`,
  );
  for (const line of wrong.slice(0, 20)) console.log(`    WRONG ${line}`);
  wrongs += wrong.length;
}
const seconds = Math.round((Date.now() - startedAt) / 1000);
console.log(`\n${wrongs === 0 ? "all held" : `${wrongs} wrong`} in ${seconds} s; repeat with --seed ${seed}`);
process.exitCode = wrongs === 0 ? 0 : 1;
