import type { Problem } from "../text/problem.ts";
import type { Entry, EntryDraft } from "./entry.ts";
import { type EntryQuery, type Ledger, LedgerError, type LedgerErrorCode } from "./ledger.ts";

/** Who an entry is by, as the server tells it beside the entries. */
interface Author {
  /** The same for everything this person is known by. */
  id: string;
  name: string;
  standing: string;
  class?: string;
  affiliation?: string;
  isVerified: boolean;
  hasLeft?: boolean;
}

/** What a page shows of the record: never changed, replaced by a new one each time. */
export interface RecordView {
  entries: readonly Entry[];
  people: Readonly<Record<string, Author>>;
  /** False until the server answered for the first time. */
  isLoaded: boolean;
  /** `lost`: the server cannot be reached at the moment; what is shown may be old. */
  connection: "connecting" | "live" | "lost";
}

/** The part of a browser's `EventSource` that is used here. */
interface EventStream {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

/** What this ledger needs of the world around it. */
export interface World {
  fetch(url: string, init?: RequestInit): Promise<Response>;
  openEvents(url: string): EventStream;
  /** Calls back once after so many milliseconds; returns a function that prevents it. */
  after(delayMs: number, call: () => void): () => void;
  /** From 0 to 1, another one each time: thousands of pages must not all come back in the same moment. */
  random(): number;
}

/** The server understood, and said no. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = "Refused";
    this.problem = problem;
  }
}

/** The server could not do it now; the same later may work. */
export class NotNow extends LedgerError {
  /** What the server said; missing when it could not be reached at all. */
  readonly problem: (Problem & { request?: string }) | undefined;
  /** How long to wait, where the server said so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: { problem?: NotNow["problem"]; retryAfterMs?: number; cause?: unknown } = {}) {
    super(codeOf(options.problem), message, { cause: options.cause });
    this.name = "NotNow";
    this.problem = options.problem;
    this.retryAfterMs = options.retryAfterMs;
  }
}

const codeOf = (problem: Problem | undefined): LedgerErrorCode =>
  problem?.code === "ledger-full" || problem?.code === "ledger-read-only" ? problem.code : "ledger-unavailable";

const FIRST_RETRY_MS = 500;
const SLOWEST_RETRY_MS = 10_000;
/** After the first, news are asked for together: a page that is told of fifty entries a second must not ask fifty times. */
const REST_MS = 250;
/** People who are known by another name since are asked for within so long, so that not all pages ask at once. */
const RENEW_MS = 5_000;

/**
 * The record as a server keeps it, for the entries of one document or amendment.
 *
 * It asks for what it does not have yet, and again when the live stream tells
 * of a newer number: on arrival, after a lost connection, after a restart.
 */
export class RemoteLedger implements Ledger {
  readonly #world: World;
  readonly #query: string;
  /** The same, as entries are asked for. */
  readonly #asked: string;
  readonly #onLibrary: (stamp: string) => void;
  readonly #onEntry = new Set<(entry: Entry) => void>();
  readonly #onView = new Set<() => void>();
  #view: RecordView = { entries: [], people: {}, isLoaded: false, connection: "connecting" };
  #last = 0;
  #wanted = 0;
  #reading: Promise<void> | undefined;
  #events: EventStream | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelRenewal: (() => void) | undefined;
  /** It asks for news, or rests after that. */
  #isFollowing = false;
  #cancelRest: (() => void) | undefined;
  #failures = 0;
  #isClosed = false;

  /**
   * @param place With `chain: "no"` entries come without their hashes, which make up most of a long answer: for pages, which show none.
   * @param onLibrary Called when the files of the organisation have changed.
   */
  constructor(
    place: { document: string; amendment?: string; chain?: "no" },
    world: World,
    onLibrary: (stamp: string) => void = () => {},
  ) {
    this.#world = world;
    this.#query = new URLSearchParams(
      place.amendment ? { document: place.document, amendment: place.amendment } : { document: place.document },
    ).toString();
    this.#asked = place.chain ? `${this.#query}&chain=${place.chain}` : this.#query;
    this.#onLibrary = onLibrary;
    void this.#read().catch(() => {}); // Shown as a lost connection, and tried again.
    this.#open();
  }

  /** @throws As `postDraft`. */
  async append(draft: EntryDraft): Promise<{ entry: Entry; repeated: boolean }> {
    const answer = await postDraft(draft, this.#world);
    // It is on record already; not being able to read it back now is the stream's matter.
    await this.expect(answer.entry.seq).catch(() => {});
    return answer;
  }

  /** Reads up to an entry that is known to be on record. */
  async expect(seq: number): Promise<void> {
    // What is under way may have been asked before it was there.
    for (let tries = 0; seq > this.#last && tries < 2; tries++) await this.#read();
  }

  async entries({ after = 0, limit = Number.POSITIVE_INFINITY }: EntryQuery = {}): Promise<Entry[]> {
    await this.#read();
    return this.#view.entries.filter(({ seq }) => seq > after).slice(0, limit);
  }

  async last(): Promise<number> {
    await this.#read();
    return this.#last;
  }

  watch(onEntry: (entry: Entry) => void): () => void {
    this.#onEntry.add(onEntry);
    return () => this.#onEntry.delete(onEntry);
  }

  /** What is known now; the same object until it changes. */
  view(): RecordView {
    return this.#view;
  }

  watchView(onView: () => void): () => void {
    this.#onView.add(onView);
    return () => this.#onView.delete(onView);
  }

  /** Tries at once instead of waiting: the network is said to be back. */
  retryNow(): void {
    if (this.#view.connection === "lost") this.#open();
  }

  /** Asks for everything anew: people may be known by other names, and words be gone that were here. */
  async renew(): Promise<void> {
    await this.#reading?.catch(() => {});
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelRetry?.();
    this.#cancelRenewal?.();
    this.#cancelRest?.();
    this.#events?.close();
  }

  #open(): void {
    if (this.#isClosed) return;
    this.#cancelRetry?.();
    this.#events?.close();
    const events = this.#world.openEvents(`/api/events?${this.#query}`);
    this.#events = events;
    events.addEventListener("hello", ({ data }) => {
      this.#failures = 0;
      this.#show({ connection: "live" });
      const { last, stamp } = JSON.parse(String(data)) as { last: number; stamp: string };
      this.#onLibrary(stamp);
      this.#want(last);
    });
    events.addEventListener("entry", ({ data }) => this.#want((JSON.parse(String(data)) as { seq: number }).seq));
    events.addEventListener("library", ({ data }) =>
      this.#onLibrary((JSON.parse(String(data)) as { stamp: string }).stamp),
    );
    events.addEventListener("people", () => {
      this.#cancelRenewal?.();
      this.#cancelRenewal = this.#world.after(this.#world.random() * RENEW_MS, () => void this.renew().catch(() => {}));
    });
    // A browser gives up for good on some answers (503 while a server starts), so the stream is opened anew here.
    events.addEventListener("error", () => this.#lose());
  }

  #lose(): void {
    if (this.#isClosed) return;
    this.#events?.close();
    this.#show({ connection: "lost" });
    this.#cancelRetry?.();
    this.#failures += 1;
    const longestMs = Math.min(FIRST_RETRY_MS * 2 ** (this.#failures - 1), SLOWEST_RETRY_MS);
    // Anywhere between half of it and all: soon enough, and spread.
    this.#cancelRetry = this.#world.after((longestMs * (1 + this.#world.random())) / 2, () => this.#open());
  }

  #want(seq: number): void {
    this.#wanted = Math.max(this.#wanted, seq);
    if (this.#isFollowing || this.#isClosed || (this.#wanted <= this.#last && this.#view.isLoaded)) return;
    this.#isFollowing = true;
    this.#read().then(
      () => {
        this.#cancelRest = this.#world.after(REST_MS, () => {
          this.#isFollowing = false;
          this.#want(this.#wanted);
        });
      },
      () => {
        this.#isFollowing = false;
        this.#lose();
      },
    );
  }

  /** Reads what is newer than what is known; one question at a time. */
  #read(): Promise<void> {
    this.#reading ??= this.#readNewer().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readNewer(): Promise<void> {
    const wanted = this.#wanted;
    const { entries, last, people } = await this.#ask(this.#last);
    const news = entries.filter(({ seq }) => seq > this.#last);
    this.#last = Math.max(this.#last, last, news.at(-1)?.seq ?? 0);
    this.#show({
      entries: news.length ? [...this.#view.entries, ...news] : this.#view.entries,
      people: Object.keys(people).length > 0 ? { ...this.#view.people, ...people } : this.#view.people,
      isLoaded: true,
    });
    for (const entry of news) for (const onEntry of this.#onEntry) onEntry(entry);
    // A number told of may belong to another place; one that was told of since is asked for again.
    if (news.length === 0 && this.#wanted === wanted) this.#wanted = this.#last;
  }

  async #readAll(): Promise<void> {
    const { entries, last, people } = await this.#ask(0);
    const news = entries.filter(({ seq }) => seq > this.#last);
    this.#last = Math.max(this.#last, last, entries.at(-1)?.seq ?? 0);
    this.#show({ entries, people, isLoaded: true });
    for (const entry of news) for (const onEntry of this.#onEntry) onEntry(entry);
  }

  async #ask(after: number) {
    const response = await ask(this.#world, `/api/entries?${this.#asked}&after=${after}`);
    return (await response.json()) as { entries: Entry[]; last: number; people: Record<string, Author> };
  }

  #show(news: Partial<RecordView>): void {
    this.#view = { ...this.#view, ...news };
    for (const onView of this.#onView) onView();
  }
}

/**
 * Hands one draft to the server. Its author and time are set there; what the draft says of them is not sent.
 *
 * @throws {Refused} The server's reason.
 * @throws {NotNow} Try again: the key makes a repeat harmless.
 */
export async function postDraft(
  { key, by: _by, at: _at, ...draft }: EntryDraft,
  world: Pick<World, "fetch">,
): Promise<{ entry: Entry; repeated: boolean }> {
  const response = await ask(world, "/api/entries", {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(draft),
  });
  return { entry: (await response.json()) as Entry, repeated: response.status === 200 };
}

/** Asks the server. @throws As `postDraft`. */
export async function ask(world: Pick<World, "fetch">, url: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await world.fetch(url, init);
  } catch (cause) {
    throw new NotNow("The server cannot be reached.", { cause });
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => undefined)) as NotNow["problem"];
  const isPassing = response.status >= 500 || response.status === 429 || !problem?.code;
  if (!isPassing) throw new Refused(problem);
  throw new NotNow(problem?.message ?? `The server answered ${response.status}.`, {
    problem: problem?.code ? problem : undefined,
    retryAfterMs: readRetryAfter(response.headers.get("retry-after")),
  });
}

/** Seconds, as our server writes them; another one in between may name a day, which is left aside. */
function readRetryAfter(written: string | null): number | undefined {
  return written && /^\d{1,5}$/.test(written) ? Number(written) * 1000 : undefined;
}
