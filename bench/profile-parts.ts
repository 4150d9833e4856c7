// A processor profile of Node's, as shares of the parts of a call: each sample counts for the innermost file of ours, or of
// a package, that is on its stack.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Frame = { readonly functionName: string; readonly url: string };
type Node = { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] };
type Profile = {
  readonly nodes: readonly Node[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/** In the order of the table; the first pattern that a file's path fits says which part it is of. */
const PARTS: readonly (readonly [part: string, file: RegExp])[] = [
  ["the database", /node_modules\/(?:@libsql|libsql)\/|src\/adapters\/libsql\/connection\//],
  ["statements and rows", /src\/adapters\//],
  ["the rules and the history", /src\/domain\//],
  ["the key", /src\/http\/request\/key\//],
  [
    "ids, clock, headers, the log",
    /src\/http\/(?:request\/(?:log\/|clock|response-headers)|server\/start-node)/,
  ],
  [
    "reading and writing bodies and queries",
    /src\/http\/(?:webapi|contracts|request\/query|request\/repeats)\//,
  ],
  ["routing, and the steps around a call", /node_modules\/hono\/|src\/http\/|bench\/bare\//],
  ["Node's server", /node_modules\/@hono\/node-server\//],
];
const SERVER = "Node's server";
const ENGINE = "the engine, collection of garbage";

export const PART_NAMES: readonly string[] = [...PARTS.map(([part]) => part), ENGINE];

const partOf = (frame: Frame): string | undefined => {
  // Who asks for a digest is who needs it.
  if (frame.functionName === "sha256" || !frame.url.startsWith("file:")) return undefined;
  return PARTS.find(([, file]) => file.test(frame.url))?.[0];
};

/** The share of each part between two readings of the monotonic clock, in microseconds; what was idle is left out. */
export function sharesOf(folder: string, from: number, to: number): ReadonlyMap<string, number> {
  const [name = ""] = readdirSync(folder).filter((file) => file.endsWith(".cpuprofile"));
  const { nodes, startTime, samples, timeDeltas } = JSON.parse(
    readFileSync(join(folder, name), "utf8"),
  ) as Profile;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const partOfNode = (id: number): string | null => {
    const { functionName } = byId.get(id)?.callFrame ?? { functionName: "" };
    if (functionName === "(idle)") return null;
    if (functionName === "(program)" || functionName === "(garbage collector)") return ENGINE;
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const node = byId.get(at);
      const part = node === undefined ? undefined : partOf(node.callFrame);
      if (part !== undefined) return part;
    }
    return SERVER;
  };
  const times = new Map<string, number>();
  let total = 0;
  let now = startTime;
  for (const [at, id] of samples.entries()) {
    const took = timeDeltas[at] ?? 0;
    now += took;
    const part = now < from || now > to ? null : partOfNode(id);
    if (part === null) continue;
    times.set(part, (times.get(part) ?? 0) + took);
    total += took;
  }
  if (total === 0) throw new Error(`no sample of ${folder} is of the time that was measured`);
  return new Map([...times].map(([part, took]) => [part, took / total]));
}
