import { createHash, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type EntryQuery, LedgerError } from "../ledger/ledger.ts";
import type { Counters } from "../store/counters.ts";
import type { Session } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import { ActivityCount } from "./activity.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";
import type { FindSource } from "./chain.ts";
import { CompressedTexts, type Encoding, encodingOf, sendCompressed, sendText } from "./compressed.ts";
import type { Context } from "./context.ts";
import { Discussions } from "./discussions.ts";
import { addEntry, findEntries } from "./entries.ts";
import { findFeed, makeFeed } from "./feed.ts";
import { fresh } from "./fresh.ts";
import type { HiddenReader, HiddenWords } from "./hiddenWords.ts";
import { Live } from "./live.ts";
import type { Metrics } from "./metrics.ts";
import { mayReadMetrics } from "./metricsAccess.ts";
import type { OpenSignIn } from "./openSignIn.ts";
import { prepareComparisons } from "./prepareComparisons.ts";
import {
  askClauses,
  askCollisions,
  askComparison,
  askFormer,
  askHistory,
  askPlacements,
  type PlacementsAsked,
  type Question,
  TEXT_UNKNOWN,
} from "./questions.ts";
import { explainLedger, refuse } from "./refuse.ts";
import type { SaidDraft } from "./schemas.ts";
import type { Settings } from "./settings.ts";
import type { WordsAsked } from "./textJob.ts";
import { TextWork } from "./textWork.ts";
import { together } from "./together.ts";

/** What all handlers share. */
export interface Shared {
  store: Store;
  bylaws: BylawsFolder;
  settings: Settings;
  now: () => Date;
  /** For limits in time; shared by all servers on one database. */
  counters: Counters;
  metrics: Metrics;
  /** Knows which words are hidden, and from whom. */
  hidden: HiddenWords;
  /** Knows who speaks. */
  who: OpenSignIn;
  /** Where people find this server: `https://floor.example.org`. Links lead there, whatever a request says. */
  origin(): string;
  isClosing(): boolean;
}

type Place = Pick<EntryQuery, "document" | "amendment">;

/** Room for compressed texts, clauses and comparisons. */
const ROOM_BYTES = 128 * 1024 * 1024;
/** Room for answers about the record: when a server is back, all ask the same. */
const RECORD_ROOM_BYTES = 16 * 1024 * 1024;
/** What takes longer is promised, with how much of it is done; the page asks again. */
const PATIENCE_MS = 300;
/** Servers on several machines read the same files a moment apart. */
const OTHER_MACHINE_MS = 3000;
/** Texts in which words are sought at one time: more than a document has. */
const MOST_TEXTS = 300;
/** Part of the room that is filled with what nobody has asked for yet. */
const MOST_PREPARED = 0.5;

/** What is done at each address; see `routes.ts`. */
export function makeHandlers(server: FastifyInstance, shared: Shared) {
  const { store, bylaws, settings, now, metrics, who, hidden } = shared;
  const { ledger, people, texts } = store;
  const live = new Live(ledger, bylaws, () => people.stamp());
  server.addHook("preClose", async () => live.close());
  const activity = new ActivityCount(ledger, people);
  const discussions = new Discussions(ledger, people);
  const compressed = new CompressedTexts(ROOM_BYTES);
  const answers = new CompressedTexts(RECORD_ROOM_BYTES, "quick");
  const work = new TextWork();
  const countEntry = metrics.counter("openfloor_entries_added_total", "Entries this process put on record.", [{}]);
  metrics.gauge("openfloor_live_readers", "Live streams open.", () => live.count);
  metrics.gauge("openfloor_text_work", "Comparisons and readings of texts under way or waiting.", () => work.size);
  metrics.gauge("openfloor_record_last", "Number of the newest entry.", () => ledger.last().catch(() => undefined));
  metrics.gauge("openfloor_record_writable", "1 when entries can be written now.", async () =>
    (await whyNotReady()) ? 0 : 1,
  );
  server.addHook("onClose", () => work.close());
  // What is computed from texts can become better with a new release, which starts anew.
  const release = randomUUID().slice(0, 8);
  /** Finds the texts of the files, and those asked for that people spoke about before the files changed. */
  const sourcesOf = async (...asked: string[]): Promise<FindSource> => {
    const files = bylaws.reading().texts;
    const kept = new Map<string, string | undefined>();
    for (const hash of asked) if (!files.has(hash)) kept.set(hash, await texts.find(hash));
    return (hash) => files.get(hash) ?? kept.get(hash);
  };
  const library = () => bylaws.reading().library;
  const make = (question: Question, encoding: Encoding, isAsked: boolean) =>
    compressed.make(question.name, encoding, () => work.do(question, isAsked));
  const stopPreparing = prepareComparisons(
    bylaws,
    (hash) => bylaws.reading().texts.get(hash),
    async (question) => {
      if (compressed.fullness < MOST_PREPARED) await make(question, "br", false);
    },
  );
  server.addHook("preClose", async () => stopPreparing());

  /** Answers a question about texts, or promises to: whoever asks again is told how far it is. */
  const answer = async (request: FastifyRequest, reply: FastifyReply, question: Question | Problem) => {
    if ("code" in question) return refuse(reply, question);
    if (isUnchanged(request, reply, `${release}-${hashOf(question.name)}`)) return reply;
    const encoding = encodingOf(request);
    const making = make(question, encoding, true);
    work.hurry(question.name);
    const made = await within(PATIENCE_MS, making);
    if (made) return sendCompressed(asJson(reply), encoding, made);
    return fresh(reply.removeHeader("etag"), 202).send(work.promisedOf(question.name));
  };
  const whyNotReady = async (): Promise<Problem | undefined> => {
    if (shared.isClosing()) return problem("closing", "The server is stopping.");
    try {
      await store.check();
      return undefined;
    } catch (error) {
      if (error instanceof LedgerError) return explainLedger(error);
      return problem("ledger-unavailable", "The record cannot be reached.");
    }
  };
  const contextOf = (session: Session | undefined): Context => ({
    ledger,
    people,
    discussions,
    texts,
    reading: bylaws.reading(),
    now,
    guestsMaySpeak: settings.guests,
    person: session?.person,
    hasOtherIds: session?.hasOtherIds ?? false,
  });
  const context = async (request: FastifyRequest): Promise<Context> => contextOf(await who.cookies.session(request));

  // Thousands of pages hear of an entry at the same moment.
  const stateOfRecord = together(() => Promise.all([ledger.last(), people.stamp()]));
  const readerOf = async (request: FastifyRequest): Promise<HiddenReader | undefined> => {
    const person = (await who.cookies.session(request))?.person;
    return person && { person, ids: await people.idsOf(person.id) };
  };

  return {
    async addEntry(request: FastifyRequest, reply: FastifyReply, said: SaidDraft, key: string) {
      const added = await addEntry(said, key, await context(request));
      if (isProblem(added)) return refuse(reply, added);
      if (!added.repeated) countEntry();
      return fresh(reply, added.repeated ? 200 : 201).send(added.entry);
    },

    async showEntries(request: FastifyRequest, reply: FastifyReply, query: EntryQuery) {
      const refusal = whyNotPlace(query);
      if (refusal) return refuse(reply, refusal);
      // The number of the record says whether anything can have changed; hashing the answer would cost more than making it.
      const [last, stamp] = await stateOfRecord();
      const eyes = await hidden.eyes(query, last, () => readerOf(request));
      const state = [last, stamp, ...(eyes.name ? [hashOf(eyes.name)] : [])].join("-");
      if (isUnchanged(request, reply, state)) return reply;
      // Where words are hidden, not everyone sees the same.
      if (eyes.name) reply.header("cache-control", "private, no-cache");
      const encoding = encodingOf(request);
      const { document = "", amendment = "", after = 0, limit = "" } = query;
      // What is kept under this name may be newer than the name says, never older.
      const made = await answers.make([state, document, amendment, after, limit].join(" "), encoding, async () =>
        Buffer.from(JSON.stringify(await findEntries(query, { ledger, people }, { newest: last, eyes }))),
      );
      return sendCompressed(asJson(reply), encoding, made);
    },

    async openEvents(request: FastifyRequest, reply: FastifyReply, place: Place) {
      const refusal = whyNotPlace(place) ?? whyNoMoreStreams(live, request.ip, settings);
      if (refusal) return refuse(reply, refusal);
      await live.open(request, reply, { ...place, after: readLastEventId(request) });
    },

    async showLibrary(request: FastifyRequest, reply: FastifyReply, { stamp }: { stamp?: string }) {
      if (stamp !== undefined) await untilRead(bylaws, stamp);
      const known = library();
      if (isUnchanged(request, reply, known.stamp)) return reply;
      const encoding = encodingOf(request);
      const made = await compressed.make(`library ${known.stamp}`, encoding, () => JSON.stringify(known));
      return sendCompressed(asJson(reply), encoding, made);
    },

    async showText(request: FastifyRequest, reply: FastifyReply, hash: string) {
      const source = (await sourcesOf(hash))(hash);
      if (source === undefined) return refuse(reply, TEXT_UNKNOWN);
      reply.type("text/plain; charset=utf-8").header("cache-control", "public, max-age=31536000, immutable");
      const encoding = encodingOf(request);
      return sendCompressed(reply, encoding, await compressed.make(hash, encoding, () => source));
    },

    async showClauses(request: FastifyRequest, reply: FastifyReply, hash: string) {
      return answer(request, reply, askClauses(hash, await sourcesOf(hash)));
    },

    async showComparison(
      request: FastifyRequest,
      reply: FastifyReply,
      { before, after }: { before: string; after: string },
    ) {
      return answer(request, reply, askComparison(library(), before, after, await sourcesOf(before, after)));
    },

    async showCollisions(request: FastifyRequest, reply: FastifyReply, place: { document: string; amendment: string }) {
      return answer(request, reply, askCollisions(library(), place, await sourcesOf()));
    },

    async showHistory(
      request: FastifyRequest,
      reply: FastifyReply,
      place: { document: string; hash: string },
      words: WordsAsked,
    ) {
      return answer(request, reply, askHistory(library(), place, words, await sourcesOf(place.hash)));
    },

    async showFormer(
      request: FastifyRequest,
      reply: FastifyReply,
      place: { document: string; hash: string },
      { clause }: { clause: string },
    ) {
      return answer(request, reply, askFormer(library(), place, clause, await sourcesOf(place.hash)));
    },

    async findPlacements(request: FastifyRequest, reply: FastifyReply, asked: PlacementsAsked) {
      const texts = new Set([...asked.texts, ...asked.sought.map(({ text }) => text)]);
      if (texts.size > MOST_TEXTS) {
        const message = `Words of ${texts.size} texts are sought; ${MOST_TEXTS} is the most at one time.`;
        return refuse(reply, problem("wrong-value", message, { field: "sought" }));
      }
      const question = askPlacements(library(), asked, await sourcesOf(...texts));
      if ("code" in question) return refuse(reply, question);
      const encoding = encodingOf(request);
      const making = answers.make(question.name, encoding, () => work.do(question, true));
      const made = await within(PATIENCE_MS, making);
      if (made) return sendCompressed(asJson(fresh(reply)), encoding, made);
      return fresh(reply, 202).send(work.promisedOf(question.name));
    },

    async showActivity(request: FastifyRequest, reply: FastifyReply) {
      if (isUnchanged(request, reply, (await stateOfRecord()).join("-"))) return reply;
      return sendText(request, asJson(reply), JSON.stringify(await activity.count()));
    },

    async showFeed(request: FastifyRequest, reply: FastifyReply, place: Place) {
      const head = findFeed(place, library(), shared.origin());
      if (isProblem(head)) return refuse(reply, head);
      const state = [...(await stateOfRecord()), library().stamp.slice(0, 32)].join("-");
      if (isUnchanged(request, reply, state)) return reply;
      const encoding = encodingOf(request);
      const made = await answers.make(["feed", state, ...head.page].join(" "), encoding, async () =>
        Buffer.from(await makeFeed(head, place, { ledger, people, hidden })),
      );
      return sendCompressed(reply.type("application/atom+xml; charset=utf-8"), encoding, made);
    },

    async showInterface(request: FastifyRequest, reply: FastifyReply) {
      return sendText(request, asJson(reply), JSON.stringify(server.swagger()));
    },

    async showHealth(reply: FastifyReply) {
      // Alive is alive: that the database is gone is for /readyz to say.
      const last = await ledger.last().catch(() => undefined);
      return fresh(reply).send({ ok: true as const, last });
    },

    async showReadiness(reply: FastifyReply) {
      const why = await whyNotReady();
      if (!why) return fresh(reply).send({ ready: true });
      return fresh(reply, 503).header("retry-after", "5").send({ ready: false, code: why.code, message: why.message });
    },

    async showMetrics(request: FastifyRequest, reply: FastifyReply) {
      if (!mayReadMetrics(request, settings)) return this.refuseUnknown(request, reply);
      return fresh(reply)
        .type("text/plain; version=0.0.4; charset=utf-8")
        .send(await metrics.print());
    },

    async refuseUnknown({ method, url }: FastifyRequest, reply: FastifyReply) {
      const message = `There is nothing at ${method} ${url.split("?")[0]}. What there is: /api/openapi.json.`;
      return refuse(reply, problem("address-unknown", message));
    },
  };
}

function whyNotPlace({ document, amendment }: Place): Problem | undefined {
  if (amendment === undefined || document !== undefined) return undefined;
  const message = "Name the document too: an amendment is known only within it.";
  return problem("field-missing", message, { field: "document" });
}

function whyNoMoreStreams(live: Live, address: string, { limits }: Settings): Problem | undefined {
  if (limits === "off") return undefined;
  const open = live.countOf(address);
  if (live.count >= limits.streams.most) {
    return problem("busy", "As many pages are open as this server can tell news to. It is tried again.");
  }
  if (open < limits.streamsByAddress.most) return undefined;
  const message = `${open} pages are open from your address; that is the most. News are shown again when some are closed.`;
  return problem("too-many-requests", message);
}

function readLastEventId({ headers }: FastifyRequest): number | undefined {
  const written = String(headers["last-event-id"] ?? "");
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}

/** A page that another server told of this state of the files must not be answered with an older one, if that is only late. */
async function untilRead(bylaws: BylawsFolder, stamp: string): Promise<void> {
  if (bylaws.reading().library.stamp === stamp) return;
  let unwatch = () => {};
  const read = new Promise<void>((resolve) => {
    unwatch = bylaws.watch(({ library }) => {
      if (library.stamp === stamp) resolve();
    });
  });
  await within(OTHER_MACHINE_MS, read);
  unwatch();
}

/** What a promise comes to within so many milliseconds; `undefined` when it takes longer. */
async function within<T>(patienceMs: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    // Should it fail later, whoever asks again hears of it.
    promise.catch(() => {});
  }
}

function hashOf(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 32);
}

function asJson(reply: FastifyReply): FastifyReply {
  return reply.type("application/json; charset=utf-8");
}

/** Answers 304 when the browser has this state already. */
function isUnchanged(request: FastifyRequest, reply: FastifyReply, state: string): boolean {
  const etag = `"${state}"`;
  reply.header("etag", etag).header("cache-control", "no-cache");
  const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (!known?.includes(etag)) return false;
  reply.code(304).send();
  return true;
}
