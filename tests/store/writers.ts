import { verifyChain } from "../../src/ledger/chain.ts";
import type { Entry } from "../../src/ledger/entry.ts";
import { sha256 } from "../../src/store/sqlite.ts";

const COMMENT = {
  kind: "comment",
  document: "openstack-foundation",
  amendment: "2019-open-meetings",
  revision: 1,
};
const PAUSE_MS = 10;
/** A server that neither answers nor refuses in this time has forgotten the question. */
const LONGEST_ANSWER_MS = 15_000;

/** What a writer was answered: a status, or 0 where the connection broke. */
export interface Answer {
  status: number;
  startedAtMs: number;
  tookMs: number;
  retryAfter: string | null;
}

/**
 * People who write one comment after the other, as fast as they are answered,
 * and send each again with the same key until it is on record.
 */
export class Writers {
  /** Every answer, in the order in which they came. */
  readonly answers: Answer[] = [];
  readonly #addresses: readonly string[];
  readonly #acknowledged = new Map<string, Entry>();
  readonly #sent = new Set<string>();
  #writing: Promise<unknown> = Promise.resolve();
  #isOver = false;

  /** @param addresses Of servers, asked in turn. */
  constructor(addresses: readonly string[]) {
    this.#addresses = addresses;
  }

  get count(): number {
    return this.#acknowledged.size;
  }

  /** Whether something that was sent after a moment is on record. */
  isAnsweredSince(atMs: number): boolean {
    return this.answers.some(({ status, startedAtMs }) => status < 300 && status > 0 && startedAtMs > atMs);
  }

  /** Gives each a name and lets them begin. */
  async start(writers: number): Promise<void> {
    const cookies = await Promise.all(Array.from({ length: writers }, (_, n) => signIn(this.#addresses[0]!, n)));
    this.#writing = Promise.all(cookies.map((cookie, n) => this.#write(n, cookie)));
  }

  /** Resolves when what is under way is on record. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#writing;
  }

  /** Compares what they were answered with the record. `strange` counts what nobody sent, and answers that changed. */
  async compare(): Promise<{ acknowledged: number; lost: number; doubled: number; strange: number; chain: string }> {
    const entries = await readAll(this.#addresses[0]!);
    const found = new Map<string, Entry[]>();
    for (const entry of entries) found.set(String(entry.text), [...(found.get(String(entry.text)) ?? []), entry]);
    let [lost, strange] = [0, 0];
    for (const [text, answer] of this.#acknowledged) {
      const [entry] = found.get(text) ?? [];
      if (!entry) lost += 1;
      else if (entry.seq !== answer.seq || entry.hash !== answer.hash) strange += 1;
    }
    strange += [...found.keys()].filter((text) => !this.#sent.has(text)).length;
    const doubled = [...found.values()].filter(({ length }) => length > 1).length;
    const verdict = verifyChain(entries, sha256);
    return { acknowledged: this.count, lost, doubled, strange, chain: verdict.ok ? "verifies" : verdict.why };
  }

  async #write(writer: number, cookie: string): Promise<void> {
    for (let n = 0; !this.#isOver; n++) {
      const text = `Writer ${writer} says number ${n}.`;
      this.#sent.add(text);
      for (let tries = 0; ; tries++) {
        const address = this.#addresses[(writer + n + tries) % this.#addresses.length]!;
        const entry = await this.#post(address, cookie, `key-${n}`, text);
        if (entry) {
          this.#acknowledged.set(text, entry);
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  async #post(address: string, cookie: string, key: string, text: string): Promise<Entry | undefined> {
    const startedAtMs = performance.now();
    const answer = (status: number, retryAfter: string | null = null) =>
      this.answers.push({ status, startedAtMs, tookMs: performance.now() - startedAtMs, retryAfter });
    try {
      const response = await postComment(address, cookie, key, text);
      answer(response.status, response.headers.get("retry-after"));
      return response.ok ? ((await response.json()) as Entry) : void (await response.text());
    } catch {
      answer(0);
      return undefined;
    }
  }
}

/** Sends a comment on an amendment of the bylaws that come with Openfloor. */
export function postComment(address: string, cookie: string, key: string, text: string): Promise<Response> {
  return fetch(`${address}/api/entries`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, "idempotency-key": key },
    body: JSON.stringify({ ...COMMENT, text }),
    signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
  });
}

/** @returns The cookie of a guest. */
export async function signIn(address: string, n = 0): Promise<string> {
  const response = await fetch(`${address}/api/guest`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: `Writer ${"ABCDEFGHIJKLMNOP"[n]}` }),
  });
  if (!response.ok) throw new Error(`No name for writer ${n}: ${await response.text()}`);
  return response.headers.get("set-cookie")!.split(";")[0]!;
}

/** The whole record of a server, however it is cut into answers. */
export async function readAll(address: string): Promise<Entry[]> {
  const all: Entry[] = [];
  for (;;) {
    const response = await fetch(`${address}/api/entries?after=${all.at(-1)?.seq ?? 0}`);
    const { entries } = (await response.json()) as { entries: Entry[] };
    if (entries.length === 0) return all;
    all.push(...entries);
  }
}
