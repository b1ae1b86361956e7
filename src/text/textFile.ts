import { type Fields, short } from "./fields.ts";
import { parseBylaws } from "./parse.ts";
import { type Problem, problem } from "./problem.ts";

/** Hex SHA-256 of bytes. */
export type Sha256 = (bytes: Uint8Array) => string;

/** The files of a library, and what was found in them so far. */
export interface Shelf {
  files: ReadonlyMap<string, Uint8Array>;
  sha256: Sha256;
  /** Sources by their hash. */
  texts: Map<string, string>;
  problems: Problem[];
  /** Hashes of texts that are named somewhere, by their path; empty of one that could not be read. */
  used: Map<string, string>;
}

/**
 * Reads the text of a version or revision, as well as can be.
 *
 * @param named, name The field that names the file, for telling that it does not exist.
 * @returns Its hash, or `undefined` when there is no word in it.
 */
export function readText(path: string, named: Fields, name: string, shelf: Shelf): string | undefined {
  const hash = readPlain(path, named, name, shelf);
  if (!hash) return undefined;
  for (const other of findProblems(hash, shelf.texts.get(hash)!)) shelf.problems.push({ ...other, file: path });
  return hash;
}

/** The same of a text that is not one of bylaws. */
export function readPlain(path: string, named: Fields, name: string, shelf: Shelf): string | undefined {
  const bytes = shelf.files.get(path);
  if (!bytes) {
    const message = `The file ${path} is named here and does not exist. Add it, or correct the name.`;
    named.report("file-missing", message, { name, serious: true });
    return undefined;
  }
  shelf.used.set(path, "");
  const { source, problem: odd } = decode(bytes);
  const mistake = source.trim() === "" ? EMPTY : (odd ?? whyCutOff(source));
  if (mistake) shelf.problems.push({ ...mistake, file: path });
  if (mistake === EMPTY) return undefined;
  const hash = shelf.sha256(new TextEncoder().encode(source));
  shelf.used.set(path, hash);
  shelf.texts.set(hash, source);
  return hash;
}

/** What was found in texts by their hash: a library is read anew whenever one of its files changes. */
const found = new Map<string, readonly Problem[]>();
const MOST_FOUND = 200;

function findProblems(hash: string, source: string): readonly Problem[] {
  const known = found.get(hash);
  if (known) return known;
  const { problems } = parseBylaws(source);
  if (found.size >= MOST_FOUND) found.clear();
  found.set(hash, problems);
  return problems;
}

const EMPTY = problem("file-empty", "The file is empty. Put the whole text into it.", { line: 1, serious: true });

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function decode(bytes: Uint8Array): { source: string; problem?: Problem } {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const wide = mark === "255 254" ? "utf-16le" : mark === "254 255" ? "utf-16be" : undefined;
  if (wide) {
    const message = "The file is UTF-16. It was read; save it as UTF-8, so that other programs can read it too.";
    return { source: new TextDecoder(wide).decode(bytes), problem: problem("not-utf-8", message, { line: 1 }) };
  }
  // Takes a byte order mark off.
  const source = new TextDecoder().decode(bytes);
  if (isUtf8(bytes)) return { source };
  const message = "The file is not UTF-8, so some letters cannot be read. Save it as UTF-8.";
  const line = lineAt(source, source.indexOf("\uFFFD"));
  return { source, problem: problem("not-utf-8", message, { line, serious: true }) };
}

/** A file that was being written when it was read, or copied in part, ends in the middle of something. */
function whyCutOff(source: string): Problem | undefined {
  const report = (message: string) =>
    problem("file-cut-off", message, { line: lineAt(source, source.length), serious: true });
  if (source.includes("\0")) {
    return report("The file holds zero bytes, as after a crash while it was written. Save it again.");
  }
  const words = source.trimEnd();
  if (/[\n\r]/.test(source.slice(words.length)) || /[\p{P}\p{S}]$/u.test(words.slice(-2))) return undefined;
  const last = source.slice(Math.max(source.lastIndexOf("\n"), source.lastIndexOf("\r")) + 1);
  if (/^\s*(?:#|\|)/.test(last)) return undefined; // A heading or a row may well be the end.
  return report(
    `The file seems to be cut off: it ends in “${short(last.slice(-40))}”, without a full stop or a line end. Save the whole text, with a line end.`,
  );
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split(/\r\n?|\n/).length;
}
