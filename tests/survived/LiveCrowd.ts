import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { RemoteLedger, type World } from "../../src/ledger/remote.ts";
import { sleep, until } from "./rounds.ts";

/** Connections begun in one go; more at a time than a listening socket takes would be refused by the kernel. */
const AT_A_TIME = 250;
const DOCUMENT = "openstack-foundation";
const AMENDMENT = "2019-open-meetings";

/**
 * Pages that are open, without their browsers: the ledger of each is the one a
 * page has, with its way of coming back.
 */
export class LiveCrowd {
  readonly #port: number;
  readonly #ledgers: RemoteLedger[] = [];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 100 });
  /** Streams that were greeted and are open now. */
  readonly #live = new Set<Socket>();
  /** When each page was told of a number first, by number. */
  readonly #toldAt = new Map<number, number[]>();
  /** When a stream was asked for. */
  readonly asked: number[] = [];

  constructor(address: string) {
    this.#port = Number(new URL(address).port);
  }

  get live(): number {
    return this.#live.size;
  }

  /** When the pages were told of an entry, on the clock of `performance.now()`. */
  told(seq: number): number[] {
    return this.#toldAt.get(seq) ?? [];
  }

  async join(pages: number, patienceMs: number): Promise<void> {
    for (let count = 0; count < pages; count += 1) {
      this.#ledgers.push(new RemoteLedger({ document: DOCUMENT, amendment: AMENDMENT }, this.#world()));
      if (count % AT_A_TIME === 0) await until(() => this.live >= count - AT_A_TIME, "pages come in", patienceMs);
    }
    await until(() => this.live === pages, `${pages} pages are open`, patienceMs);
    await this.haveRead(await this.#ledgers[0]!.last(), patienceMs);
  }

  /** Until every page has read the record up to this entry. */
  async haveRead(seq: number, patienceMs: number): Promise<void> {
    const has = (ledger: RemoteLedger) => ledger.view().isLoaded && (ledger.view().entries.at(-1)?.seq ?? 0) >= seq;
    await until(() => this.#ledgers.every(has), `all pages have read up to ${seq}`, patienceMs);
  }

  /** How many pages hold an entry twice or out of order, or another number of entries. */
  wrongPages(entries?: number): number {
    const isWrong = (ledger: RemoteLedger) => {
      const held = ledger.view().entries;
      if (entries !== undefined && held.length !== entries) return true;
      return held.some(({ seq }, at) => at > 0 && seq <= held[at - 1]!.seq);
    };
    return this.#ledgers.filter(isWrong).length;
  }

  async close(): Promise<void> {
    await Promise.all(this.#ledgers.map((ledger) => ledger.close()));
    this.#agent.destroy();
    await sleep(0);
  }

  #world(): World {
    return {
      fetch: (url) => this.#fetch(url),
      openEvents: (url) => this.#openEvents(url),
      after: (delayMs, call) => {
        const timer = setTimeout(call, delayMs);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    };
  }

  #fetch(path: string): Promise<Response> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port: this.#port, path, agent: this.#agent }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (words: string) => (text += words));
        answer.on("end", () => resolve(new Response(text, { status: answer.statusCode })));
        answer.on("error", reject);
      });
      asked.on("error", reject).end();
    });
  }

  /** What a browser's `EventSource` does, as far as the ledger listens. */
  #openEvents(path: string): ReturnType<World["openEvents"]> {
    const listeners = new Map<string, (event: { data?: unknown }) => void>();
    let isOver = false;
    this.asked.push(performance.now());
    const socket = connect(this.#port, "127.0.0.1");
    const end = () => {
      this.#live.delete(socket);
      if (isOver) return;
      isOver = true;
      listeners.get("error")?.({});
    };
    socket.on("error", () => {}).on("close", end);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.#port}\r\naccept: text/event-stream\r\n\r\n`);
    let rest = "";
    socket.setEncoding("latin1").on("data", (words: string) => {
      rest += words;
      const blocks = rest.split("\n\n");
      rest = blocks.pop()!;
      for (const block of blocks) this.#hear(block, socket, listeners);
    });
    return {
      addEventListener: (type, listener) => void listeners.set(type, listener),
      close: () => {
        isOver = true;
        socket.destroy();
      },
    };
  }

  #hear(block: string, socket: Socket, listeners: Map<string, (event: { data?: unknown }) => void>): void {
    const name = /^event: (\w+)/m.exec(block)?.[1];
    const data = /^data: (.*)/m.exec(block)?.[1];
    if (!name || data === undefined) return;
    if (name === "hello") this.#live.add(socket);
    if (name === "entry") {
      const { seq } = JSON.parse(data) as { seq: number };
      const told = this.#toldAt.get(seq) ?? [];
      told.push(performance.now());
      this.#toldAt.set(seq, told);
    }
    listeners.get(name)?.({ data });
  }
}
