import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Settings } from "./settings.ts";

/**
 * Where the public finds this server: what the operator set, else where it
 * listens. Links in mails, feeds and redirects begin with it, and it is what
 * a browser must name as the origin of a post; what a request says of its own
 * `Host` is believed nowhere.
 */
export function originOf({ server }: FastifyInstance, { origin, host }: Pick<Settings, "origin" | "host">): string {
  if (origin) return origin;
  const address = server.address() as AddressInfo | null;
  const isAny = host === "0.0.0.0" || host === "::";
  const name = isAny ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${address?.port ?? 0}`;
}
