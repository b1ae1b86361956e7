import type { Part, WordChange } from "./kept.ts";
import type { Word } from "./words.ts";

/** What a place loses for each kept word that would differ in capitals there. */
const CAPITALS_PRICE = 3;

const STOP = /^[.;:!?。；：]$|^\.\.\.$/;
const COMMA = /^[,、،]$/;
const CLOSING = /^[.,;:!?)\]。，；：、،؛]$/;
const CONJUNCTION = /^(?:and|or|und|oder|et|ou|y|o|e)$/;
/** Words that say nothing without those after them. */
const LEADING =
  /^(?:the|a|an|of|to|in|by|for|with|at|on|from|as|der|die|das|des|dem|den|ein|eine|einer|eines|von|zu|im|am|mit|für|auf|le|la|les|de|du|un|une|à|au|aux|par|pour|el|los|las|del|al|con|por|para)$/;
const PREPOSITION =
  /^(?:of|to|in|by|for|with|at|on|from|as|von|zu|im|am|mit|für|auf|à|au|aux|par|pour|de|du|con|por|para)$/;

/**
 * Slides a one-sided change to where a phrase starts and ends.
 *
 * `the {+and discuss …, the+} Board` and `{+and discuss …, the +}the Board` say
 * the same; a reader expects `{+and discuss …,+} the Board`.
 */
export function slide(
  change: WordChange,
  previous: WordChange | undefined,
  next: WordChange | undefined,
  before: readonly Word[],
  after: readonly Word[],
): WordChange {
  const isInsertion = change.before.from === change.before.to;
  if (!isInsertion && change.after.from !== change.after.to) return change;
  const [side, words, others] = isInsertion
    ? (["after", after, before] as const)
    : (["before", before, after] as const);
  const { from, to } = change[side];
  const other = change[isInsertion ? "before" : "after"].from;
  // One kept word must stay between two changes, or they would touch.
  const low = previous ? previous[side].to + 1 : 0;
  const high = next ? next[side].from - 1 : words.length;
  const loss = (kept: Word, at: number): number => (kept.key === others[at]?.key ? 0 : CAPITALS_PRICE);
  let [best, bestScore] = [0, scorePlace(words, from, to)];
  let lost = 0;
  for (let by = -1; from + by >= low && words[from + by]!.folded === words[to + by]!.folded; by--) {
    lost += loss(words[to + by]!, other + by) - loss(words[from + by]!, other + by);
    const score = scorePlace(words, from + by, to + by) - lost;
    if (score > bestScore) [best, bestScore] = [by, score];
  }
  lost = 0;
  for (let by = 1; to + by <= high && words[to + by - 1]!.folded === words[from + by - 1]!.folded; by++) {
    lost += loss(words[from + by - 1]!, other + by - 1) - loss(words[to + by - 1]!, other + by - 1);
    const score = scorePlace(words, from + by, to + by) - lost;
    if (score > bestScore) [best, bestScore] = [by, score];
  }
  const shift = (part: Part): Part => ({ from: part.from + best, to: part.to + best });
  return { before: shift(change.before), after: shift(change.after) };
}

/** How well words `from` to `to` stand as a phrase of their own. */
function scorePlace(words: readonly Word[], from: number, to: number): number {
  const [ahead, first, last, behind] = [
    words[from - 1]?.folded,
    words[from]!.folded,
    words[to - 1]!.folded,
    words[to]?.folded,
  ];
  let score = 0;
  const startsSentence = ahead === undefined || STOP.test(ahead);
  if (startsSentence && (behind === undefined || STOP.test(last))) score += 5;
  else if (ahead !== undefined && COMMA.test(ahead) && COMMA.test(last)) score += 4;
  else if (ahead !== undefined && COMMA.test(ahead)) score += 1.5;
  else if (COMMA.test(last)) score += 1;
  if (startsSentence) score += 1;
  if (CONJUNCTION.test(first)) score += 1;
  if (CONJUNCTION.test(last)) score += 0.4;
  if (LEADING.test(last)) score -= 1.2;
  if (PREPOSITION.test(first)) score += 0.5;
  if (CLOSING.test(first)) score -= 0.6;
  if (behind !== undefined && CLOSING.test(behind) && !CLOSING.test(last)) score += 0.3;
  return score - 3 * openBrackets(words, from, to);
}

function openBrackets(words: readonly Word[], from: number, to: number): number {
  let [depth, unmatched] = [0, 0];
  for (let i = from; i < to; i++) {
    const { key } = words[i]!;
    if (key === "(" || key === "[") depth++;
    else if (key === ")" || key === "]") {
      if (depth > 0) depth--;
      else unmatched++;
    }
  }
  return depth + unmatched;
}
