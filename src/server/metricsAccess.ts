import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Settings } from "./settings.ts";

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
/** A proxy on this machine asks from here too; what it hands on comes from elsewhere. */
const HANDED_ON = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via"];

/**
 * Who may read the metrics: whoever shows the token. Where none is set, a
 * program on this machine may, as long as the server is not public.
 */
export function mayReadMetrics(
  request: FastifyRequest,
  { metricsToken, origin, trustProxy }: Pick<Settings, "metricsToken" | "origin" | "trustProxy">,
): boolean {
  const { headers, socket } = request.raw;
  if (metricsToken) {
    const shown = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
    return shown !== undefined && timingSafeEqual(hash(shown), hash(metricsToken));
  }
  if (origin || trustProxy !== false || HANDED_ON.some((name) => name in headers)) return false;
  return LOOPBACK.test(socket.remoteAddress ?? "");
}

function hash(words: string): Buffer {
  return createHash("sha256").update(words).digest();
}
