// Where people come into src from outside: what none of these reaches is of no use to anybody.

/** A path that ends in `/` stands for all files below it. */
export const ENTRY_POINTS: readonly string[] = [
  // The service: on Workers, under Node, under Deno and Bun.
  "src/http/worker.ts",
  "src/http/node.ts",
  "src/http/serve.ts",
  // The commands.
  "src/cli/erase.ts",
  "src/cli/import/import.ts",
  "src/cli/key.ts",
  "src/cli/migrate.ts",
  "src/cli/tenant/tenant.ts",
  // What builds the Worker's assets.
  "scripts/build-assets.ts",
  // What others take along: the core, the readers of files, the twin, and its command.
  "package/domain.ts",
  "package/files.ts",
  "package/twin.ts",
  "package/twin-command.ts",
  // What fills databases with demo data.
  "scripts/demo-data.ts",
  // What the reference page runs in a browser.
  "src/http/pages/docs/browser/main.ts",
  // What others take along: the client, the stores for an own test's process, and the core.
  "src/client/client.ts",
  "src/adapters/memory/",
];

export const isEntryPoint = (path: string): boolean =>
  ENTRY_POINTS.some((entry) => (entry.endsWith("/") ? path.startsWith(entry) : path === entry));
