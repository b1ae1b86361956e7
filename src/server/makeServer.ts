import cookie from "@fastify/cookie";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject, validatorCompiler } from "fastify-type-provider-zod";
import { Counters } from "../store/counters.ts";
import { openStore } from "../store/openStore.ts";
import { isProblem, problem } from "../text/problem.ts";
import { type BylawsFolder, openBylawsFolder } from "./bylawsFolder.ts";
import { guard, readableUrl, refuseUnreadable } from "./guard.ts";
import type { Shared } from "./handlers.ts";
import { HiddenWords } from "./hiddenWords.ts";
import { limitRequests } from "./limits.ts";
import { Metrics } from "./metrics.ts";
import { type OpenSignIn, openSignIn } from "./openSignIn.ts";
import { originOf } from "./origin.ts";
import { servePages } from "./pages.ts";
import { explainErrors, refuse } from "./refuse.ts";
import { makeRequestNumber, observeRequests } from "./requests.ts";
import { addRoutes } from "./routes.ts";
import { freshSecretaryLink } from "./secretaryLink.ts";
import type { Settings, TrustedProxies } from "./settings.ts";

const BODY_LIMIT_BYTES = 64 * 1024;
/** Whoever sends or takes one byte a minute must not hold a connection for ever. */
const SLOWEST_HEAD_MS = 15_000;
const SLOWEST_REQUEST_MS = 30_000;
const LONGEST_SILENCE_MS = 60_000;
const LOOK_EVERY_MS = 5000;
/**
 * What is under way when a server is stopped has so long to end. Browsers also
 * hold connections on which they have asked nothing yet, and Node waits for those.
 */
const GRACE_MS = 1500;
const CLOSING = problem(
  "closing",
  "The server is stopping. Nothing was added; your text is kept. Try again in a few seconds.",
);

/** A server that answers, but listens nowhere yet. */
export interface Server {
  app: FastifyInstance;
  /** For a second process that is started on the same data. */
  announce(address: string): void;
  /** While there is no secretary, prints the link that makes one. */
  inviteSecretary(): Promise<void>;
  /** Ends live streams, lets what is under way finish, and closes the record. */
  close(): Promise<void>;
}

/** Opens data and bylaws and puts a server before them. @throws {LedgerError} The data folder cannot be had. */
export async function makeServer(settings: Settings, now: () => Date): Promise<Server> {
  const store = await openStore(settings);
  let bylaws: BylawsFolder | undefined;
  let signIn: OpenSignIn | undefined;
  try {
    const opened = await openBylawsFolder(settings.bylaws, settings.log);
    bylaws = opened;
    const metrics = new Metrics();
    const counters = new Counters(store);
    let isClosing = false;
    let answer: Awaited<ReturnType<typeof servePages>> | undefined;
    const app = Fastify({
      bodyLimit: BODY_LIMIT_BYTES,
      requestTimeout: SLOWEST_REQUEST_MS,
      connectionTimeout: LONGEST_SILENCE_MS,
      http: { headersTimeout: SLOWEST_HEAD_MS, connectionsCheckingInterval: LOOK_EVERY_MS },
      trustProxy: believedProxies(settings.trustProxy),
      forceCloseConnections: "idle",
      routerOptions: { maxParamLength: 300 },
      genReqId: makeRequestNumber,
      clientErrorHandler: refuseUnreadable(settings.origin),
      rewriteUrl: ({ url }) => readableUrl(url),
      return503OnClosing: false, // Ours has all headers, and words.
      // A stray % and the like: an address as unknown as any other.
      frameworkErrors: (_, request, reply) =>
        void (
          answer?.(request, reply) ?? refuse(reply, problem("address-unknown", "This address cannot be read."), 400)
        ),
    });
    app.setValidatorCompiler(validatorCompiler);
    // Answers are written as they are: schemas describe them, and checking each again would cost more than making it.
    app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
    app.removeContentTypeParser("text/plain");
    observeRequests(app, { ...settings, metrics });
    explainErrors(app, settings.log);
    await app.register(cookie, { secret: store.secret });
    await guard(app, settings);
    app.addHook("onRequest", async (request, reply) => {
      if (isClosing && request.url !== "/healthz" && request.url !== "/readyz") return refuse(reply, CLOSING);
    });
    const origin = () => originOf(app, settings);
    const who = await openSignIn({ store, bylaws: opened, settings, now, origin });
    signIn = who;
    if (settings.limits !== "off") {
      limitRequests(app, settings.limits, counters, async (request) => {
        const session = await who.cookies.session(request);
        return session && { id: session.person.id, hasSignedIn: session.hasSignedIn };
      });
    }
    await app.register(swagger, {
      openapi: {
        openapi: "3.1.0",
        info: {
          title: "Openfloor",
          version: "1",
          description: "Bylaws, proposed changes to them, and the public record of what is said about them.",
        },
      },
      transform: jsonSchemaTransform,
      transformObject: jsonSchemaTransformObject,
    });
    const hidden = new HiddenWords(store.ledger);
    const shared: Shared = {
      ...{ store, bylaws: opened, settings, now, counters, metrics, who, origin, hidden },
      isClosing: () => isClosing,
    };
    await app.register(async (routes) => addRoutes(routes, shared));
    if (settings.pages) answer = await servePages(app, settings.pages, { bylaws: opened, store, hidden });
    else app.setNotFoundHandler((_, reply) => refuse(reply, problem("address-unknown", "No pages are served here.")));
    await app.ready();
    let closing: Promise<void> | undefined;
    return {
      app,
      announce: store.announce,
      async inviteSecretary() {
        const link = await freshSecretaryLink(store, { origin: origin(), log: settings.log });
        if (isProblem(link)) return;
        const words = "There is no secretary yet. Whoever opens this link within 24 hours becomes one; it works once:";
        settings.log(`${words} ${link}`, { event: "secretary-link" });
      },
      close: () => {
        isClosing = true;
        metrics.close();
        closing ??= closeAll(app, [who.close, () => opened.close(), () => store.close()]);
        return closing;
      },
    };
  } catch (error) {
    await signIn?.close();
    await bylaws?.close();
    await store.close();
    throw error;
  }
}

async function closeAll(app: FastifyInstance, rest: (() => Promise<void>)[]): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(late);
  for (const close of rest) await close();
}

/** With a number of hops, whoever stands before us is believed: he must be the only one who can reach us. */
function believedProxies(trusted: TrustedProxies) {
  if (typeof trusted !== "number") return trusted && [...trusted];
  return (_: string, hop: number) => hop < trusted;
}
