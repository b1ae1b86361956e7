import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Counters } from "../store/counters.ts";
import { problem } from "../text/problem.ts";
import { refuse } from "./refuse.ts";
import type { Limits } from "./settings.ts";

/** Asked by machines that watch the server; refusing them would tell them it is down. */
const UNLIMITED = /^\/(?:assets\/|(?:healthz|readyz|metrics)(?:\?|$))/;

/** A post that adds nothing: every page with comments asks it. */
const QUESTION = /^\/api\/placements(?:\?|$)/;

/** Who asks, as far as limits go. */
export interface Asker {
  id: string;
  /** By mail or with a provider: of such, nobody can make as many as he likes. */
  hasSignedIn: boolean;
}

/**
 * Refuses what comes faster than people write and read.
 *
 * A person has a share of his own, and what goes beyond it counts against
 * nobody else. An address has one for all who have not signed in there: an
 * office must not be silenced by one guest, or by a thousand that somebody
 * makes; who has signed in gets through when it is used up, and signing in has
 * a share of its own, so that everyone can.
 */
export function limitRequests(
  app: FastifyInstance,
  limits: Limits,
  counters: Counters,
  askerOf: (request: FastifyRequest) => Promise<Asker | undefined>,
): void {
  app.addHook("onRequest", async (request, reply) => {
    if (UNLIMITED.test(request.url)) return;
    const network = networkOf(request.ip);
    if (request.method === "GET" || request.method === "HEAD" || QUESTION.test(request.url)) {
      const reads = await counters.take(`reads from ${network}`, limits.readsByAddress);
      if (!reads.isOver) return;
      // Looked up only now: nearly all reads are within the share of their address.
      const asker = await askerOf(request);
      const own = asker?.hasSignedIn ? await counters.take(`reads by ${asker.id}`, limits.readsByPerson) : reads;
      return own.isOver ? tooMany(reply, own.waitSeconds, true) : undefined;
    }
    const asker = await askerOf(request);
    if (asker) {
      const own = await counters.take(`posts by ${asker.id}`, limits.postsByPerson);
      if (own.isOver) return tooMany(reply, own.waitSeconds, false);
      if (asker.hasSignedIn) return;
    }
    const what = request.url.startsWith("/api/sign-in/") ? "sign-ins" : "posts";
    const all = await counters.take(`${what} from ${network}`, limits.postsByAddress);
    if (all.isOver) return tooMany(reply, all.waitSeconds, false);
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
