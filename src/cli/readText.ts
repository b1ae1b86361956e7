import { readFileSync, statSync } from "node:fs";
import type { Io } from "./io.ts";

/** @returns The bytes of a file, or one sentence that names it and says what is the matter and what to do. */
export function readBytes(file: string): Uint8Array | { sentence: string } {
  try {
    if (!statSync(file).isFile()) return { sentence: `${file} is no file. Name a Markdown or plain text file.` };
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR")
      return { sentence: `${file} does not exist. Check the name, or the folder you are in.` };
    return { sentence: `${file} cannot be read (${code}). Check that you may read it.` };
  }
}

/** The words of a file, read as well as can be. */
export function readText(file: string, io: Pick<Io, "stderr">): string | { sentence: string } {
  const bytes = readBytes(file);
  if ("sentence" in bytes) return bytes;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    io.stderr(`${file} is not valid UTF-8 and was read as well as possible. Save it as UTF-8.\n`);
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }
}
