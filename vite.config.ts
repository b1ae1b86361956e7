/// <reference types="vitest/config" />
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { serveInDev } from "./src/server/dev.ts";
import { ClosingLine } from "./tests/closingLine.ts";

/** Pages go to dist/pages, server and command line to dist/openfloor.js. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), serveInDev(), finishBuild()],
  publicDir: "src/reader/public",
  // Its build for browsers asks innerHTML what `&amp;` means, which our pages forbid themselves; see server/guard.ts.
  resolve: {
    alias: {
      "decode-named-character-reference": join(
        import.meta.dirname,
        "node_modules/decode-named-character-reference/index.js",
      ),
    },
  },
  builder: {},
  environments: {
    client: {
      build: {
        outDir: "dist/pages",
        emptyOutDir: true,
        manifest: true,
        // Whoever is handed the pages is handed the licences of what is in them.
        license: { fileName: "licences.md" },
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: nameFirst(), debugName: "first" }] } } },
      },
    },
    ssr: {
      build: {
        ssr: true,
        outDir: "dist",
        emptyOutDir: false,
        copyPublicDir: false,
        target: "node20",
        rollupOptions: {
          // The worker is started by its name; see server/textWork.ts.
          input: { openfloor: "src/cli/main.ts", "openfloor-worker": "src/server/textWorker.ts" },
          output: {
            banner: (chunk) => (chunk.name === "openfloor" ? "#!/usr/bin/env node" : ""),
            entryFileNames: "[name].js",
            chunkFileNames: "openfloor-[name].js",
          },
        },
      },
    },
  },
  test: {
    reporters: ["default", new ClosingLine()],
    testTimeout: mode === "laws" ? 3_600_000 : 60_000,
    // What a page comes to show is waited for as long as in the stories; a second is a bet on an idle machine.
    expect: { poll: { timeout: 15_000 } },
    // A third of the time is spent waiting, for a clock or a disk: on two cores, a third file at a time fills that.
    maxWorkers: mode === "long" ? 1 : availableParallelism() + 1,
    // Starting a server and a browser takes longer where others run beside it.
    hookTimeout: 60_000,
    globalSetup: "tests/postgresOfRun.ts",
    // The same rounds that npm test goes through shortly, as many as the promises ask for.
    include: mode === "long" ? ["tests/long/**/*.long.ts"] : ["tests/**/*.test.{ts,tsx}"],
  },
}));

/** What the first page needs is one file: in many small ones, it would be a tenth larger. */
function nameFirst(): (id: string, context: Modules) => string | null {
  const first = new Set<string>();
  const add = (id: string, context: Modules): void => {
    if (first.has(id)) return;
    first.add(id);
    for (const next of context.getModuleInfo(id)?.importedIds ?? []) add(next, context);
  };
  return (id, context) => {
    if (first.size === 0) add(join(import.meta.dirname, "src/reader/main.tsx"), context);
    return first.has(id) ? "first" : null;
  };
}

interface Modules {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

/** Compresses the pages once, here, instead of at each request; and lets the command line be run. */
function finishBuild(): Plugin {
  return {
    name: "openfloor-finish-build",
    apply: "build",
    writeBundle({ dir = "" }) {
      if (this.environment.name === "ssr") chmodSync(join(dir, "openfloor.js"), 0o755);
      if (this.environment.name !== "client") return;
      for (const path of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
        if (!/\.(?:js|css|svg|json)$/.test(path) || path.startsWith(".vite")) continue;
        const bytes = readFileSync(join(dir, path));
        writeFileSync(join(dir, `${path}.br`), brotliCompressSync(bytes));
        writeFileSync(join(dir, `${path}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
