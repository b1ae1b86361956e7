import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { EntryQuery } from "../ledger/ledger.ts";
import type { DataFolder } from "../store/dataFolder.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import { ActivityCount } from "./activity.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";
import { printClauses, printComparison } from "./comparisons.ts";
import { CompressedTexts, sendText } from "./compressed.ts";
import type { Context } from "./context.ts";
import { addEntry, findEntries } from "./entries.ts";
import { Live } from "./live.ts";
import { refuse } from "./refuse.ts";
import type { SaidDraft } from "./schemas.ts";
import { nameGuest, readSession, startSession } from "./session.ts";
import type { Settings } from "./settings.ts";

/** What all handlers share. */
export interface Shared {
  data: DataFolder;
  bylaws: BylawsFolder;
  settings: Settings;
  now: () => Date;
}

type Place = Pick<EntryQuery, "document" | "amendment">;

/** Compressed texts, clauses and comparisons that are kept. */
const MOST_KEPT = 400;

const TEXT_UNKNOWN = problem(
  "text-unknown",
  "There is no such text here. It may have been replaced; load the page again.",
);

/** What is done at each address; see `routes.ts`. */
export function makeHandlers(server: FastifyInstance, { data, bylaws, settings, now }: Shared) {
  const { ledger, people, texts } = data;
  const live = new Live(ledger, bylaws);
  server.addHook("preClose", async () => live.close());
  const activity = new ActivityCount(ledger);
  const compressed = new CompressedTexts(MOST_KEPT);
  // What is computed from texts can become better with a new release, which starts anew.
  const release = randomUUID().slice(0, 8);
  const sourceOf = (hash: string) => bylaws.reading().texts.get(hash) ?? texts.find(hash);
  const context = (request: FastifyRequest): Context => ({
    ledger,
    people,
    texts,
    reading: bylaws.reading(),
    now,
    person: readSession(request, people),
  });

  return {
    async nameGuest(request: FastifyRequest, reply: FastifyReply, { name }: { name: string }) {
      const named = nameGuest(name, context(request));
      if (isProblem(named)) return refuse(reply, named);
      startSession(reply, named.person);
      return fresh(reply, named.isNew ? 201 : 200).send({ person: named.person });
    },

    async showMe(request: FastifyRequest, reply: FastifyReply) {
      return fresh(reply).send({ person: readSession(request, people) ?? null });
    },

    async addEntry(request: FastifyRequest, reply: FastifyReply, said: SaidDraft, key: string) {
      const added = await addEntry(said, key, context(request));
      if (isProblem(added)) return refuse(reply, added);
      return fresh(reply, added.repeated ? 200 : 201).send(added.entry);
    },

    async showEntries(request: FastifyRequest, reply: FastifyReply, query: EntryQuery) {
      const refusal = whyNotPlace(query);
      if (refusal) return refuse(reply, refusal);
      // The number of the record says whether anything can have changed; hashing the answer would cost more than making it.
      if (isUnchanged(request, reply, `${await ledger.last()}-${people.stamp}`)) return reply;
      return sendText(request, asJson(reply), JSON.stringify(await findEntries(query, { ledger, people })));
    },

    async openEvents(request: FastifyRequest, reply: FastifyReply, place: Place) {
      const refusal = whyNotPlace(place) ?? whyNoMoreStreams(live.countOf(request.ip), settings);
      if (refusal) return refuse(reply, refusal);
      await live.open(request, reply, { ...place, after: readLastEventId(request) });
    },

    async showLibrary(request: FastifyRequest, reply: FastifyReply) {
      const { library } = bylaws.reading();
      if (isUnchanged(request, reply, library.stamp)) return reply;
      return compressed.send(request, asJson(reply), `library ${library.stamp}`, () => JSON.stringify(library));
    },

    async showText(request: FastifyRequest, reply: FastifyReply, hash: string) {
      const source = sourceOf(hash);
      if (source === undefined) return refuse(reply, TEXT_UNKNOWN);
      reply.type("text/plain; charset=utf-8").header("cache-control", "public, max-age=31536000, immutable");
      return compressed.send(request, reply, hash, () => source);
    },

    async showClauses(request: FastifyRequest, reply: FastifyReply, hash: string) {
      const source = sourceOf(hash);
      if (source === undefined) return refuse(reply, TEXT_UNKNOWN);
      if (isUnchanged(request, reply, `${release}-${hash}`)) return reply;
      return compressed.send(request, asJson(reply), `clauses ${hash}`, () => printClauses(source));
    },

    async showComparison(
      request: FastifyRequest,
      reply: FastifyReply,
      { before, after }: { before: string; after: string },
    ) {
      const [old, proposed] = [sourceOf(before), sourceOf(after)];
      if (old === undefined || proposed === undefined) return refuse(reply, TEXT_UNKNOWN);
      if (isUnchanged(request, reply, `${release}-${before}-${after}`)) return reply;
      return compressed.send(request, asJson(reply), `${before} ${after}`, () => printComparison(old, proposed));
    },

    async showActivity(request: FastifyRequest, reply: FastifyReply) {
      if (isUnchanged(request, reply, String(await ledger.last()))) return reply;
      return sendText(request, asJson(reply), JSON.stringify(await activity.count()));
    },

    async showInterface(request: FastifyRequest, reply: FastifyReply) {
      return sendText(request, asJson(reply), JSON.stringify(server.swagger()));
    },

    async showHealth(reply: FastifyReply) {
      return fresh(reply).send({ ok: true as const, last: await ledger.last() });
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

function whyNoMoreStreams(open: number, { limits }: Settings): Problem | undefined {
  if (limits === "off" || open < limits.streamsByAddress) return undefined;
  const message = `${open} pages are open from your address; that is the most. News are shown again when some are closed.`;
  return problem("too-many-requests", message);
}

function readLastEventId({ headers }: FastifyRequest): number | undefined {
  const written = String(headers["last-event-id"] ?? "");
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}

/** For one person at one time only. */
function fresh(reply: FastifyReply, status = 200): FastifyReply {
  return reply.code(status).header("cache-control", "no-store");
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
