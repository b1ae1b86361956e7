import type { Browser } from "playwright-core";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer } from "../server.ts";
import { type Canary, startCanary } from "./canary.ts";
import {
  batchesOf,
  becomeSecretary,
  type HostileBatch,
  sayHostileThings,
  writeHostileFiles,
  writeHostilePeople,
} from "./hostileSite.ts";
import type { Payload } from "./payload.ts";
import { openVisitor } from "./visitHostileSite.ts";

/** A real server on which payloads stand in every place, and a real browser to look at it. */
export interface MarkupRun {
  batches: readonly HostileBatch[];
  server: RunningServer;
  browser: Browser;
  /** @returns What payloads did, one sentence each, the same thing once. */
  visitAll(addresses: number, onBatch?: (batch: HostileBatch) => void): Promise<string[]>;
  close(): Promise<void>;
}

/** @param choose Which payloads, once the canary's address is known. */
export async function startMarkupRun(choose: (canary: string) => readonly Payload[]): Promise<MarkupRun> {
  const canary: Canary = await startCanary();
  const [browser, server] = await Promise.all([openBrowser(), runServer({ OPENFLOOR_LIMITS: "off" })]);
  const batches = batchesOf(choose(canary.host));
  await writeHostileFiles(server, batches);
  const secretary = await becomeSecretary(server);
  for (const batch of batches) await sayHostileThings(server, batch, secretary);
  await writeHostilePeople(server, batches);
  return {
    batches,
    server,
    browser,
    async visitAll(addresses, onBatch = () => {}) {
      const visitor = await openVisitor(browser, server, canary);
      const found = new Set<string>();
      for (const batch of batches) {
        for (const what of await visitor.visit(batch, addresses)) found.add(what.slice(0, 500));
        onBatch(batch);
      }
      await visitor.close();
      return [...found];
    },
    async close() {
      await browser.close();
      await server.close();
      await canary.close();
    },
  };
}
