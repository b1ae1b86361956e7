import { defineConfig } from "vitest/config";

/** The fast tests of `compare/`, for `npm run mutation`: each is run for every mutant it touches. */
export default defineConfig({
  test: {
    include: ["tests/compare/**/*.test.ts", "tests/cli/compare.test.ts"],
    exclude: ["tests/compare/corpus.test.ts"],
    env: { LAWS: "few" },
    testTimeout: 10_000,
  },
});
