// What a start of the Worker is made of: the same bundle, taken further each time.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "./context.ts";
import type { Bundle, Bundles } from "./workerd.ts";

/** How the bundler ends a Worker. */
const EXPORTED = /export\s*\{\s*([\w$]+) as default\s*\};?\s*(?:\/\/# sourceMappingURL=\S*\s*)?$/;
const ANSWERS = 'export default { fetch: () => new Response("ok") };';

export type Part = { readonly name: string; readonly made: Bundle };

/** From a Worker that holds nothing to the service itself; what lies between two is what the later one adds. */
export function startParts(bench: Bench, { ours, hello }: Bundles): readonly Part[] {
  const script = readFileSync(ours.file, "utf8");
  const [ending = "", worker = ""] = EXPORTED.exec(script) ?? [];
  if (worker === "") throw new Error("the bundle ends in another way than it did");
  const body = script.slice(0, -ending.length);
  const folder = bench.folder("start-parts");
  const made = (name: string, text: string): Bundle => {
    const file = join(folder, `${name}.js`);
    writeFileSync(file, text);
    return { file, bytes: text.length, gzipped: Number.NaN };
  };
  return [
    { name: "a Worker that holds nothing", made: made("empty", ANSWERS) },
    { name: "a hello-world Hono Worker", made: hello },
    {
      name: "our script read, none of it run",
      made: made("read", `globalThis.never = () => {${body}\nreturn ${worker};};\n${ANSWERS}`),
    },
    { name: "its modules run", made: made("run", `${body}\nglobalThis.kept = ${worker};\n${ANSWERS}`) },
    { name: "its first answer given", made: ours },
  ];
}
