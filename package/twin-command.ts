#!/usr/bin/env node
// `npx receivables-edge twin`: the twin over HTTP, for whoever has installed the package.
import { refuse } from "../src/cli/command-line.ts";
import { serveTwin } from "../src/twin/http/serve-twin.ts";

const CALLED = "npx receivables-edge twin";
const [command, ...words] = process.argv.slice(2);
if (command !== "twin") refuse("There is one command: twin.", `Usage: ${CALLED} [--help]`);
await serveTwin(words, CALLED, async () => (await import("./twin-pages.ts")).files);
