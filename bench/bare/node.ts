// The bare routes under Node over an embedded file: `node bench/bare/node.ts PORT file:…`.
import { serve } from "@hono/node-server";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { bareApp } from "./app.ts";

const [port, url = ""] = process.argv.slice(2);
const database = await openFile(url);
serve({ fetch: bareApp(() => database).fetch, hostname: "127.0.0.1", port: Number(port) });
// So that a profile of it is written.
process.once("SIGTERM", () => process.exit(0));
