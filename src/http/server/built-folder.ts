// The files that the build made, where the service has a disk: dist/assets beside the sources.
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { type BuiltFiles, fileNameOf } from "../pages/built-files.ts";

const FOLDER = join(import.meta.dirname, "../../../dist/assets");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Only names that the build gives: a path cannot lead elsewhere. */
const NAME = /^[a-z]+(?:\/[\w-]+)?\.(?:html|js|css)$/;

export const builtFolder: BuiltFiles = async (path) => {
  const name = fileNameOf(path);
  if (!NAME.test(name)) return null;
  try {
    return { type: TYPES[extname(name)] ?? "", bytes: new Uint8Array(await readFile(join(FOLDER, name))) };
  } catch {
    return null;
  }
};
