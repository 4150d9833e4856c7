// One run, one project per kind of test, so that each can be run alone: `npx vitest run --project domain`.
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { countSteps } from "./test/support/count-steps.ts";

// Processes that tests start compile the source once for all of them.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, ".vitest", "compiled");

const project = (name: string, options: { timeoutMs?: number; globalSetup?: string[] } = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: "node" as const,
    setupFiles: ["test/support/property-setup.ts"],
    testTimeout: options.timeoutMs ?? 10_000,
    ...(options.globalSetup === undefined ? {} : { globalSetup: options.globalSetup }),
  },
});

/** What is installed for these tests alone. */
const BRINGS = "test/support/bring-tools.ts";

export default defineConfig({
  test: {
    // Files share a worker's modules: most of the time went into loading these anew. Many tests wait for a process, so
    // there is one worker more than the smallest machine has processors.
    isolate: false,
    maxWorkers: 3,
    reporters: ["default", ["json", { outputFile: ".vitest/results.json" }]],
    projects: [
      project("domain", { timeoutMs: 60_000 }),
      project("wire", { timeoutMs: 60_000 }),
      project("files", { timeoutMs: 60_000 }),
      project("adapters", { timeoutMs: 60_000 }),
      project("http", { timeoutMs: 30_000 }),
      project("twin", { timeoutMs: 30_000 }),
      { plugins: [countSteps()], ...project("linear", { timeoutMs: 120_000 }) },
      project("structure", { timeoutMs: 60_000, globalSetup: [BRINGS] }),
      project("papers", { timeoutMs: 120_000 }),
      project("package", { timeoutMs: 180_000, globalSetup: [BRINGS, "test/package/build.ts"] }),
      project("openapi", { timeoutMs: 60_000, globalSetup: [BRINGS, "test/openapi/build.ts"] }),
      project("runtime", { timeoutMs: 120_000, globalSetup: [BRINGS] }),
    ],
  },
});
