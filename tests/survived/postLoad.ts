import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Entry } from "../../src/ledger/entry.ts";
import { openDatabase } from "../../src/store/database.ts";
import type { RunningServer } from "../server.ts";
import { LiveCrowd } from "./LiveCrowd.ts";
import { commentOf, nameGuest, percentile, sleep } from "./rounds.ts";

const WRITERS = 10;
const PAGES = 20;

export interface LoadFigures {
  posted: number;
  lost: number;
  doubled: number;
  /** Pages that hold an entry twice, out of order or not at all. */
  wrongPages: number;
  /** In ms, from when a post was due until it was answered. */
  p50: number;
  p99: number;
  longest: number;
  /** Of a bare insert, written to the same disk in the same run. */
  bareP99: number;
}

/** Posts at a steady pace, whether the answers come or not, while pages are open. */
export async function postSteadily(server: RunningServer, aSecond: number, seconds: number): Promise<LoadFigures> {
  const writers: { cookie: string }[] = [];
  for (let n = 0; n < WRITERS; n++) writers.push(await nameGuest(server.address, `Writer ${n + 1} of ${WRITERS}`));
  const crowd = new LiveCrowd(server.address);
  await crowd.join(PAGES, 30_000);
  const bare = measureInserts();
  const waits: number[] = [];
  const acknowledged = new Map<string, number>();
  const posts: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < aSecond * seconds; n++) {
    const dueAt = start + (n * 1000) / aSecond;
    await sleep(Math.max(0, dueAt - performance.now()));
    posts.push(post(n, dueAt));
  }
  await Promise.all(posts);
  const bareWaits = await bare.end();
  const last = Math.max(...acknowledged.values());
  await crowd.haveRead(last, 30_000);
  const { document, amendment } = commentOf("");
  const entries = await server.entries(document, amendment);
  const kept = new Map<string, number>();
  for (const { text } of entries as (Entry & { text: string })[]) kept.set(text, (kept.get(text) ?? 0) + 1);
  const wrongPages = crowd.wrongPages(entries.length);
  await crowd.close();
  return {
    posted: acknowledged.size,
    lost: [...acknowledged.keys()].filter((text) => !kept.has(text)).length,
    doubled: [...kept.values()].filter((times) => times > 1).length,
    wrongPages,
    p50: percentile(waits, 0.5),
    p99: percentile(waits, 0.99),
    longest: Math.max(...waits),
    bareP99: percentile(bareWaits, 0.99),
  };

  async function post(n: number, dueAt: number): Promise<void> {
    const text = `Comment ${n}`;
    const answer = await fetch(`${server.address}/api/entries`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        cookie: writers[n % WRITERS]!.cookie,
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify(commentOf(text)),
    });
    const { seq } = (await answer.json()) as { seq: number };
    waits.push(performance.now() - dueAt);
    if (answer.status === 201) acknowledged.set(text, seq);
  }
}

/** One row ten times a second into a file of its own, each on disk before the next: what the disk takes by itself. */
function measureInserts(): { end(): Promise<number[]> } {
  const folder = mkdtempSync(join(tmpdir(), "openfloor-bare-"));
  const { connection } = openDatabase(join(folder, "bare.db"));
  connection.exec("CREATE TABLE bare (n INTEGER PRIMARY KEY, words TEXT) STRICT");
  const insert = connection.prepare("INSERT INTO bare (words) VALUES (?)");
  const waits: number[] = [];
  const timer = setInterval(() => {
    const start = performance.now();
    insert.run("x".repeat(500));
    waits.push(performance.now() - start);
  }, 100);
  return {
    async end() {
      clearInterval(timer);
      connection.close();
      rmSync(folder, { recursive: true });
      return waits;
    },
  };
}
