import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Problem, problem } from "../text/problem.ts";
import { originOf } from "./origin.ts";
import { refuse } from "./refuse.ts";
import type { Settings } from "./settings.ts";

type Directives = Record<string, string[]>;

const PAGE: Directives = {
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
  // No text becomes a script, not even by a mistake of ours: the page has no place where one could.
  "require-trusted-types-for": ["'script'"],
  "trusted-types": ["'none'"],
};

/** What is no page draws nothing, whoever opens it as one. */
const ANSWER: Directives = {
  "default-src": ["'none'"],
  "frame-ancestors": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  sandbox: [],
};
const IS_ANSWER = /^\/(?:api(?:\/|$)|healthz|readyz|metrics|(?:[^?]*\/)?feed\.atom)/;

/** What no page of ours asks of a device. */
const DENIED = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb";
const PERMISSIONS = DENIED.split(" ")
  .map((name) => `${name}=()`)
  .join(", ");

const YEAR_SECONDS = 31_536_000;

/** Headers that keep other people's scripts and frames away, and a check that posts are JSON of our own pages. */
export async function guard(app: FastifyInstance, settings: Pick<Settings, "origin" | "host">): Promise<void> {
  await app.register(helmet, { global: false });
  app.addHook("onRequest", async (request, reply) => {
    const isEncrypted = settings.origin ? settings.origin.startsWith("https:") : request.protocol === "https";
    const directives = IS_ANSWER.test(request.url) ? ANSWER : PAGE;
    await reply.helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        // Over plain http, a browser would take these as an order to find us where nobody listens.
        directives: isEncrypted && directives === PAGE ? { ...PAGE, "upgrade-insecure-requests": [] } : directives,
      },
      strictTransportSecurity: isEncrypted ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
      referrerPolicy: { policy: "same-origin" },
      frameguard: { action: "deny" },
    });
    reply.header("permissions-policy", PERMISSIONS);
    // Until whoever answers knows better.
    reply.header("cache-control", "no-store");
    if (request.method === "GET" || request.method === "HEAD") return;
    const refusal = whyNotFrom(request, originOf(app, settings), settings.origin !== undefined) ?? whyNotBody(request);
    if (refusal) return refuse(reply, refusal);
  });
}

/**
 * Browsers say where a post comes from; programs that say nothing have no
 * cookie of somebody else to misuse.
 *
 * @param isSet The operator named our origin. Where he did not, a page may
 *   have come from any name this machine has: then it must be the one asked.
 */
function whyNotFrom({ headers }: FastifyRequest, own: string, isSet: boolean): Problem | undefined {
  const site = headers["sec-fetch-site"];
  const isForeign = site !== undefined && site !== "same-origin" && site !== "none";
  if (!isForeign && (headers.origin === undefined || headers.origin === own)) return undefined;
  if (!isForeign && !isSet && URL.canParse(headers.origin!) && new URL(headers.origin!).host === headers.host)
    return undefined;
  return problem(
    "cross-site",
    "This was sent from another site's page, and was not taken. Nothing was added; open the page here and send it again.",
  );
}

/** A form of another site can send neither; and what is packed could be larger than it looks. */
function whyNotBody({ method, headers }: FastifyRequest): Problem | undefined {
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    return problem("body-encoded", "The body must be sent as it is, not compressed. Nothing was added.", {
      field: "body",
    });
  }
  const isJson = /^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? "");
  if (method !== "POST" || isJson) return undefined;
  return problem("not-json", "The body must be JSON, with the content type application/json. Nothing was added.", {
    field: "body",
  });
}

/** Answers what could not even be read as a request, and hangs up. @param origin As the operator set it. */
export function refuseUnreadable(origin: string | undefined) {
  return ({ code }: { code?: string }, socket: Duplex): void => {
    // Whoever hung up first needs no answer.
    if (code === "ECONNRESET" || socket.destroyed) return;
    const status = code === "HPE_HEADER_OVERFLOW" ? 431 : code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
    const body = JSON.stringify(problem("bad-request", "This cannot be read as a request. Nothing was added."));
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "content-type: application/json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      "content-security-policy: default-src 'none';frame-ancestors 'none'",
      "x-content-type-options: nosniff",
      "referrer-policy: same-origin",
      "cache-control: no-store",
      ...(origin?.startsWith("https:")
        ? [`strict-transport-security: max-age=${YEAR_SECONDS}; includeSubDomains`]
        : []),
      "connection: close",
    ];
    if (socket.writable) socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
    socket.destroy();
  };
}

/** Where an address goes whose path cannot be read: like any other that is not there. A stray % would pass every hook. */
export function readableUrl(url = "/"): string {
  try {
    decodeURIComponent(url.split("?")[0]!);
    return url;
  } catch {
    return "/%25";
  }
}
