import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Problem, problem } from "../text/problem.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";
import type { FindSource } from "./chain.ts";
import { asJson, CompressedTexts, type Encoding, encodingOf, sendCompressed } from "./compressed.ts";
import { fresh } from "./fresh.ts";
import type { Shared } from "./handlers.ts";
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
import { refuse } from "./refuse.ts";
import type { WordsAsked } from "./textJob.ts";
import { TextWork } from "./textWork.ts";
import { hashOf, isUnchanged } from "./unchanged.ts";

/** Room for compressed texts, clauses and comparisons. */
const ROOM_BYTES = 128 * 1024 * 1024;
/** Room for where commented words stand: all who open the page of a text ask the same. */
const PLACEMENTS_ROOM_BYTES = 16 * 1024 * 1024;
/** What takes longer is promised, with how much of it is done; the page asks again. */
const PATIENCE_MS = 300;
/** Servers on several machines read the same files a moment apart. */
const OTHER_MACHINE_MS = 3000;
/** Texts in which words are sought at one time: more than a document has. */
const MOST_TEXTS = 300;
/** Part of the room that is filled with what nobody has asked for yet. */
const MOST_PREPARED = 0.5;

/** What is answered from the files alone: the library, its texts, and everything that is found in them. */
export function makeTextHandlers(server: FastifyInstance, { store: { texts }, bylaws, metrics }: Shared) {
  const compressed = new CompressedTexts(ROOM_BYTES);
  const placements = new CompressedTexts(PLACEMENTS_ROOM_BYTES, "quick");
  const work = new TextWork();
  metrics.gauge("openfloor_text_work", "Comparisons and readings of texts under way or waiting.", () => work.size);
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

  return {
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
      const making = placements.make(question.name, encoding, () => work.do(question, true));
      const made = await within(PATIENCE_MS, making);
      if (made) return sendCompressed(asJson(fresh(reply)), encoding, made);
      return fresh(reply, 202).send(work.promisedOf(question.name));
    },
  };
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
