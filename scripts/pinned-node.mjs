// `node scripts/pinned-node.mjs [SCRIPT …]`: links the pinned Node where npm has not, and runs a script under it. Several
// packages have a command `node`, each for one platform; npm before 11 takes the link away with those that it leaves
// out. Plain JavaScript: the machine's own Node runs this.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { platform, arch } = process;
const link = "node_modules/.bin/node";
const name = ["node", "node-bin"]
  .map((kind) => `${kind}-${platform}-${arch}`)
  .find((folder) => existsSync(`node_modules/${folder}/bin/node`));

if (name !== undefined && !existsSync(link)) {
  mkdirSync("node_modules/.bin", { recursive: true });
  symlinkSync(`../${name}/bin/node`, link);
}

const [script, ...args] = process.argv.slice(2);
if (script !== undefined) {
  const pinned = name === undefined ? process.execPath : realpathSync(`node_modules/${name}/bin/node`);
  if (pinned === realpathSync(process.execPath)) {
    const path = resolve(script);
    process.argv = [process.execPath, path, ...args];
    await import(pathToFileURL(path).href);
  } else {
    // The shell that calls this remembers where it found the other Node.
    const child = spawn(pinned, [script, ...args], { stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.once("exit", (code) => process.exit(code ?? 1));
  }
}
