import type { FastifyReply } from "fastify";

/** For one person at one time only. */
export function fresh(reply: FastifyReply, status = 200): FastifyReply {
  return reply.code(status).header("cache-control", "no-store");
}
