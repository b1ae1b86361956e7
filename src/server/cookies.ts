import type { FastifyReply, FastifyRequest } from "fastify";
import { LONGEST_DAYS, type Session, type Sessions } from "../store/sessions.ts";
import { hashOfToken, makeToken } from "./token.ts";

/** A day is enough to open a link that can be used for a quarter of an hour. */
const ASKED_SECONDS = 24 * 60 * 60;
/** Longest time somebody may spend at the provider. */
const ANSWER_SECONDS = 10 * 60;
const TOKEN = /^[\w-]{43}$/;

/** Sets and reads the cookies of one server: over https they come back to this host only. */
export class Cookies {
  readonly #sessions: Sessions;
  readonly #isSecure: () => boolean;
  readonly #found = new WeakMap<FastifyRequest, Promise<Session | undefined>>();

  constructor(sessions: Sessions, isSecure: () => boolean) {
    this.#sessions = sessions;
    this.#isSecure = isSecure;
  }

  /** Who a request is from; asked of the store once for each request. */
  session(request: FastifyRequest): Promise<Session | undefined> {
    const known = this.#found.get(request);
    if (known) return known;
    const token = this.#read(request, "openfloor");
    const found = token ? this.#sessions.find(hashOfToken(token), new Date()) : Promise.resolve(undefined);
    this.#found.set(request, found);
    return found;
  }

  start(reply: FastifyReply, token: string): void {
    this.#set(reply, "openfloor", token, LONGEST_DAYS * 24 * 60 * 60);
  }

  end(reply: FastifyReply): void {
    this.#set(reply, "openfloor", "", 0);
  }

  /** What only this browser knows of the links it asked for; the same for all it asks for. */
  asker(request: FastifyRequest, reply: FastifyReply): string {
    const nonce = this.findAsker(request) ?? makeToken();
    this.#set(reply, "openfloor-asked", nonce, ASKED_SECONDS);
    return nonce;
  }

  findAsker(request: FastifyRequest): string | undefined {
    return this.#read(request, "openfloor-asked");
  }

  /** Where to go when the provider has answered. */
  setNext(reply: FastifyReply, path: string): void {
    this.#set(reply, "openfloor-next", encodeURIComponent(path), ANSWER_SECONDS);
  }

  takeNext(request: FastifyRequest, reply: FastifyReply): string | undefined {
    const written = request.cookies[this.#nameOf("openfloor-next")];
    this.#set(reply, "openfloor-next", "", 0);
    try {
      return written && decodeURIComponent(written);
    } catch {
      return undefined;
    }
  }

  /** What was needed to read the provider's answer is of no use twice. */
  endState(reply: FastifyReply): void {
    this.#set(reply, "openfloor-provider", "", 0);
  }

  #read(request: FastifyRequest, name: string): string | undefined {
    const value = request.cookies[this.#nameOf(name)];
    return value !== undefined && TOKEN.test(value) ? value : undefined;
  }

  /** Scripts of the page cannot read it, other sites cannot make a browser post with it. */
  #set(reply: FastifyReply, name: string, value: string, maxAge: number): void {
    reply.setCookie(this.#nameOf(name), value, {
      httpOnly: true,
      sameSite: "lax",
      secure: this.#isSecure(),
      path: "/",
      maxAge,
    });
  }

  #nameOf(name: string): string {
    return this.#isSecure() ? `__Host-${name}` : name;
  }
}

const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrom(?:e|ium)\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, "an iPhone"],
  [/\biPad\b/, "an iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "a Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** Enough to know one's own devices by, and no more is kept: `Firefox on Windows`. */
export function deviceOf(userAgent: string | undefined): string {
  const find = (names: [RegExp, string][]) => names.find(([sign]) => sign.test(userAgent ?? ""))?.[1];
  const browser = find(BROWSERS) ?? "A browser";
  const system = find(SYSTEMS);
  return system ? `${browser} on ${system}` : browser;
}
