import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { problem } from "../text/problem.ts";
import { refuse } from "./refuse.ts";

const DIRECTIVES = {
  "default-src": ["'self'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "frame-ancestors": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "object-src": ["'none'"],
};

/** Headers that keep other people's scripts and frames away, and a check that posts come from our own pages. */
export async function guard(app: FastifyInstance): Promise<void> {
  await app.register(helmet, { global: false });
  app.addHook("onRequest", async (request, reply) => {
    const isEncrypted = request.protocol === "https";
    // Over plain http, a browser would take these as an order to find us where nobody listens.
    const directives = isEncrypted ? { ...DIRECTIVES, "upgrade-insecure-requests": [] } : DIRECTIVES;
    await reply.helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      strictTransportSecurity: isEncrypted ? { maxAge: 31_536_000 } : false,
      referrerPolicy: { policy: "same-origin" },
      frameguard: { action: "deny" },
    });
    if (request.method !== "GET" && request.method !== "HEAD" && isFromElsewhere(request)) {
      return refuse(
        reply,
        problem(
          "cross-site",
          "This was sent from another site's page, and was not taken. Nothing was added; open the page here and send it again.",
        ),
      );
    }
  });
}

/** Browsers say where a post comes from; programs that say nothing have no cookie of somebody else to misuse. */
function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.host;
}
