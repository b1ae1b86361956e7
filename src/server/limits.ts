import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Counters } from "../store/counters.ts";
import { problem } from "../text/problem.ts";
import { refuse } from "./refuse.ts";
import type { Limit, Limits } from "./settings.ts";

/** Asked by machines that watch the server; refusing them would tell them it is down. */
const UNLIMITED = /^\/(?:assets\/|(?:healthz|readyz|metrics)(?:\?|$))/;

/**
 * Refuses what comes faster than people write and read, by address and, for
 * posts, by person: an office behind one address must not silence itself.
 */
export function limitRequests(
  app: FastifyInstance,
  limits: Limits,
  counters: Counters,
  personOf: (request: FastifyRequest) => Promise<string | undefined>,
): void {
  app.addHook("onRequest", async (request, reply) => {
    if (UNLIMITED.test(request.url)) return;
    const isRead = request.method === "GET" || request.method === "HEAD";
    const network = networkOf(request.ip);
    const checks: [string, Limit][] = [
      isRead ? [`reads from ${network}`, limits.readsByAddress] : [`posts from ${network}`, limits.postsByAddress],
    ];
    const person = isRead ? undefined : await personOf(request);
    if (person) checks.push([`posts by ${person}`, limits.postsByPerson]);
    for (const [name, limit] of checks) {
      const { isOver, waitSeconds } = await counters.take(name, limit);
      if (isOver) return tooMany(reply, waitSeconds, isRead);
    }
  });
}

/** Whom an address belongs to: in IPv6 a household has 2^64 of them. */
export function networkOf(address: string): string {
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (ipv4) return ipv4;
  const [head = "", tail = ""] = address.split("%")[0]!.split("::");
  const [before, after] = [head, tail].map((part) => part.split(":").filter(Boolean));
  const zeros = address.includes("::") ? 8 - before!.length - after!.length : 0;
  const groups = [...before!, ...Array<string>(Math.max(0, zeros)).fill("0"), ...after!];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

function tooMany(reply: FastifyReply, waitSeconds: number, isRead: boolean): FastifyReply {
  const kept = isRead ? "" : " Your text is kept on your device; nothing was added.";
  const message = `That is more than this server takes in a minute. Try again in ${waitSeconds} seconds.${kept}`;
  return refuse(reply.header("retry-after", String(waitSeconds)), problem("too-many-requests", message));
}
