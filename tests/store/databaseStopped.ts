import { startCluster } from "../cluster.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import { until } from "../until.ts";
import { type Answer, Writers } from "./writers.ts";

/** What became of posts while PostgreSQL was stopped. */
export interface Stopped {
  acknowledged: number;
  lost: number;
  doubled: number;
  strange: number;
  chain: string;
  /** Answers of the time in which it was stopped. */
  refused: Answer[];
  /** Of one server, meanwhile and afterwards. */
  readiness: number[];
  backAfterMs: number;
}

/** Stops PostgreSQL for a while under two servers and eight people who write, and starts it again. */
export async function stopDatabase(stoppedMs: number): Promise<Stopped> {
  const cluster = await startCluster({ isDurable: true });
  const servers: RunningServer[] = [];
  try {
    const environment = { OPENFLOOR_LIMITS: "off", DATABASE_URL: await cluster.makeDatabase() };
    for (let n = 0; n < 2; n++) servers.push(await runServer(environment, SHORT));
    const addresses = servers.map(({ address }) => address);
    const ready = async () => (await fetch(`${addresses[1]}/readyz`)).status;
    const writers = new Writers(addresses);
    await writers.start(8);
    await until("each has been answered", () => writers.count > 40);
    await cluster.stop();
    const stoppedAtMs = performance.now();
    const meanwhile = await ready();
    await new Promise((resolve) => setTimeout(resolve, stoppedMs - (performance.now() - stoppedAtMs)));
    const startedAtMs = performance.now();
    // What was committed just before may be answered after.
    const refused = writers.answers.filter(
      ({ status, startedAtMs: sentAtMs, tookMs }) =>
        (status >= 300 || status === 0 || sentAtMs > stoppedAtMs) && sentAtMs + tookMs > stoppedAtMs,
    );
    await cluster.start();
    await until("somebody is answered again", () => writers.isAnsweredSince(startedAtMs), 60_000);
    const backAfterMs = performance.now() - startedAtMs;
    await writers.stop();
    return { ...(await writers.compare()), refused, readiness: [meanwhile, await ready()], backAfterMs };
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await cluster.remove();
  }
}
