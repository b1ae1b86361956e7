import { type Problem, problem } from "../text/problem.ts";
import { TEXT_LIMIT } from "./said.ts";

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
