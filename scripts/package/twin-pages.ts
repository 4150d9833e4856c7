// The files that the build made, as the twin carries them: each by its path, with the headers that it is served with.
import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { pathOfFile } from "../../src/http/pages/paths.ts";
import { staticFiles } from "../../src/http/server/static-files.ts";
import type { PageFile, PageFiles } from "../../src/twin/pages.ts";
import { ensureAssets } from "../build-assets.ts";

const FOLDER = join(import.meta.dirname, "../../dist/assets");

export async function twinPages(): Promise<PageFiles> {
  await ensureAssets();
  const { answer } = staticFiles(FOLDER);
  const files: [string, PageFile][] = [];
  for (const name of readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).toSorted()) {
    const path = pathOfFile(name.replaceAll(sep, "/"));
    const served = answer(new Request(`http://127.0.0.1${path}`));
    if (served === null) continue;
    // Their names as they are written: those of the answer are in lower case.
    const { "content-type": type = "", etag = "", ...headers } = Object.fromEntries(served.headers);
    files.push([
      path,
      { text: await served.text(), headers: { "Content-Type": type, ETag: etag, ...headers } },
    ]);
  }
  return Object.fromEntries(files);
}
