import type { Hint } from "./hint.ts";
import type { Piece } from "./inline.ts";

/** A heading, paragraph, item or table as its lines say, markup of the line start left out. */
export interface Block {
  kind: "heading" | "paragraph" | "table" | "code" | "footnote";
  /** 1 to 6, as written with `#` or underlined; 0.5 for a heading with a line above and below. */
  level: number;
  /** The lines, without what opens them. */
  pieces: Piece[];
  from: number;
  to: number;
  /** Counted from 1. */
  line: number;
  /** Blanks before the first line; a tab counts to the next multiple of 4. */
  indent: number;
  /** A Markdown list marker in front. */
  marker?: { text: string; kind: "bullet" | "ordered"; contentIndent: number };
  /** Of a table: the cells of each row. */
  rows?: Piece[][];
  /** Of a footnote: `[^1]`. */
  label?: string;
  /** How it is to be read, where a comment above it says so. */
  hint?: Hint;
}
