import { defineConfig } from "vitest/config";

/** The fast tests of `compare/`, for `npm run mutation`: each is run for every mutant it touches. */
export default defineConfig({
  test: {
    include: ["tests/compare/**/*.test.ts", "tests/cli/compare.test.ts"],
    exclude: ["tests/compare/corpus.test.ts"],
    setupFiles: ["tests/mutation.setup.ts"],
    // Real and long texts take too long here.
    testNamePattern:
      /^(?!.*(?:skipped where|served here|harbour-commons|words takes no more|any two strings|made of the same words|a limit is never answered))/,
    testTimeout: 10_000,
  },
});
