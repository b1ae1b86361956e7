import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import cookie from "@fastify/cookie";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject, validatorCompiler } from "fastify-type-provider-zod";
import { openDataFolder } from "../store/dataFolder.ts";
import { problem } from "../text/problem.ts";
import { explainErrors, refuse } from "./answer.ts";
import { openBylawsFolder } from "./bylawsFolder.ts";
import { limitRequests } from "./limits.ts";
import { servePages } from "./pages.ts";
import { addRoutes } from "./routes.ts";
import { guard } from "./security.ts";
import { findPerson } from "./session.ts";
import type { Settings } from "./settings.ts";

const BODY_LIMIT_BYTES = 64 * 1024;
/** What is under way when a server is stopped has so long to end. */
const GRACE_MS = 5000;

/** A server that answers, but listens nowhere yet. */
export interface Server {
  app: FastifyInstance;
  /** For a second process that is started on the same data. */
  announce(address: string): void;
  /** Ends live streams, lets what is under way finish, and closes the record. */
  close(): Promise<void>;
}

/** Starts a server and listens. @throws What `makeServer` throws, and what the network says: `EADDRINUSE`, `EACCES`. */
export async function startServer(
  settings: Settings,
  now: () => Date = () => new Date(),
): Promise<{ address: string; close(): Promise<void> }> {
  const server = await makeServer(settings, now);
  try {
    await server.app.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    await server.close();
    throw error;
  }
  const { port } = server.app.server.address() as AddressInfo;
  const isAny = settings.host === "0.0.0.0" || settings.host === "::";
  const host = isAny ? "localhost" : settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  const address = `http://${host}:${port}`;
  server.announce(address);
  return { address, close: server.close };
}

/** Opens data and bylaws and puts a server before them. @throws {LedgerError} The data folder cannot be had. */
export async function makeServer(settings: Settings, now: () => Date = () => new Date()): Promise<Server> {
  const data = openDataFolder(settings.data);
  try {
    const bylaws = await openBylawsFolder(settings.bylaws, settings.log);
    const app = Fastify({
      bodyLimit: BODY_LIMIT_BYTES,
      trustProxy: settings.trustProxy,
      forceCloseConnections: true,
      routerOptions: { maxParamLength: 300 },
      genReqId: () => randomUUID(),
      return503OnClosing: true,
      frameworkErrors: (_, __, reply) =>
        void refuse(reply, problem("address-unknown", "This address cannot be read."), 400),
    });
    app.setValidatorCompiler(validatorCompiler);
    // Answers are written as they are: schemas describe them, and checking each again would cost more than making it.
    app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
    app.removeContentTypeParser("text/plain");
    explainErrors(app, settings.log);
    await app.register(cookie, { secret: data.secret });
    await guard(app);
    if (settings.limits !== "off")
      await limitRequests(app, settings.limits, (request) => findPerson(request, data.people)?.id);
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
    await app.register(async (routes) => addRoutes(routes, { data, bylaws, settings, now }));
    if (settings.pages) await servePages(app, settings.pages, bylaws);
    await app.ready();
    let closing: Promise<void> | undefined;
    return {
      app,
      announce: data.announce,
      close: () => (closing ??= closeAll(app, [() => bylaws.close(), () => data.close()])),
    };
  } catch (error) {
    await data.close();
    throw error;
  }
}

async function closeAll(app: FastifyInstance, rest: (() => Promise<void>)[]): Promise<void> {
  const grace = new Promise<void>((resolve) => setTimeout(resolve, GRACE_MS).unref());
  await Promise.race([app.close(), grace]);
  for (const close of rest) await close();
}
