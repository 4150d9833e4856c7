// Clients made of the built document by four generators, as anybody would make them.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { toolBin, toolFolder } from "../shared/bring.ts";

const FOLDER = toolFolder("openapi-check");
const DOCUMENT = join(FOLDER, "../../dist/assets/openapi.json");
const OUT = join(FOLDER, "dist");

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  "openapi-typescript": [DOCUMENT, "--output", join(OUT, "openapi-typescript.ts")],
  "openapi-ts": ["--input", DOCUMENT, "--output", join(OUT, "hey-api"), "--no-log-file"],
  orval: ["--config", join(FOLDER, "orval.config.mjs")],
  oazapfts: [DOCUMENT, join(OUT, "oazapfts.ts")],
};

/** Makes all of them anew, at once. Throws, with what it said, where one cannot. */
export async function makeClients(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT);
  const run = promisify(execFile);
  await Promise.all(
    Object.entries(COMMANDS).map(([command, args]) =>
      run(process.execPath, [join(toolBin("openapi-check"), command), ...args], { cwd: FOLDER }),
    ),
  );
}
