import { startCluster } from "../cluster.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import { until } from "../until.ts";
import { Writers } from "./writers.ts";

const WRITERS = 8;
/** After its first answer what is killed lives for a random part of that. */
const LONGEST_LIFE_MS = 250;
/** One start of a server in so many is killed while it is still starting. */
const KILLED_STARTS = 5;
const LONGEST_START_MS = 800;

/** What is killed, and where the record is. */
export type Killed = "the server, on SQLite" | "the server, on PostgreSQL" | "PostgreSQL";

export interface Rounds {
  acknowledged: number;
  lost: number;
  doubled: number;
  strange: number;
  chain: string;
  /** From each kill to the next comment that is on record, longest last. */
  backAfterMs: number[];
}

/** Kills at random moments while eight people write, and counts what is lost. */
export async function killRounds(killed: Killed, rounds: number): Promise<Rounds> {
  const cluster = killed === "the server, on SQLite" ? undefined : await startCluster({ isDurable: true });
  const servers: RunningServer[] = [];
  try {
    const databaseUrl = await cluster?.makeDatabase();
    const environment = { OPENFLOOR_LIMITS: "off", ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
    servers.push(await runServer(environment, SHORT));
    if (killed === "PostgreSQL") servers.push(await runServer(environment, SHORT));
    const writers = new Writers(servers.map(({ address }) => address));
    await writers.start(WRITERS);
    const backAfterMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const startedAtMs = performance.now();
      await until("somebody is answered", () => writers.isAnsweredSince(startedAtMs));
      await sleep(Math.random() * LONGEST_LIFE_MS);
      if (killed === "PostgreSQL") await cluster!.kill();
      else await killServer(servers[0]!, round % KILLED_STARTS === 0);
      const killedAtMs = performance.now();
      await (killed === "PostgreSQL" ? cluster! : servers[0]!).start();
      await until("somebody is answered again", () => writers.isAnsweredSince(killedAtMs), 60_000);
      backAfterMs.push(performance.now() - killedAtMs);
    }
    await writers.stop();
    return { ...(await writers.compare()), backAfterMs: backAfterMs.sort((a, b) => a - b) };
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await cluster?.remove();
  }
}

async function killServer(server: RunningServer, alsoWhileStarting: boolean): Promise<void> {
  await server.kill();
  if (!alsoWhileStarting) return;
  const starting = server.start().catch(() => {}); // It ends before it has started.
  await sleep(Math.random() * LONGEST_START_MS);
  await server.kill();
  await starting;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
