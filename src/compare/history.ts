import type { Stretch } from "./comparison.ts";
import type { ComparedTexts } from "./packed.ts";

/** How a stretch of words came to stand where it stands. */
export interface WordsHistory {
  /** Words of the newest text, within what was asked for. Stretches follow each other without gaps. */
  words: Stretch;
  /** The step (index into `steps`) that brought these words in; missing when the oldest text has them. */
  step?: number;
  /** The clause they stood in right after that step (or in the oldest text): its address. */
  clause: string;
  /** What stood there before that step, empty when nothing was replaced. */
  replaced: string;
}

/**
 * @param steps Consecutive texts compared, oldest first: the new text of each is the old one of the next.
 * @param place Words of the newest text.
 */
export function traceWords(
  _steps: readonly ComparedTexts[],
  _place: { clause: string; part: "title" | "text"; from: number; to: number },
): WordsHistory[] {
  return [];
}
