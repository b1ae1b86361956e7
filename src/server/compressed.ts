import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Below that, a header more costs as much as is saved. */
const SHORTEST_BYTES = 1400;
/** For what is made anew each time, and for what is made once. */
const QUICK = 4;
const SMALL = 9;

type Encoding = "br" | "gzip" | "identity";

/** The shortest encoding a browser takes. */
function encodingOf(request: FastifyRequest): Encoding {
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
  reply.header("vary", "Accept-Encoding");
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.send(await compress(body, encoding, QUICK));
}

/** Texts that are sent again and again, each compressed once. */
export class CompressedTexts {
  readonly #made = new Map<string, Promise<Buffer>>();
  readonly #most: number;

  /** @param most Texts kept; the one that was made first goes first. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param name The same name stands for the same text for ever. */
  async send(request: FastifyRequest, reply: FastifyReply, name: string, text: () => string): Promise<FastifyReply> {
    const encoding = encodingOf(request);
    const key = `${encoding} ${name}`;
    let made = this.#made.get(key);
    if (!made) {
      if (this.#made.size >= this.#most) this.#made.delete(this.#made.keys().next().value!);
      made = compress(Buffer.from(text()), encoding, SMALL);
      made.catch(() => this.#made.delete(key));
      this.#made.set(key, made);
    }
    reply.header("vary", "Accept-Encoding");
    if (encoding !== "identity") reply.header("content-encoding", encoding);
    return reply.send(await made);
  }
}
