import { defineConfig } from "vitest/config";

/**
 * Each of these renders at a sample rate of its own. The synth keeps the coefficients of its filters without asking for
 * which rate they were reckoned, so no other may have been there before.
 */
const APART = ["test/instruments.test.ts", "test/form/loudness.test.ts"];

export default defineConfig({
  test: {
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        // One world for all files: to build one for each takes as long as the tests.
        test: { name: "page", include: ["test/**/*.test.ts"], exclude: APART, isolate: false },
      },
      { extends: true, test: { name: "apart", include: APART } },
    ],
  },
});
