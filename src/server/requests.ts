import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** Asked all day by machines: only what goes wrong there is worth a line. */
const QUIET = new Set(["/healthz", "/readyz", "/metrics"]);
/** Open for hours: how long says nothing. */
const STREAM = "/api/events";

/** Short enough to be read out on the phone, and never taken from the request. */
export function makeRequestNumber(): string {
  return randomBytes(6).toString("hex");
}

/** Why requests were refused, by the code of the refusal. */
const refusals = new WeakMap<FastifyRequest, string>();

export function noteRefusal(request: FastifyRequest, code: string): void {
  refusals.set(request, code);
}

/**
 * Numbers each request, counts it, and puts it in the log: its route, never its
 * path or query, which hold what people look for, and never its address unless
 * that was asked for.
 */
export function observeRequests(
  app: FastifyInstance,
  { log, metrics, logAddresses }: { log: Log; metrics: Metrics; logAddresses: boolean },
): void {
  const tookSeconds = metrics.histogram(
    "openfloor_request_duration_seconds",
    "Requests answered, by route and status.",
  );
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const [route, status] = [routeOf(request), reply.statusCode];
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    if (route !== STREAM) tookSeconds({ route, method: methodOf(request), status: String(status) }, ms / 1000);
    if (QUIET.has(route) && status < 400) return;
    log(`${methodOf(request)} ${route}: ${status}`, {
      event: "request",
      level: status >= 500 ? "error" : status >= 400 ? "warn" : "info",
      request: request.id,
      method: methodOf(request),
      route,
      status,
      ...(refusals.has(request) && { refusal: refusals.get(request) }),
      ms,
      ...(logAddresses && { address: request.ip }),
    });
  });
}

/** The pattern of an address: `/api/texts/:hash`; every page is `/*`. */
export function routeOf({ routeOptions }: FastifyRequest): string {
  const url = routeOptions.url ?? "/*";
  return url.startsWith("/assets/") ? "/assets/*" : url;
}

/** Whoever makes up methods must not fill the counters. */
function methodOf({ method }: FastifyRequest): string {
  return ["GET", "HEAD", "POST"].includes(method) ? method : "other";
}
