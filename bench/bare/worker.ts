// The bare routes as a Worker, with a client for each request as ours has.
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { bareApp } from "./app.ts";

let url = "";
const app = bareApp(() => openRemote({ url, token: undefined, timeoutMs: 10_000 }));

// biome-ignore lint/style/noDefaultExport: the Workers runtime takes a Worker's default export.
export default {
  fetch(request: Request, environment: { readonly DATABASE_URL: string }): Response | Promise<Response> {
    url = environment.DATABASE_URL;
    return app.fetch(request);
  },
};
