// The core's tests as StrykerJS runs them, once a mutant: fixed seeds, no shrinking, and neither the test of the
// generators nor the reference model, which would run whole for every mutant.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/domain/**/*.test.ts"],
    exclude: ["test/domain/plans/histories.test.ts", "test/domain/model/**"],
    setupFiles: ["test/support/mutation-setup.ts"],
    environment: "node",
    testTimeout: 20_000,
    // A worker for each file would take most of the time, thousands of times over.
    isolate: false,
  },
});
