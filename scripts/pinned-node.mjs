// Links the pinned Node where npm has not. Several packages have a command `node`, each for one platform; npm before 11
// takes the link away with those that it leaves out. Plain JavaScript: the machine's own Node runs this.
import { existsSync, mkdirSync, symlinkSync } from "node:fs";

const { platform, arch } = process;
const link = "node_modules/.bin/node";
const name = ["node", "node-bin"]
  .map((kind) => `${kind}-${platform}-${arch}`)
  .find((folder) => existsSync(`node_modules/${folder}/bin/node`));

if (name !== undefined && !existsSync(link)) {
  mkdirSync("node_modules/.bin", { recursive: true });
  symlinkSync(`../${name}/bin/node`, link);
}
