import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Answers 304 when the browser has this state already. */
export function isUnchanged(request: FastifyRequest, reply: FastifyReply, state: string): boolean {
  const etag = `"${state}"`;
  reply.header("etag", etag).header("cache-control", "no-cache");
  const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (!known?.includes(etag)) return false;
  reply.code(304).send();
  return true;
}

/** A name of any length as part of a state. */
export function hashOf(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 32);
}
