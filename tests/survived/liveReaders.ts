import { randomUUID } from "node:crypto";
import { runServer, SHORT } from "../server.ts";
import { LiveCrowd } from "./LiveCrowd.ts";
import { commentOf, memoryOf, nameGuest, percentile, sleep, until } from "./rounds.ts";

/** What so many open pages cost, and how soon they are told. */
export interface LiveFigures {
  pages: number;
  /** Memory of the server, in MB, with all pages open and after everything. */
  memoryMb: number;
  /** From handing over an entry until the last page was told, in ms; the slowest of the entries. */
  lastToldMs: number;
  lastReadMs: number;
  /** From the moment the server was killed until all were back. */
  backMs: number;
  /** Most streams asked for within 100 ms once the server was there again. */
  mostAtOnce: number;
  /** What an honest reader waited for a page's texts while the crowd came back. */
  honestMs: number;
  /** Pages that hold an entry twice or out of order. */
  wrong: number;
}

export async function runLiveReaders(
  pages: number,
  { posts = 5, environment = {} }: { posts?: number; environment?: Record<string, string> } = {},
): Promise<LiveFigures> {
  const server = await runServer({ OPENFLOOR_LIMITS: "off", ...environment }, SHORT);
  const crowd = new LiveCrowd(server.address);
  const patienceMs = 120_000;
  try {
    const ada = await nameGuest(server.address, "Ada Lindqvist");
    const post = async (text: string) => {
      const answer = await fetch(`${server.address}/api/entries`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie: ada.cookie, "idempotency-key": randomUUID() },
        body: JSON.stringify(commentOf(text)),
      });
      return ((await answer.json()) as { seq: number }).seq;
    };
    await crowd.join(pages, patienceMs);
    let lastToldMs = 0;
    let lastReadMs = 0;
    for (let n = 0; n < posts; n++) {
      const start = performance.now();
      const seq = await post(`Comment ${n}`);
      await until(() => crowd.told(seq).length === pages, `all are told of ${seq}`, patienceMs);
      lastToldMs = Math.max(lastToldMs, Math.max(...crowd.told(seq)) - start);
      await crowd.haveRead(seq, patienceMs);
      lastReadMs = Math.max(lastReadMs, performance.now() - start);
    }
    const memoryMb = memoryOf(server.pid());

    const killed = performance.now();
    await server.kill();
    await server.start();
    const up = performance.now();
    let isBack = false;
    const honest: number[] = [];
    const reading = (async () => {
      while (!isBack) {
        const start = performance.now();
        await (await fetch(`${server.address}/api/library`)).text();
        honest.push(performance.now() - start);
        await sleep(50);
      }
    })();
    await until(() => crowd.live === pages, "all are back", patienceMs);
    const backMs = performance.now() - killed;
    isBack = true;
    await reading;
    const news = await post("Said after the restart.");
    await crowd.haveRead(news, patienceMs);
    return {
      ...{ pages, lastToldMs, lastReadMs, backMs },
      memoryMb: Math.max(memoryMb, memoryOf(server.pid())),
      mostAtOnce: mostWithin(
        100,
        crowd.asked.filter((at) => at > up),
      ),
      honestMs: percentile(honest, 0.99),
      wrong: crowd.wrongPages(),
    };
  } finally {
    await crowd.close();
    await server.close();
  }
}

function mostWithin(ms: number, times: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const at of times) counts.set(Math.floor(at / ms), (counts.get(Math.floor(at / ms)) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
