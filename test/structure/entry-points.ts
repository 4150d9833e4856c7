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
  // What others take along: the client, the stores for an own test's process, and the core.
  "src/client/client.ts",
  "src/adapters/memory/",
  "src/domain/plans/history/replay.ts",
  "src/domain/plans/history/verify-history.ts",
];

export const isEntryPoint = (path: string): boolean =>
  ENTRY_POINTS.some((entry) => (entry.endsWith("/") ? path.startsWith(entry) : path === entry));
