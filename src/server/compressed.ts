import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Kept } from "./kept.ts";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Below that, a header more costs as much as is saved. */
const SHORTEST_BYTES = 1400;
/** For what is made anew often, and for what is made once. */
const QUALITY = { quick: 4, small: 9 };

export type Encoding = "br" | "gzip" | "identity";

/** The shortest encoding a browser takes. */
export function encodingOf(request: FastifyRequest): Encoding {
  const accepted = String(request.headers["accept-encoding"] ?? "")
    .split(",")
    .map((part) => part.trim().toLowerCase());
  const takes = (name: string) =>
    accepted.some((part) => part === name || (part.startsWith(`${name};`) && !/;\s*q=0(?:\.0*)?$/.test(part)));
  return takes("br") ? "br" : takes("gzip") ? "gzip" : "identity";
}

async function compress(body: Buffer, encoding: Encoding, quality: number): Promise<Buffer> {
  if (encoding === "br") {
    return brotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    });
  }
  return encoding === "gzip" ? zip(body, { level: Math.min(quality, 9) }) : body;
}

/** Sends a text in the shortest encoding the browser takes. */
export async function sendText(request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> {
  const body = Buffer.from(text);
  const encoding = body.length < SHORTEST_BYTES ? "identity" : encodingOf(request);
  return sendCompressed(reply, encoding, await compress(body, encoding, QUALITY.quick));
}

/** Texts that are sent again and again, each made and compressed once. */
export class CompressedTexts {
  readonly #kept: Kept<Buffer>;
  readonly #making = new Map<string, Promise<Buffer>>();

  readonly #quality: number;

  /** @param roomBytes Most that is kept; what was not asked for for longest goes first. */
  constructor(roomBytes: number, quality: keyof typeof QUALITY = "small") {
    this.#kept = new Kept(roomBytes);
    this.#quality = QUALITY[quality];
  }

  /** 0 to 1: how much of the room is taken. */
  get fullness(): number {
    return this.#kept.fullness;
  }

  /** Makes a text in the encoding that a browser takes, unless it is kept. @param name The same name stands for the same text for ever. */
  make(name: string, encoding: Encoding, text: () => string | Promise<Buffer>): Promise<Buffer> {
    const key = `${encoding} ${name}`;
    const kept = this.#kept.find(key);
    if (kept) return Promise.resolve(kept);
    let making = this.#making.get(key);
    if (!making) {
      making = this.#makeNow(key, encoding, text).finally(() => this.#making.delete(key));
      this.#making.set(key, making);
    }
    return making;
  }

  async #makeNow(key: string, encoding: Encoding, text: () => string | Promise<Buffer>): Promise<Buffer> {
    const body = text();
    const made = await compress(typeof body === "string" ? Buffer.from(body) : await body, encoding, this.#quality);
    this.#kept.keep(key, made, made.length);
    return made;
  }
}

/** Sends what was compressed for this browser. */
export function sendCompressed(reply: FastifyReply, encoding: Encoding, made: Buffer): FastifyReply {
  reply.header("vary", "Accept-Encoding");
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.send(made);
}

export function asJson(reply: FastifyReply): FastifyReply {
  return reply.type("application/json; charset=utf-8");
}
