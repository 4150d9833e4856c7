// One run, one project per kind of test, so that each can be run alone: `npx vitest run --project domain`.
import { defineConfig } from "vitest/config";
import { countSteps } from "./test/support/count-steps.ts";

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
    reporters: ["default", ["json", { outputFile: ".vitest/results.json" }]],
    projects: [
      project("domain", { timeoutMs: 60_000 }),
      project("wire", { timeoutMs: 60_000 }),
      project("adapters", { timeoutMs: 60_000 }),
      project("http", { timeoutMs: 30_000 }),
      project("twin", { timeoutMs: 30_000 }),
      { plugins: [countSteps()], ...project("linear", { timeoutMs: 120_000 }) },
      project("structure", { timeoutMs: 60_000, globalSetup: [BRINGS] }),
      project("papers", { timeoutMs: 120_000 }),
      project("package", { timeoutMs: 180_000, globalSetup: [BRINGS, "test/package/build.ts"] }),
      project("runtime", { timeoutMs: 120_000, globalSetup: [BRINGS] }),
    ],
  },
});
