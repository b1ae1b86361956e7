import type { PlacedWords } from "./placement.ts";

/** Words on their way from text to text, with what they say beside each other: see `Word.weight`. */
export interface Piece extends PlacedWords {
  weight: number;
}
