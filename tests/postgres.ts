import { inject, onTestFinished } from "vitest";
import { type Cluster, startCluster } from "./cluster.ts";

/** The address of a new, empty database on the PostgreSQL of this run. */
export async function makeDatabase(): Promise<string> {
  const answer = await fetch(inject("postgres"), { method: "POST" });
  const words = await answer.text();
  if (!answer.ok) throw new Error(words);
  return words;
}

/** A PostgreSQL of the test's own, gone when the test has ended. */
export async function makeCluster(): Promise<Cluster> {
  const cluster = await startCluster({ isDurable: true });
  onTestFinished(cluster.remove);
  return cluster;
}
