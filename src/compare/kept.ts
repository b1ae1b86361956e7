/** A stretch of words kept on both sides: `length` words from `before` and `after` on. */
export interface Kept {
  before: number;
  after: number;
  length: number;
}

/** A part of one side. Indexes of words, `to` exclusive. */
export interface Part {
  from: number;
  to: number;
}

/** A change in words: some of the old ones give way to some new ones. */
export interface WordChange {
  before: Part;
  after: Part;
}
