import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type EntryQuery, LedgerError } from "../ledger/ledger.ts";
import type { Counters } from "../store/counters.ts";
import type { Store } from "../store/store.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import { ActivityCount } from "./activity.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";
import { asJson, CompressedTexts, encodingOf, sendCompressed, sendText } from "./compressed.ts";
import type { Context } from "./context.ts";
import { Discussions } from "./discussions.ts";
import { addEntry, type EntriesAsked, printEntries } from "./entries.ts";
import { findFeed, makeFeed } from "./feed.ts";
import { fresh } from "./fresh.ts";
import type { HiddenReader, HiddenWords } from "./hiddenWords.ts";
import { KeptEntries } from "./keptEntries.ts";
import { Live } from "./live.ts";
import type { Metrics } from "./metrics.ts";
import { mayReadMetrics } from "./metricsAccess.ts";
import type { OpenSignIn } from "./openSignIn.ts";
import { explainLedger, refuse } from "./refuse.ts";
import type { SaidDraft } from "./schemas.ts";
import type { Settings } from "./settings.ts";
import { together } from "./together.ts";
import { hashOf, isUnchanged } from "./unchanged.ts";

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

/** Room for answers about the record: when a server is back, all ask the same. */
const ROOM_BYTES = 16 * 1024 * 1024;

/** What is done at the addresses of the record, and at those for machines; see `routes.ts`. */
export function makeHandlers(server: FastifyInstance, shared: Shared) {
  const { store, bylaws, settings, now, metrics, who, hidden } = shared;
  const { ledger, people, texts } = store;
  const live = new Live(ledger, bylaws, () => people.stamp());
  server.addHook("preClose", async () => live.close());
  const activity = new ActivityCount(ledger, people);
  const discussions = new Discussions(ledger, people);
  const kept = new KeptEntries(ledger);
  const answers = new CompressedTexts(ROOM_BYTES, "quick");
  const countEntry = metrics.counter("openfloor_entries_added_total", "Entries this process put on record.", [{}]);
  metrics.gauge("openfloor_live_readers", "Live streams open.", () => live.count);
  metrics.gauge("openfloor_record_last", "Number of the newest entry.", () => ledger.last().catch(() => undefined));
  metrics.gauge("openfloor_record_writable", "1 when entries can be written now.", async () =>
    (await whyNotReady()) ? 0 : 1,
  );
  const library = () => bylaws.reading().library;
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
  const contextOf = async (request: FastifyRequest): Promise<Context> => {
    const session = await who.cookies.session(request);
    return {
      ledger,
      people,
      discussions,
      texts,
      reading: bylaws.reading(),
      now,
      guestsMaySpeak: settings.guests,
      person: session?.person,
      hasOtherIds: session?.hasOtherIds ?? false,
    };
  };

  // Thousands of pages hear of an entry at the same moment.
  const stateOfRecord = together(async () => {
    const [last, stamps] = await Promise.all([ledger.last(), people.stamps()]);
    return { last, words: stamps.words, name: `${last}-${stamps.people}` };
  });
  const readerOf = async (request: FastifyRequest): Promise<HiddenReader | undefined> => {
    const person = (await who.cookies.session(request))?.person;
    return person && { person, ids: await people.idsOf(person.id) };
  };

  return {
    async addEntry(request: FastifyRequest, reply: FastifyReply, said: SaidDraft, key: string) {
      const added = await addEntry(said, key, await contextOf(request));
      if (isProblem(added)) return refuse(reply, added);
      if (!added.repeated) countEntry();
      return fresh(reply, added.repeated ? 200 : 201).send(added.entry);
    },

    async showEntries(request: FastifyRequest, reply: FastifyReply, query: EntriesAsked) {
      const refusal = whyNotPlace(query);
      if (refusal) return refuse(reply, refusal);
      // The number of the record says whether anything can have changed; hashing the answer would cost more than making it.
      const state = await stateOfRecord();
      const eyes = await hidden.eyes(query, state.last, () => readerOf(request));
      const name = eyes.name ? `${state.name}-${hashOf(eyes.name)}` : state.name;
      if (isUnchanged(request, reply, name)) return reply;
      // Where words are hidden, not everyone sees the same.
      if (eyes.name) reply.header("cache-control", "private, no-cache");
      const encoding = encodingOf(request);
      const { document = "", amendment = "", after = 0, limit = "", chain = "" } = query;
      // What is kept under this name may be newer than the name says, never older.
      const made = await answers.make([name, document, amendment, after, limit, chain].join(" "), encoding, async () =>
        Buffer.from(await printEntries(query, { kept, people }, { state, eyes })),
      );
      return sendCompressed(asJson(reply), encoding, made);
    },

    async openEvents(request: FastifyRequest, reply: FastifyReply, place: Place) {
      const refusal = whyNotPlace(place) ?? whyNoMoreStreams(live, request.ip, settings);
      if (refusal) return refuse(reply, refusal);
      await live.open(request, reply, { ...place, after: readLastEventId(request) });
    },

    async showActivity(request: FastifyRequest, reply: FastifyReply) {
      if (isUnchanged(request, reply, (await stateOfRecord()).name)) return reply;
      return sendText(request, asJson(reply), JSON.stringify(await activity.count()));
    },

    async showFeed(request: FastifyRequest, reply: FastifyReply, place: Place) {
      const head = findFeed(place, library(), shared.origin());
      if (isProblem(head)) return refuse(reply, head);
      const state = `${(await stateOfRecord()).name}-${library().stamp.slice(0, 32)}`;
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
