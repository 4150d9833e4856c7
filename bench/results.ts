// The results as text: a table for the screen and, with where and with what they were measured, bench/results.md.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, platform, release } from "node:os";
import type { Bar } from "./bar.ts";
import { ROOT } from "./context.ts";
import type { EdgeCost } from "./edge-cost.ts";
import { peerVersions } from "./peer-packages.ts";
import type { StartCost } from "./start.ts";
import { workerdBinary } from "./workerd.ts";

const COLUMNS = ["", "what", "measured", "bar", ""] as const;
const cellsOf = ({ id, what, measured, bar, holds }: Bar) => [
  id,
  what,
  measured,
  bar,
  holds ? "holds" : "FAILS",
];

/** For the screen. */
export function tableText(bars: readonly Bar[]): string {
  const rows = [[...COLUMNS], ...bars.map(cellsOf)];
  const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

function versions(): string {
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8"));
  const used = ["hono", "@hono/node-server", "@libsql/client", "drizzle-orm", "zod"];
  const workerd = execFileSync(workerdBinary(), ["--version"], { encoding: "utf8" }).trim();
  return `Node ${process.versions.node}, ${workerd}, ${used.map((name) => `${name} ${dependencies[name]}`).join(", ")}`;
}

/** For bench/results.md. */
export function resultsText(
  bars: readonly Bar[],
  { costs, startCosts }: { readonly costs: readonly EdgeCost[]; readonly startCosts: readonly StartCost[] },
  quick: boolean,
): string {
  const [cpu] = cpus();
  return `# Measured${quick ? " (quick run: rough)" : ""}

${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model ?? "unknown"}), ${platform()} ${release()}.
${versions()}.
Peers: ${peerVersions()}.

Medians of interleaved rounds, the least and the most in brackets. Ratios of one run on one machine; absolute times say
nothing beyond it. Written by \`npm run bench\`.

${line(["", "what", "measured", "bar", ""])}
${line(["---", "---", "---", "---", "---"])}
${bars.map((bar) => line(cellsOf(bar))).join("\n")}

## What a request costs at the edge

In workerd over sqld, one request after another.

${line(["call", "CPU ms", "trips", "bytes to the database", "bytes from it", "bytes of the answer"])}
${line(["---", "---", "---", "---", "---", "---"])}
${costs
  .map((cost) =>
    line([
      cost.call,
      cost.processorMs?.toFixed(2) ?? "unknown",
      cost.trips,
      cost.toDatabase,
      cost.fromDatabase,
      cost.answer,
    ]),
  )
  .join("\n")}

## What a start is made of

Milliseconds of processor from the start of workerd, median and least; what a row adds to the one above it is that part's.

${line(["up to", "median", "least"])}
${line(["---", "---", "---"])}
${startCosts.map((cost) => line([cost.part, cost["processor ms"], cost.least])).join("\n")}
`;
}
