// The entry point under Deno (`deno serve`) and Bun: the app over a libSQL server, with the process's environment.
import process from "node:process";
import { appOverServer } from "./compose.ts";
import { hasKeys } from "./request/key/key-check.ts";
import { addressFrom } from "./request/limits/caller-address.ts";
import { memoryLimiter } from "./request/limits/memory-limiter.ts";
import { NO_KEYS, readAllSettings } from "./server/all-settings.ts";
import { peerOf } from "./server/peer.ts";
import { NO_PAGES, staticFiles } from "./server/static-files.ts";

const read = readAllSettings(process.env);
if (typeof read === "string") {
  console.error(read);
  process.exit(2);
}
const { service, process: own } = read;
if (!hasKeys(service)) console.error(NO_KEYS);
const files = staticFiles();
if (files.size === 0) console.error(NO_PAGES);

const app = appOverServer(service, {
  limiter: memoryLimiter(own.quotas, () => performance.now()),
  addressOf: addressFrom(own.addressHeader, (env) => (typeof env === "string" ? env : null)),
  builtPage: files.page,
});

export default {
  hostname: own.hostname,
  port: own.port,
  fetch: (request: Request, connection: unknown): Response | Promise<Response> =>
    files.answer(request) ?? app.fetch(request, peerOf(request, connection)),
};
