import type { Cut, Mark } from "./inlineWriter.ts";

const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** A run of `*` or `_` that may open or close emphasis; `left` units of it are not used yet. */
export interface Delimiter {
  mark: string;
  at: number;
  length: number;
  opens: boolean;
  closes: boolean;
  /** Units used from its end as an opener and from its start as a closer. */
  usedEnd: number;
  usedStart: number;
}

/** Whether a run of `*` or `_` leans on a word at its right (opens) or at its left (closes). */
export function flankDelimiter(raw: string, at: number, end: number): Delimiter {
  const before = at > 0 ? raw[at - 1]! : " ";
  const after = end < raw.length ? raw[end]! : " ";
  const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [markBefore, markAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
  const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
  const mark = raw[at]!;
  return {
    mark,
    at,
    length: end - at,
    opens: mark === "*" ? left : left && (!right || markBefore),
    closes: mark === "*" ? right : right && (!left || markAfter),
    usedEnd: 0,
    usedStart: 0,
  };
}

/** Makes emphasis of what opens and closes, innermost first. */
export function pairDelimiters(delimiters: Delimiter[], hidden: Cut[], marks: Mark[]): void {
  const open: { [mark: string]: Delimiter[] } = { "*": [], _: [] };
  for (const closer of delimiters) {
    const stack = open[closer.mark]!;
    while (closer.closes && stack.length > 0 && left(closer) > 0) {
      const opener = stack.at(-1)!;
      const width = Math.min(left(opener), left(closer)) >= 2 ? 2 : 1;
      const from = opener.at + opener.length - opener.usedEnd - width;
      const to = closer.at + closer.usedStart;
      hidden.push({ from, to: from + width, text: "" }, { from: to, to: to + width, text: "" });
      marks.push({ from: from + width, to, kind: width === 2 ? "strong" : "emphasis" });
      opener.usedEnd += width;
      closer.usedStart += width;
      if (left(opener) === 0) stack.pop();
    }
    if (closer.opens && left(closer) > 0) stack.push(closer);
  }
}

const left = (run: Delimiter): number => run.length - run.usedEnd - run.usedStart;
