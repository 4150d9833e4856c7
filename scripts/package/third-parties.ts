// The packages whose code is in a bundle: the Worker, the pages' scripts, and what `npm run build` makes.
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "../..");

/** What is bundled by itself, and for which kind of runtime. */
const bundles = (): readonly { readonly entry: string; readonly conditions: readonly string[] }[] => [
  { entry: "src/http/worker.ts", conditions: ["workerd", "worker", "browser"] },
  { entry: "src/client/client.ts", conditions: [] },
  { entry: "package/domain.ts", conditions: [] },
  { entry: "package/files.ts", conditions: ["workerd", "worker", "browser"] },
  { entry: "package/twin.ts", conditions: ["workerd", "worker", "browser"] },
  ...globSync("src/http/pages/*/browser/main.ts", { cwd: ROOT }).map((entry) => ({
    entry,
    conditions: ["browser"],
  })),
];

const PACKAGE = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** The folders, from the root, of the packages that bytes of the bundle come from. */
async function packagesIn(entry: string, conditions: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    logLevel: "silent",
    conditions: [...conditions],
    mainFields: ["browser", "module", "main"],
    external: ["node:*", "cloudflare:*"],
    outdir: "nowhere",
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const folder = PACKAGE.exec(path)?.[0];
      return bytesInOutput === 0 || folder === undefined ? [] : [folder.slice(0, -1)];
    }),
  );
}

type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string | { readonly name: string };
};

/** Texts of licences, for packages that name theirs and do not hold it. */
const LICENCES = join(import.meta.dirname, "licences");

function licenceOf(folder: string, { license, author }: Manifest): string {
  const own = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file));
  if (own.length > 0) return own.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
  const text = join(LICENCES, `${license}.txt`);
  if (!existsSync(text)) throw new Error(`${folder} has no licence text, and there is none of ${license}`);
  const name = typeof author === "string" ? author.replace(/ *[<(].*/, "") : author?.name;
  const whose = name === undefined ? "the authors of the package" : name;
  return `Copyright (c) ${whose}\n\n${readFileSync(text, "utf8").trim()}`;
}

const RULE = "=".repeat(80);

/** The whole file. Deterministic: of the same packages it is the same text. */
export async function thirdPartyNotices(): Promise<string> {
  const found = await Promise.all(bundles().map(({ entry, conditions }) => packagesIn(entry, conditions)));
  const notices = [...new Set(found.flat())].map((path) => {
    const folder = join(ROOT, path);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    const { name, version, license } = manifest;
    return {
      name,
      text: `${RULE}\n${name} ${version} (${license})\n${RULE}\n\n${licenceOf(folder, manifest)}\n`,
    };
  });
  const sorted = notices.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return [
    "Code of these packages is in what receivables-edge hands out: the Worker, the pages' scripts, the package.\n",
    "Written by `npm run notices` from what the bundles hold.\n\n",
    sorted.map(({ text }) => text).join("\n"),
  ].join("");
}
