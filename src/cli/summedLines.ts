import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { canonicalJson } from "../ledger/chain.ts";
import { isDeeperThan } from "./isDeeperThan.ts";

/** Longest line that is read. The longest text of bylaws has 32 MB. */
const LINE_LIMIT_BYTES = 64 * 1024 * 1024;
/** Deepest JSON that is read; a deeper one would overflow the stack of whoever walks over it. */
const DEPTH_LIMIT = 50;
const SUM = /,"sum":"([0-9a-f]{16})"\}$/;

type Fields = { [name: string]: unknown };

/**
 * Writes objects as lines of JSON. Each ends with a sum over itself and all
 * lines before it, so that the first line that was altered, left out or put
 * elsewhere can be named. The last line is `{"end": …}`: without it the file
 * was cut off.
 */
export class SummedLines {
  #sum = "";
  /** Written so far. */
  lines = 0;

  /** @returns The line, its line end included. */
  line(fields: Fields): string {
    const json = canonicalJson(fields).slice(0, -1);
    this.#sum = sumOf(this.#sum, json);
    this.lines += 1;
    return `${json},"sum":"${this.#sum}"}\n`;
  }
}

/** A file that is not as it was written: its message is one sentence that names file and line, and says what to do. */
export class LineError extends Error {
  readonly code = "file-altered";
}

/** One line that is as it was written; `at` names file and line for whoever finds something else wrong with it. */
interface SummedLine {
  fields: Fields;
  at: string;
  /** Of the file, up to and with this line. */
  bytes: number;
}

/**
 * Reads what `SummedLines` wrote, a line at a time, the last one too.
 *
 * @param isWanted Tells from its first line whether this is such a file; otherwise why not.
 * @throws {LineError}
 */
export async function* readSummedLines(path: string, isWanted: (first: Fields) => true | string) {
  let sum = "";
  let number = 0;
  let hasEnded = false;
  let bytes = 0;
  for await (const line of splitLines(path)) {
    number += 1;
    bytes += line.length + 1;
    const at = `${path}:${number}`;
    if (hasEnded) throw new LineError(`${at}: Something follows the last line. Fetch the file again.`);
    const text = decode(line);
    const fields = text === undefined ? undefined : readObject(text);
    if (number === 1) {
      const wanted = fields === undefined ? `${path} is no file that Openfloor wrote.` : isWanted(fields);
      if (wanted !== true) throw new LineError(wanted);
    }
    const written = text === undefined ? undefined : SUM.exec(text);
    if (!fields || !written || sumOf(sum, text!.slice(0, written.index)) !== written[1]) {
      throw new LineError(`${at}: This line was altered, or one before it is missing. Fetch the file again.`);
    }
    sum = written[1]!;
    const { sum: _, ...own } = fields;
    hasEnded = Object.hasOwn(own, "end");
    yield { fields: own, at, bytes } satisfies SummedLine;
  }
  if (number === 0) throw new LineError(`${path} is empty.`);
  if (!hasEnded) throw new LineError(`${path}:${number}: The file was cut off after this line. Fetch it again.`);
}

function sumOf(before: string, json: string): string {
  return createHash("sha256").update(before).update(json).digest("hex").slice(0, 16);
}

function decode(line: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return undefined;
  }
}

function readObject(text: string): Fields | undefined {
  if (isDeeperThan(text, DEPTH_LIMIT)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

async function* splitLines(path: string): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (number === 1 && length === 0) whyNotPlain(path, chunk);
    let from = 0;
    for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, to)]);
      number += 1;
      parts = [];
      length = 0;
      from = to + 1;
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LINE_LIMIT_BYTES) {
      throw new LineError(`${path}:${number}: This line is longer than ${LINE_LIMIT_BYTES} bytes, and was not read.`);
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}

/** What unpacks to a thousand times its size could fill the disk. */
function whyNotPlain(path: string, { 0: first, 1: second }: Buffer): void {
  const packed =
    (first === 0x1f && second === 0x8b) || (first === 0x28 && second === 0xb5) || (first === 0x50 && second === 0x4b);
  if (packed) throw new LineError(`${path} is compressed. Unpack it first, then name the unpacked file.`);
}
