import { type Problem, problem } from "../text/problem.ts";
import type { ComparedClause, Comparison, Stretch } from "./comparison.ts";
import { type MarkedWords, readMarks } from "./marks.ts";
import { nameOf } from "./name.ts";
import { compareWording } from "./wording.ts";

/** A paragraph shows a clause when it has this share of its different words. */
const SHARE = 0.6;
const FEWEST_WORDS = 5;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;

interface Paragraph {
  plain: string;
  marks: MarkedWords[];
  words: Set<string>;
  line: number;
}

/**
 * Checks the words in which an amendment was announced, its change marked by
 * hand with stars, slashes or the like, against the change itself.
 *
 * Told for each amended clause that the announcement shows: marks that are
 * missing, marks at other words than the new ones, and another wording.
 *
 * @param comparison From the version to the wording that is put to the vote.
 */
export function checkAnnouncement(announcement: string, comparison: Comparison): Problem[] {
  const paragraphs = readParagraphs(announcement);
  return comparison.rows.flatMap((row) => {
    const changes = row.before && row.after && row.movedTo === undefined ? row.text.filter(({ quiet }) => !quiet) : [];
    if (changes.length === 0) return [];
    const paragraph = paragraphFor(row.after!.text, paragraphs);
    return paragraph ? checkClause(row, paragraph) : [];
  });
}

function readParagraphs(announcement: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let lines: string[] = [];
  let line = 1;
  const flush = (next: number): void => {
    const { plain, marks } = readMarks(lines.join(" ").replace(/\s+/g, " ").trim());
    if (plain) paragraphs.push({ plain, marks, words: wordsOf(plain), line });
    lines = [];
    line = next;
  };
  announcement.split(/\r\n?|\n/).forEach((raw, index) => {
    const text = raw.replace(/^(?:\s*>)+/, "");
    if (text.trim() === "") flush(index + 2);
    else lines.push(text);
  });
  flush(0);
  return paragraphs;
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(WORD) ?? []);

function paragraphFor(text: string, paragraphs: readonly Paragraph[]): Paragraph | undefined {
  const words = [...wordsOf(text)];
  if (words.length < FEWEST_WORDS) return undefined;
  const shares = paragraphs.map((one) => ({
    one,
    share: words.filter((word) => one.words.has(word)).length / words.length,
  }));
  const best = shares.reduce<(typeof shares)[number] | undefined>(
    (a, b) => (a && a.share >= b.share ? a : b),
    undefined,
  );
  return best && best.share >= SHARE ? best.one : undefined;
}

function checkClause(row: ComparedClause, { plain, marks, line }: Paragraph): Problem[] {
  const text = row.after!.text;
  const name = nameOf(row.after!);
  const report = (message: string) => [problem("announcement-differs", message, { line })];
  // What stands before and behind the clause, its number and title among it, is no other wording.
  const differences = compareWording(text, plain).filter(({ before: { from, to }, quiet }) => {
    return !quiet && !(from === to && (from === 0 || from === text.length));
  });
  if (differences.length > 0) {
    const units = ({ before, after }: (typeof differences)[number]) => before.to - before.from + after.to - after.from;
    const other = differences.reduce((a, b) => (units(b) > units(a) ? b : a));
    const [ours, theirs] = [
      text.slice(other.before.from, other.before.to),
      plain.slice(other.after.from, other.after.to),
    ];
    const more = differences.length - 1;
    const places = more === 0 ? "" : `, and ${more} more ${more === 1 ? "difference" : "differences"}`;
    return report(
      `The announcement has ${quote(theirs)} in ${name} where the proposed text has ${quote(ours)}${places}. Correct one of them.`,
    );
  }
  const shift = offsetIn(plain, text);
  const marked = marks
    .filter(({ kind }) => kind === "marked")
    .map(({ from, to }) => ({ from: from - shift, to: to - shift }));
  const inText = marked.filter(({ from, to }) => to > 0 && from < text.length);
  const inserted = row.text.filter(({ quiet }) => !quiet).map(({ after }) => after);
  const [missing, odd] = [wordsOutside(text, inserted, inText), wordsOutside(text, inText, inserted)];
  if (missing.length === 0 && odd.length === 0) return [];
  if (inText.length === 0)
    return report(
      `The announcement shows ${name} without a mark at what is new: ${missing.map(quote).join(", ")}. Mark it; marks are easily lost on the way.`,
    );
  const told = [
    ...(missing.length > 0 ? [`${missing.map(quote).join(", ")} is new and not marked`] : []),
    ...(odd.length > 0 ? [`${odd.map(quote).join(", ")} is marked and not new`] : []),
  ];
  return report(`The marks of the announcement in ${name} are not the change: ${told.join("; ")}. Correct the marks.`);
}

/** Where the clause begins in the paragraph: they differ in nothing else. */
function offsetIn(plain: string, text: string): number {
  const [first] = compareWording(text, plain);
  return first && first.before.to === 0 ? first.after.to : 0;
}

/** Runs of words inside some stretches and outside of others. */
function wordsOutside(text: string, inside: readonly Stretch[], outside: readonly Stretch[]): string[] {
  const isIn = (stretches: readonly Stretch[], from: number, to: number) =>
    stretches.some((one) => one.from < to && from < one.to);
  const runs: Stretch[] = [];
  let isOpen = false;
  for (const { 0: word, index: from } of text.matchAll(WORD)) {
    const to = from + word.length;
    const isOne = isIn(inside, from, to) && !isIn(outside, from, to);
    if (isOne && isOpen) runs.at(-1)!.to = to;
    else if (isOne) runs.push({ from, to });
    isOpen = isOne;
  }
  return runs.map(({ from, to }) => text.slice(from, to));
}

function quote(words: string): string {
  return words.trim() === "" ? "nothing" : `“${words.trim()}”`;
}
