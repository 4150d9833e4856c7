// Two rules about what is in src: it is there for those who come in at an entry point, and not for tests alone.
import { isEntryPoint } from "./entry-points.ts";
import type { SourceFile, Taken } from "./source-graph.ts";

type Graph = ReadonlyMap<string, SourceFile>;

/** The version of the service stands there alone. */
const MANIFEST = "package.json";

const inSource = (path: string): boolean => path.startsWith("src/");
/** Tools and measurements are for those who develop, as tests are. */
const isProduct = (path: string): boolean => inSource(path) || /^(?:scripts|package)\//.test(path);

/** Files of src that no entry point reaches, and imports of src that lead out of it. */
export function unreached(graph: Graph): readonly string[] {
  const reached = new Set<string>();
  const waiting = [...graph.keys()].filter(isEntryPoint);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(graph.get(path)?.takes ?? []).map(({ to }) => to));
  }
  const outside = [...graph.values()].flatMap(({ path, takes }) =>
    inSource(path)
      ? takes.filter(({ to }) => !inSource(to) && to !== MANIFEST).map(({ to }) => `${path} imports ${to}`)
      : [],
  );
  return [...[...graph.keys()].filter((path) => inSource(path) && !reached.has(path)), ...outside].toSorted();
}

/** Values that src exports and nobody imports, or that tests alone use. */
export function unwanted(graph: Graph): readonly string[] {
  const takers = Map.groupBy(
    [...graph.values()].flatMap(({ takes }) => takes),
    ({ to }) => to,
  );
  const found: string[] = [];
  for (const { path, values, names } of graph.values()) {
    if (!inSource(path) || isEntryPoint(path)) continue;
    for (const name of values) {
      const wants = ({ names: taken }: Taken): boolean => taken === null || taken.includes(name);
      const wanted = (takers.get(path) ?? []).filter(wants);
      if (wanted.length === 0) found.push(`${path}: nobody imports ${name}`);
      else if (!wanted.some(({ from }) => isProduct(from)) && names.get(name) === 1) {
        found.push(`${path}: ${name} is for tests alone`);
      }
    }
  }
  return found.toSorted();
}
