import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { DataFolder } from "../store/dataFolder.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import { ActivityCount } from "./activity.ts";
import { refuse } from "./answer.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";
import { printClauses, printComparison } from "./comparisons.ts";
import { CompressedTexts, sendText } from "./compressed.ts";
import { addEntry, type Context, findEntries } from "./entries.ts";
import { Live } from "./live.ts";
import {
  ActivityAnswer,
  Asked,
  EntriesAnswer,
  EntryJson,
  Following,
  HashesOfTexts,
  HashOfText,
  KeyHeader,
  MeAnswer,
  Named,
  PersonAnswer,
  ProblemJson,
  SaidDraft,
} from "./schemas.ts";
import { findPerson, nameGuest, setPerson } from "./session.ts";
import type { Settings } from "./settings.ts";

/** What all handlers share. */
export interface Shared {
  data: DataFolder;
  bylaws: BylawsFolder;
  settings: Settings;
  now: () => Date;
}

/** Every address on one screen; what is none of them is a page (see `pages.ts`). */
export function addRoutes(server: FastifyInstance, { data, bylaws, settings, now }: Shared): void {
  const { ledger, people, texts } = data;
  const live = new Live(ledger, bylaws);
  server.addHook("preClose", async () => live.close());
  const activity = new ActivityCount(ledger);
  const compressed = new CompressedTexts(400);
  const sourceOf = (hash: string) => bylaws.reading().texts.get(hash) ?? texts.find(hash);
  const personOf = (request: FastifyRequest) => findPerson(request, people);
  const context = (request: FastifyRequest): Context => ({
    ledger,
    people,
    texts,
    reading: bylaws.reading(),
    now,
    person: personOf(request),
  });
  const app = server.withTypeProvider<ZodTypeProvider>();
  const refusals = { "4xx": ProblemJson, "5xx": ProblemJson };

  app.post(
    "/api/guest",
    {
      schema: { summary: "Give a name", body: Named, response: { 200: PersonAnswer, 201: PersonAnswer, ...refusals } },
    },
    async (request, reply) => {
      const named = nameGuest(request.body.name, { ...context(request) });
      if (isProblem(named)) return refuse(reply, named);
      setPerson(reply, named.person);
      return reply
        .code(named.isNew ? 201 : 200)
        .header("cache-control", "no-store")
        .send({ person: named.person });
    },
  );

  app.get(
    "/api/me",
    { schema: { summary: "Who speaks from this browser", response: { 200: MeAnswer } } },
    async (request, reply) => reply.header("cache-control", "no-store").send({ person: personOf(request) ?? null }),
  );

  app.post(
    "/api/entries",
    {
      schema: {
        summary: "Say something on record",
        headers: KeyHeader,
        body: SaidDraft,
        response: { 200: EntryJson, 201: EntryJson, ...refusals },
      },
    },
    async (request, reply) => {
      const added = await addEntry(request.body, request.headers["idempotency-key"], context(request));
      if (isProblem(added)) return refuse(reply, added);
      return reply
        .code(added.repeated ? 200 : 201)
        .header("cache-control", "no-store")
        .send(added.entry);
    },
  );

  app.get(
    "/api/entries",
    { schema: { summary: "Read the record", querystring: Asked, response: { 200: EntriesAnswer, ...refusals } } },
    async (request, reply) => {
      const refusal = whyNotFollowed(request.query);
      if (refusal) return refuse(reply, refusal);
      // The number of the record says whether anything can have changed; hashing the answer would cost more than making it.
      if (isUnchanged(request, reply, `"${await ledger.last()}-${people.stamp}"`)) return reply;
      return sendText(request, asJson(reply), JSON.stringify(await findEntries(request.query, { ledger, people })));
    },
  );

  app.get(
    "/api/events",
    {
      schema: {
        summary: "Hear of news as they come (server-sent events)",
        querystring: Following,
        response: { 200: z.string(), ...refusals },
      },
    },
    async (request, reply) => {
      const refusal = whyNotFollowed(request.query) ?? whyNoMoreStreams(live.countOf(request.ip), settings);
      if (refusal) return refuse(reply, refusal);
      await live.open(request, reply, { ...request.query, after: readLastEventId(request) });
    },
  );

  app.get(
    "/api/library",
    {
      schema: {
        summary: "Documents, versions, amendments; and the mistakes in their files",
        response: { 200: z.looseObject({ stamp: z.string() }) },
      },
    },
    async (request, reply) => {
      const { library } = bylaws.reading();
      if (isUnchanged(request, reply, `"${library.stamp}"`)) return reply;
      return compressed.send(request, asJson(reply), `library ${library.stamp}`, () => JSON.stringify(library));
    },
  );

  app.get(
    "/api/texts/:hash",
    {
      schema: {
        summary: "A text, by the hash of its words",
        params: HashOfText,
        response: { 200: z.string(), ...refusals },
      },
    },
    async (request, reply) => {
      const { hash } = request.params;
      const source = sourceOf(hash);
      if (source === undefined) return refuse(reply, TEXT_UNKNOWN);
      forEver(reply.type("text/plain; charset=utf-8"));
      return compressed.send(request, reply, hash, () => source);
    },
  );

  app.get(
    "/api/clauses/:hash",
    {
      schema: {
        summary: "A text read into clauses",
        params: HashOfText,
        response: { 200: z.looseObject({ title: z.string() }), ...refusals },
      },
    },
    async (request, reply) => {
      const { hash } = request.params;
      const source = sourceOf(hash);
      if (source === undefined) return refuse(reply, TEXT_UNKNOWN);
      forEver(asJson(reply));
      return compressed.send(request, reply, `clauses ${hash}`, () => printClauses(source));
    },
  );

  app.get(
    "/api/comparisons/:before/:after",
    {
      schema: {
        summary: "Two texts compared, clause by clause and word by word",
        params: HashesOfTexts,
        response: { 200: z.looseObject({ rows: z.array(z.looseObject({})) }), ...refusals },
      },
    },
    async (request, reply) => {
      const { before, after } = request.params;
      const [old, now] = [sourceOf(before), sourceOf(after)];
      if (old === undefined || now === undefined) return refuse(reply, TEXT_UNKNOWN);
      forEver(asJson(reply));
      return compressed.send(request, reply, `${before} ${after}`, () => printComparison(old, now));
    },
  );

  app.get(
    "/api/activity",
    { schema: { summary: "How much was said, by amendment", response: { 200: ActivityAnswer } } },
    async (request, reply) => {
      if (isUnchanged(request, reply, `"${await ledger.last()}"`)) return reply;
      return sendText(request, asJson(reply), JSON.stringify(await activity.count()));
    },
  );

  app.get("/api/openapi.json", { schema: { hide: true } }, async (request, reply) =>
    sendText(request, asJson(reply), JSON.stringify(server.swagger())),
  );

  app.get(
    "/healthz",
    {
      schema: {
        summary: "Whether the record can be read",
        response: { 200: z.object({ ok: z.literal(true), last: z.int() }), ...refusals },
      },
    },
    async (_, reply) =>
      reply.header("cache-control", "no-store").send({ ok: true as const, last: await ledger.last() }),
  );

  app.all("/api/*", { schema: { hide: true } }, async (request, reply) =>
    refuse(
      reply,
      problem(
        "address-unknown",
        `There is nothing at ${request.method} ${request.url.split("?")[0]}. What there is: /api/openapi.json.`,
      ),
    ),
  );
}

function whyNotFollowed({ document, amendment }: { document?: string; amendment?: string }): Problem | undefined {
  if (amendment === undefined || document !== undefined) return undefined;
  return problem("field-missing", "Name the document too: an amendment is known only within it.", {
    field: "document",
  });
}

function whyNoMoreStreams(open: number, { limits }: Settings): Problem | undefined {
  if (limits === "off" || open < limits.streamsByAddress) return undefined;
  return problem(
    "too-many-requests",
    `${open} pages are open from your address; that is the most. News are shown again when some are closed.`,
  );
}

function readLastEventId(request: FastifyRequest): number | undefined {
  const written = String(request.headers["last-event-id"] ?? "");
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}

const TEXT_UNKNOWN = problem(
  "text-unknown",
  "There is no such text here. It may have been replaced; load the page again.",
);

/** What is named by the hash of its words never changes. */
function forEver(reply: FastifyReply): FastifyReply {
  return reply.header("cache-control", "public, max-age=31536000, immutable");
}

function asJson(reply: FastifyReply): FastifyReply {
  return reply.type("application/json; charset=utf-8");
}

/** Answers 304 when the browser has this state already. */
function isUnchanged(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  reply.header("etag", etag).header("cache-control", "no-cache");
  const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (!known?.includes(etag)) return false;
  reply.code(304).send();
  return true;
}
