import type { PlacedWords } from "../anchor/placement.ts";
import type { Stretch } from "../compare/comparison.ts";
import { splitWords, type Word } from "../compare/words.ts";
import { type Problem, problem } from "../text/problem.ts";
import { TEXT_LIMIT } from "./said.ts";
import type { Thread } from "./thread.ts";

/** Words to be replaced, in UTF-16 units of a title or text, and what shall stand there. */
export interface RequestedWords extends Stretch {
  /** Plain text, white space single; empty only where the whole part is struck. */
  wording: string;
}

/** How a title or text reads when a request for other words is granted. */
export function requestedText(text: string, { from, to }: Stretch, wording: string): string {
  return text.slice(0, from) + wording + text.slice(to);
}

/**
 * The smallest request that makes one title or text into another.
 *
 * It begins and ends with whole words. Where words are only put in or only
 * struck, a word beside them is taken in, so that there is something to point
 * at and something to stand there: the one before, or the first one.
 *
 * @param before As it stands in the proposal, white space single.
 * @param edited As somebody typed it over.
 * @returns `undefined` when they differ in nothing but white space around and between words.
 */
export function requestFor(before: string, edited: string): RequestedWords | undefined {
  const after = edited.replace(/\s+/g, " ").trim();
  if (after === before) return undefined;
  const words = [splitWords(before), splitWords(after)] as const;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  // The same letters may belong to a longer word on the other side: both are widened until neither is cut.
  for (let last = -1; start !== last; ) {
    last = start;
    for (const side of words) start = startOfWord(side, start);
  }
  const lengths = [before.length, after.length] as const;
  for (let last = -1; end !== last; ) {
    last = end;
    words.forEach((side, index) => {
      end = lengths[index]! - endOfWord(side, lengths[index]! - end);
    });
  }
  if (isEmpty(before, start, end) || isEmpty(after, start, end)) {
    const neighbour = words[0].findLast(({ to }) => to <= start);
    if (neighbour) start = neighbour.from;
    else {
      const next = words[0].find(({ from }) => from >= before.length - end);
      if (next) end = before.length - next.to;
    }
  }
  while (before[start] === " " && after[start] === " ") start += 1;
  while (before.at(-1 - end) === " " && after.at(-1 - end) === " ") end += 1;
  return { from: start, to: before.length - end, wording: after.slice(start, after.length - end) };
}

const isEmpty = (text: string, start: number, end: number): boolean =>
  text.slice(start, text.length - end).trim() === "";

/** Where the word begins that a position would cut; the position itself where it cuts none. */
function startOfWord(words: readonly Word[], at: number): number {
  return words.find(({ from, to }) => from < at && at < to)?.from ?? at;
}

function endOfWord(words: readonly Word[], at: number): number {
  return words.find(({ from, to }) => from < at && at < to)?.to ?? at;
}

/**
 * Which requests want other words for the same ones: not both can be granted as they stand.
 *
 * @param requests As they are placed on one text.
 * @returns For each that overlaps with any, the others, in the order of the text.
 */
export function overlapsOf<T extends PlacedWords>(requests: readonly T[]): Map<T, T[]> {
  const byPart = new Map<string, T[]>();
  for (const request of requests) {
    const key = `${request.part} ${request.clause}`;
    byPart.set(key, [...(byPart.get(key) ?? []), request]);
  }
  const overlaps = new Map<T, T[]>();
  const note = (one: T, other: T) => overlaps.set(one, [...(overlaps.get(one) ?? []), other]);
  for (const part of byPart.values()) {
    const ordered = part.sort((a, b) => a.from - b.from || a.to - b.to);
    ordered.forEach((one, index) => {
      for (let next = index + 1; next < ordered.length && ordered[next]!.from < one.to; next++) {
        note(one, ordered[next]!);
        note(ordered[next]!, one);
      }
    });
  }
  return overlaps;
}

/** What will stand in place of the words of a request: the board's words where it was accepted in part with other ones. */
export function wordingOf({ comment, dispositions, request }: Thread): string | undefined {
  return request === "accepted-in-part" ? dispositions.findLast(({ outcome }) => outcome)?.wording : comment.wording;
}

/** How much stands around words that are shown as they would read, in UTF-16 units. */
const AROUND = 80;

/**
 * The words of a request with what stands around them, as they read and as
 * they would; for a redline of its own. What is further away is left out, with
 * a sign of it.
 */
export function aroundRequest(text: string, stretch: Stretch, wording: string): { before: string; after: string } {
  const start = cutBefore(text, stretch.from);
  const end = cutAfter(text, stretch.to);
  const print = (words: string) =>
    `${start > 0 ? "… " : ""}${text.slice(start, stretch.from)}${words}${text.slice(stretch.to, end)}${end < text.length ? " …" : ""}`;
  return { before: print(text.slice(stretch.from, stretch.to)), after: print(wording) };
}

/** After a blank where there is one: scripts without blanks are cut between letters. */
function cutBefore(text: string, at: number): number {
  const from = at - AROUND;
  if (from <= 0) return 0;
  const blank = text.indexOf(" ", from);
  return blank >= 0 && blank < at ? blank + 1 : from + (isSecondHalf(text, from) ? 1 : 0);
}

function cutAfter(text: string, at: number): number {
  const to = at + AROUND;
  if (to >= text.length) return text.length;
  const blank = text.lastIndexOf(" ", to);
  return blank >= at ? blank : to + (isSecondHalf(text, to) ? 1 : 0);
}

const isSecondHalf = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));

/**
 * What is wrong with other words that somebody proposes, or `undefined`.
 *
 * @param replaced The words they shall stand in place of.
 */
export function whyNotWording(wording: string, replaced?: string): Problem | undefined {
  const field = "wording";
  if (wording.trim() === "") {
    return problem(
      "wording-empty",
      "Write the words that shall stand there. To strike words, select a word beside them too, and leave that one. Your text is kept.",
      { field },
    );
  }
  if (wording.length > TEXT_LIMIT) {
    return problem(
      "text-too-long",
      `The wording has ${wording.length} characters; ${TEXT_LIMIT} is the most. Propose it in two parts. Your text is kept.`,
      { field },
    );
  }
  if (replaced === undefined || plain(wording) !== plain(replaced)) return undefined;
  return problem(
    "wording-same",
    "These are the words of the proposal already. Change them, or say what you think of them in a comment; your text is kept.",
    { field },
  );
}

/** White space and the way a letter is put together make no other words. */
const plain = (words: string): string => words.normalize("NFC").replace(/\s+/g, " ").trim();
