import { type Problem, problem } from "../text/problem.ts";
import { NESTING_LIMIT, TEXT_LIMIT } from "./said.ts";

/** One level of a list or quotation at the start of a line: `> `, `- `, `1. `, or an indent of two. */
const LEVEL = /^(?: {0,1}>| {0,1}(?:[-*+]|\d{1,9}[.)])(?= )| {2}|\t)/;

/** How deep lists and quotations of a Markdown text are nested at most. Indents of two count as a level. */
function nestingOf(markdown: string): number {
  let deepest = 0;
  for (const line of markdown.split("\n")) {
    let rest = line;
    let depth = 0;
    // A line cannot count for more than refuses it, or a long one would cost its length squared.
    for (let level = LEVEL.exec(rest); level && depth <= NESTING_LIMIT * 2; level = LEVEL.exec(rest)) {
      depth += 1;
      rest = rest.slice(level[0].length);
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Longest run of one character that opens or closes inline markup: `[[[[`, `****`. */
const MARKS = /([[\]()*_~`<])\1{40,}/;

/**
 * What is wrong with a Markdown text somebody wants on record, or `undefined`.
 *
 * Raw HTML, images and headings are not refused: they are shown as the words
 * they are, so that nobody loses a text over them.
 */
export function whyNotComment(markdown: string, field = "text"): Problem | undefined {
  if (markdown.trim() === "") {
    return problem("text-empty", "Write something first: the text is empty.", { field });
  }
  if (markdown.length > TEXT_LIMIT) {
    return problem(
      "text-too-long",
      `The text has ${markdown.length} characters; ${TEXT_LIMIT} is the most. Shorten it, or post it in two parts. Your text is kept.`,
      { field },
    );
  }
  if (nestingOf(markdown) > NESTING_LIMIT || MARKS.test(markdown)) {
    return problem(
      "text-too-nested",
      `Lists, quotations or marks are nested more than ${NESTING_LIMIT} deep. Flatten them and post again. Your text is kept.`,
      { field },
    );
  }
  return undefined;
}
