// `npm run chaos [-- --kills N --rounds N --seed N --quick]`: kills, races and faults under load, counted and verified.
import { parseArgs } from "node:util";
import { spoilAnswers } from "./chaos-faults.ts";
import { killUnderLoad, VICTIMS } from "./chaos-kills.ts";
import { race } from "./chaos-races.ts";
import type { Verdict } from "./chaos-verify.ts";
import { seeded } from "./seeded.ts";
import { sqldBinary } from "./sqld.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string" },
    rounds: { type: "string" },
    seed: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
const whole = (text: string | undefined, otherwise: number): number => {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error("Usage: npm run chaos -- [--kills N] [--rounds N] [--seed N] [--quick]");
  return process.exit(2);
};
const kills = whole(values.kills, values.quick ? 3 : 50);
const rounds = whole(values.rounds, values.quick ? 1 : 3);
const seed = whole(values.seed, Date.now() % 1_000_000_000);
if (sqldBinary() === null) {
  console.error(`npm has no libSQL server for ${process.platform}-${process.arch}; chaos needs one.`);
  process.exit(2);
}

type Line = { readonly bar: string; readonly what: string; readonly more: string; readonly verdict: Verdict };
const lines: Line[] = [];
const random = seeded(seed);
const showing = process.stderr.isTTY ?? false;
const progress = (what: string) => (done: number) => {
  if (showing) process.stderr.write(`\r${what}: ${done} `);
  else if (done % 10 === 0) process.stderr.write(`${what}: ${done}\n`);
};

console.log(`chaos, seed ${seed}: ${kills} kills of each, ${rounds} rounds of faults`);
const startedAt = Date.now();
for (const over of ["file", "server"] as const) {
  const result = await race(over);
  const { outcomes, updates, sameVersion } = result;
  const saves = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const more = [
    `200 saves: ${saves.join(", ")}`,
    `50 updates: ${updates.accepted} accepted, ${updates.refused} refused`,
    `50 of one version: ${sameVersion.accepted} accepted, ${sameVersion.refused} refused`,
  ];
  lines.push({ bar: "R2", what: `races, database ${over}`, more: more.join("; "), verdict: result });
}
for (const victim of VICTIMS) {
  const result = await killUnderLoad({ victim, kills, random, onKill: progress(`kill -9 of the ${victim}`) });
  const late = result.slowestMs === 0 ? "" : `; slowest 503 ${result.slowestMs} ms`;
  const more = `${result.kills} kills; ${result.sentAgain} sent again${late}`;
  lines.push({ bar: "R1", what: `kill -9 of the ${victim}`, more, verdict: result });
}
const faults = await spoilAnswers({ rounds, random, onShot: progress("faults") });
lines.push({
  bar: "R4",
  what: "database behind a fault proxy",
  more: `${faults.shots} faults: ${faults.unavailable} times 503, slowest ${faults.slowestMs} ms; ${faults.recovered} served right after`,
  verdict: faults,
});

console.log(
  `\n${"".padEnd(3)} ${"".padEnd(32)} acknowledged  verified  unknown: there / not  plans  events  wrong`,
);
for (const { bar, what, more, verdict } of lines) {
  const { acknowledged, verified, unknownThere, unknownNotThere, plans, events, wrong } = verdict;
  const unknown = `${unknownThere} / ${unknownNotThere}`;
  console.log(
    `${bar.padEnd(3)} ${what.padEnd(32)} ${String(acknowledged).padStart(12)} ${String(verified).padStart(9)} ${unknown.padStart(21)} ${String(plans).padStart(6)} ${String(events).padStart(7)} ${String(wrong.length).padStart(6)}`,
  );
  console.log(`    ${more}`);
  for (const line of wrong.slice(0, 20)) console.log(`    WRONG ${line}`);
}
const wrong = lines.reduce((sum, { verdict }) => sum + verdict.wrong.length, 0);
console.log(
  `\n${wrong === 0 ? "all held" : `${wrong} wrong`} in ${Math.round((Date.now() - startedAt) / 1000)} s; repeat with --seed ${seed}`,
);
process.exitCode = wrong === 0 ? 0 : 1;
