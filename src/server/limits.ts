import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { problem } from "../text/problem.ts";
import { refuse } from "./refuse.ts";
import type { Limits } from "./settings.ts";

/**
 * Refuses what comes faster than people write and read, by address and, for
 * posts, by person: an office behind one address must not silence itself.
 */
export async function limitRequests(
  app: FastifyInstance,
  limits: Limits,
  personOf: (request: FastifyRequest) => Promise<string | undefined>,
): Promise<void> {
  // `cache` is how many addresses are remembered at a time: it bounds the memory.
  await app.register(rateLimit, { global: false, timeWindow: "1 minute", ipv6Subnet: 64, cache: 20_000 });
  const readsByAddress = app.createRateLimit({ max: limits.readsByAddress });
  const postsByAddress = app.createRateLimit({ max: limits.postsByAddress });
  const postsByPerson = app.createRateLimit({
    max: limits.postsByPerson,
    keyGenerator: async (request) => (await personOf(request)) ?? "",
  });

  app.addHook("onRequest", async (request, reply) => {
    if (request.url.startsWith("/assets/") || request.url === "/healthz") return;
    const isRead = request.method === "GET" || request.method === "HEAD";
    const checks = isRead
      ? [readsByAddress]
      : (await personOf(request))
        ? [postsByAddress, postsByPerson]
        : [postsByAddress];
    for (const check of checks) {
      const found = await check(request);
      if (!found.isAllowed && found.isExceeded) return tooMany(reply, found.ttlInSeconds, isRead);
    }
  });
}

function tooMany(reply: FastifyReply, waitSeconds: number, isRead: boolean): FastifyReply {
  const kept = isRead ? "" : " Your text is kept on your device; nothing was added.";
  const message = `That is more than this server takes in a minute. Try again in ${waitSeconds} seconds.${kept}`;
  return refuse(reply.header("retry-after", String(waitSeconds)), problem("too-many-requests", message));
}
