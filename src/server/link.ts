import { hashOfToken, makeToken } from "./token.ts";

/** How long a mailed link can be used. */
export const LINK_MINUTES = 15;

/**
 * A link's token: its secret, when it ends, and a mark of the browser that
 * asked. End and mark only tell a person what is the matter; what decides is
 * whether secret and browser together are known, once.
 */
export function makeLinkToken(asker: string, nowMs: number): string {
  const endSeconds = Math.floor(nowMs / 1000) + LINK_MINUTES * 60;
  return `${makeToken()}.${endSeconds.toString(36)}.${markOf(asker)}`;
}

/** What a link is kept under: another browser has other words for the same link. */
export function wordsOfLink(token: string, asker: string): string {
  return `${token} ${asker}`;
}

/** What can be told from a token alone; `undefined` when it is none. */
export function readLinkToken(token: string): { endsAtMs: number; mark: string } | undefined {
  const [, end, mark] = /^[\w-]{43}\.([0-9a-z]{5,8})\.([0-9a-f]{8})$/.exec(token) ?? [];
  return end && mark ? { endsAtMs: Number.parseInt(end, 36) * 1000, mark } : undefined;
}

export function markOf(asker: string): string {
  return hashOfToken(`asked by ${asker}`).slice(0, 8);
}

/** A path of this site, with its query and hash; anything else leads to the first page. */
export function pathOf(next: string | undefined): string {
  if (!next || next.length > 2000 || !/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return "/";
  const home = "http://here.invalid";
  if (!URL.canParse(next, home)) return "/";
  const { origin, pathname, search, hash } = new URL(next, home);
  return origin === home && !pathname.startsWith("//") && !pathname.startsWith("/api/")
    ? pathname + search + hash
    : "/";
}
