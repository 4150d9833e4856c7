// The entry point under Deno (`deno serve`) and Bun: the Worker itself, with the process's environment as bindings.
import process from "node:process";
import worker from "./worker.ts";

const environment = process.env;

export default {
  hostname: environment.HOST ?? "127.0.0.1",
  port: Number(environment.PORT ?? 8787),
  fetch: (request: Request): Response | Promise<Response> => worker.fetch(request, environment),
};
