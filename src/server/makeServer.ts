import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject, validatorCompiler } from "fastify-type-provider-zod";
import { openStore } from "../store/openStore.ts";
import { problem } from "../text/problem.ts";
import { type BylawsFolder, openBylawsFolder } from "./bylawsFolder.ts";
import { guard } from "./guard.ts";
import { limitRequests } from "./limits.ts";
import { servePages } from "./pages.ts";
import { explainErrors, refuse } from "./refuse.ts";
import { addRoutes } from "./routes.ts";
import { readSession } from "./session.ts";
import type { Settings } from "./settings.ts";

const BODY_LIMIT_BYTES = 64 * 1024;
/** Whoever sends one byte a minute must not hold a connection for ever. */
const SLOWEST_REQUEST_MS = 30_000;
/**
 * What is under way when a server is stopped has so long to end. Browsers also
 * hold connections on which they have asked nothing yet, and Node waits for those.
 */
const GRACE_MS = 1500;

/** A server that answers, but listens nowhere yet. */
export interface Server {
  app: FastifyInstance;
  /** For a second process that is started on the same data. */
  announce(address: string): void;
  /** Ends live streams, lets what is under way finish, and closes the record. */
  close(): Promise<void>;
}

/** Opens data and bylaws and puts a server before them. @throws {LedgerError} The data folder cannot be had. */
export async function makeServer(settings: Settings, now: () => Date): Promise<Server> {
  const store = await openStore(settings);
  let bylaws: BylawsFolder | undefined;
  try {
    const opened = await openBylawsFolder(settings.bylaws, settings.log);
    bylaws = opened;
    let answer: Awaited<ReturnType<typeof servePages>> | undefined;
    const app = Fastify({
      bodyLimit: BODY_LIMIT_BYTES,
      requestTimeout: SLOWEST_REQUEST_MS,
      trustProxy: settings.trustProxy,
      forceCloseConnections: "idle",
      routerOptions: { maxParamLength: 300 },
      genReqId: () => randomUUID(),
      return503OnClosing: true,
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
    explainErrors(app, settings.log);
    await app.register(cookie, { secret: store.secret });
    await guard(app);
    if (settings.limits !== "off")
      await limitRequests(app, settings.limits, async (request) => (await readSession(request, store.people))?.id);
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
    await app.register(async (routes) => addRoutes(routes, { store, bylaws: opened, settings, now }));
    if (settings.pages) answer = await servePages(app, settings.pages, opened);
    else app.setNotFoundHandler((_, reply) => refuse(reply, problem("address-unknown", "No pages are served here.")));
    await app.ready();
    let closing: Promise<void> | undefined;
    return {
      app,
      announce: store.announce,
      close: () => (closing ??= closeAll(app, [() => opened.close(), () => store.close()])),
    };
  } catch (error) {
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
