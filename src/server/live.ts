import type { FastifyReply, FastifyRequest } from "fastify";
import type { Entry } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";

const HEARTBEAT_MS = 15_000;
/** A reader who takes nothing in is let go; his page comes back and asks for what it missed. */
const MOST_UNREAD_BYTES = 256 * 1024;
/** Names change seldom, and every open page asks for all of them anew: not more often than that. */
const LOOK_AT_PEOPLE_MS = 2000;
const PEOPLE_AT_MOST_EVERY_MS = 30_000;
/** Programs that come back by themselves do so at different times: after a restart they would all knock at once. */
const RETRY_MS = { least: 1000, spread: 4000 };
/** Whoever tidies up hides several things in a row: pages read again once. */
const HIDING_TOGETHER_MS = 1000;

interface Listener {
  document?: string;
  amendment?: string;
  address: string;
  /** Numbers up to this one were told on arrival. */
  toldTo: number;
  write(text: string): void;
  end(): void;
}

/** Everyone who has a page open, and what each wants to hear of: numbers of entries, never their words. */
export class Live {
  readonly #ledger: Ledger;
  readonly #bylaws: BylawsFolder;
  readonly #listeners = new Set<Listener>();
  readonly #byAddress = new Map<string, number>();
  readonly #timers: NodeJS.Timeout[];
  readonly #unwatch: (() => void)[];
  /** Acts of moderation that pages are still to hear of. */
  readonly #hiding: Entry[] = [];
  #hidingTimer: NodeJS.Timeout | undefined;
  /** Newest number the record told of. */
  #heard = 0;
  #isClosed = false;

  /** @param stampOfPeople Another one whenever somebody is known by another name, on whichever server that came about. */
  constructor(ledger: Ledger, bylaws: BylawsFolder, stampOfPeople: () => Promise<string>) {
    this.#ledger = ledger;
    this.#bylaws = bylaws;
    const lookAtPeople = this.#watchPeople(stampOfPeople);
    void lookAtPeople();
    this.#timers = [
      setInterval(() => this.#tell(() => true, ": still here\n\n"), HEARTBEAT_MS),
      setInterval(lookAtPeople, LOOK_AT_PEOPLE_MS),
    ];
    this.#unwatch = [
      ledger.watch((entry) => {
        this.#heard = entry.seq;
        this.#tell((listener) => isWanted(listener, entry), printEntry(entry));
        if (entry.kind === "moderation") this.#tellHiding(entry);
      }),
      bylaws.watch(({ library }) => this.#tell(() => true, printEvent("library", { stamp: library.stamp }))),
    ];
  }

  get count(): number {
    return this.#listeners.size;
  }

  countOf(address: string): number {
    return this.#byAddress.get(address) ?? 0;
  }

  /** Answers with a stream that stays open. @param after Number of the newest entry the page heard of. */
  async open(
    request: FastifyRequest,
    reply: FastifyReply,
    { document, amendment, after }: { document?: string; amendment?: string; after?: number },
  ): Promise<void> {
    const { raw } = reply;
    const { socket } = request.raw;
    const headers: Record<string, unknown> = {
      ...reply.getHeaders(),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      // Nothing else is asked over this connection: when the stream ends, so does it.
      connection: "close",
    };
    reply.hijack();
    // Written by hand: what Node keeps of the headers of an answer would be most of what an open page costs.
    for (const name of Object.keys(headers)) raw.removeHeader(name);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 200 OK\r\n${lines.join("")}\r\n`);
    const listener: Listener = {
      document,
      amendment,
      address: request.ip,
      toldTo: Number.POSITIVE_INFINITY, // Until what came before is told, nothing is told out of order.
      write: (text) => {
        if (socket.writableLength > MOST_UNREAD_BYTES) socket.destroy();
        else socket.write(text);
      },
      end: () => socket.end(),
    };
    socket.on("close", () => this.#drop(listener));
    socket.on("error", () => this.#drop(listener));
    if (this.#isClosed || socket.destroyed) return void socket.end();
    this.#listeners.add(listener);
    this.#byAddress.set(listener.address, this.countOf(listener.address) + 1);
    await this.#greet(listener, after);
  }

  async #greet(listener: Listener, after: number | undefined): Promise<void> {
    try {
      const { document, amendment } = listener;
      let newest = await this.#newest();
      const { stamp } = this.#bylaws.reading().library;
      const hello = printEvent("hello", { last: newest, stamp }, after === undefined ? newest : undefined);
      listener.write(`retry: ${RETRY_MS.least + Math.floor(Math.random() * RETRY_MS.spread)}\n\n${hello}`);
      let told = after ?? newest;
      let isHiding = false;
      // Again for entries that came while the older ones were read.
      while (told < newest) {
        for (const entry of await this.#ledger.entries({ document, amendment, after: told })) {
          listener.write(printEntry(entry));
          told = entry.seq;
          isHiding ||= entry.kind === "moderation";
        }
        if (isHiding) listener.write(READ_AGAIN);
        told = Math.max(told, newest);
        newest = await this.#newest();
      }
      listener.toldTo = newest;
    } catch {
      listener.end(); // The page asks again, and is told what is wrong by the answer to its other questions.
    }
  }

  /** What the record told of while it was asked counts too: the two may come in either order. */
  async #newest(): Promise<number> {
    const last = await this.#ledger.last();
    return Math.max(last, this.#heard);
  }

  #watchPeople(stampOfPeople: () => Promise<string>): () => Promise<void> {
    let told: string | undefined;
    let toldAtMs = Number.NEGATIVE_INFINITY;
    return async () => {
      if (performance.now() - toldAtMs < PEOPLE_AT_MOST_EVERY_MS) return;
      const stamp = await stampOfPeople().catch(() => told);
      if (stamp === told) return;
      if (told !== undefined) {
        toldAtMs = performance.now();
        this.#tell(() => true, READ_AGAIN);
      }
      told = stamp;
    };
  }

  /** Words of entries that a page has already are hidden now, or can be read. Several such acts are told of together. */
  #tellHiding(act: Entry): void {
    this.#hiding.push(act);
    this.#hidingTimer ??= setTimeout(() => {
      const acts = this.#hiding.splice(0);
      this.#hidingTimer = undefined;
      this.#tell((listener) => acts.some((one) => isWanted(listener, one)), READ_AGAIN);
    }, HIDING_TOGETHER_MS);
  }

  #drop(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    const left = this.countOf(listener.address) - 1;
    if (left > 0) this.#byAddress.set(listener.address, left);
    else this.#byAddress.delete(listener.address);
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#hidingTimer);
    for (const unwatch of this.#unwatch) unwatch();
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
    this.#byAddress.clear();
  }

  #tell(isMeant: (listener: Listener) => boolean, text: string): void {
    for (const listener of this.#listeners) if (isMeant(listener)) listener.write(text);
  }
}

function isWanted({ document, amendment, toldTo }: Listener, entry: Entry): boolean {
  if (entry.seq <= toldTo) return false;
  return (
    (document === undefined || entry.document === document) &&
    (amendment === undefined || entry.amendment === amendment)
  );
}

function printEntry({ seq }: Entry): string {
  return printEvent("entry", { seq }, seq);
}

/** What a page has may read otherwise now: names, or words that were hidden. */
const READ_AGAIN = printEvent("people", {});

function printEvent(name: string, data: object, id?: number): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
