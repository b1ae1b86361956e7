import type { BylawsDocument } from "../text/document.ts";
import type { LinkedWords } from "./address.ts";
import type { Mark } from "./pieces.ts";
import type { Shown } from "./placed.ts";

/** Words that an address leads to, as far as they are found. */
export interface Linked {
  /** `undefined` while they are looked for, and where nothing of them is here. */
  row?: number;
  isSeeking: boolean;
  /** For people: what became of them. */
  told: string;
  marks: readonly { row: number; mark: Mark }[];
}

export interface FindLinkedWordsProps {
  document: BylawsDocument;
  clause: string;
  words: LinkedWords;
  shown: Shown;
  onFound: (linked: Linked) => void;
}

/** Until they are found. */
export const LOOKING: Linked = { isSeeking: true, told: "Looking for the words of this link…", marks: [] };
