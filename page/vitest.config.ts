import { defineConfig } from "vitest/config";

export default defineConfig({
  // One world for all files: to build one for each takes as long as the tests.
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    isolate: false,
  },
});
