import { type Problem, problem } from "../text/problem.ts";

const LINE_END = 10;

/**
 * Puts in place of each file that looks cut off the bytes that were read before.
 *
 * A file that is still being written, or that a full disk cut short, is the
 * beginning of what it was, or ends in the middle of a line where it did not
 * before. As Markdown such a half is a text like any other, and nobody must
 * read it as the law.
 *
 * @param files What is on disk now; changed in place.
 */
export function replaceCutFiles(
  files: Map<string, Uint8Array>,
  before: ReadonlyMap<string, Uint8Array>,
): { path: string; problem: Problem }[] {
  const cut: { path: string; problem: Problem }[] = [];
  for (const [path, now] of files) {
    const whole = before.get(path);
    // An empty file is a mistake by itself, and told as that.
    if (!whole || now.length === 0 || !isCut(whole, now)) continue;
    files.set(path, whole);
    const message = isBeginning(whole, now)
      ? `The file looks cut off: its ${now.length} bytes are the beginning of the ${whole.length} it had. What was read before stays; save it whole, or, if the rest is meant to go, change something before it too.`
      : "The file looks cut off: it ends in the middle of a line, and did not before. What was read before stays; save it whole, with a line break at its end.";
    cut.push({ path, problem: problem("file-cut-off", message, { file: path, serious: true }) });
  }
  return cut;
}

function isCut(whole: Uint8Array, now: Uint8Array): boolean {
  return isBeginning(whole, now) || (whole.at(-1) === LINE_END && now.at(-1) !== LINE_END);
}

function isBeginning(whole: Uint8Array, now: Uint8Array): boolean {
  return now.length < whole.length && Buffer.compare(now, whole.subarray(0, now.length)) === 0;
}
