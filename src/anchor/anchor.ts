/**
 * Which words a person speaks about. Stored once and never rewritten: where
 * they stand on a later text is derived each time.
 *
 * Positions are UTF-16 units into the plain title or text of the clause, `from`
 * inclusive, `to` exclusive, on the text whose source has the hash `text`.
 */
export interface Anchor {
  /** SHA-256 of the source it was made on, hex. */
  text: string;
  /** Words of the old text (struck ones among them) or of the new. */
  side: "before" | "after";
  /** Address of the clause on that text. */
  clause: string;
  part: "title" | "text";
  from: number;
  to: number;
  /** The words themselves. */
  quote: string;
  /** Up to 32 characters before and after. */
  prefix: string;
  suffix: string;
}
