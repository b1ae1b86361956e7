import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Pages go to dist/pages, server and command line to dist/openfloor.js. */
export default defineConfig({
  plugins: [react()],
  publicDir: "src/reader/public",
  builder: {},
  environments: {
    client: { build: { outDir: "dist/pages", emptyOutDir: true, manifest: true } },
    ssr: {
      build: {
        ssr: "src/cli/main.ts",
        outDir: "dist",
        emptyOutDir: false,
        target: "node20",
        rollupOptions: { output: { entryFileNames: "openfloor.js" } },
      },
    },
  },
  test: { testTimeout: 30_000, include: ["tests/**/*.test.{ts,tsx}"] },
});
