import type { Problem } from "./problem.ts";

/** One set of bylaws (or a charter, a policy) of one organisation, as its files say. */
export interface BylawsDocument {
  /** Folder name and first part of every address: `openstack-foundation`. */
  slug: string;
  title: string;
  organisation: string;
  /** BCP 47. */
  language: string;
  /** Markdown: what this is and where the text comes from. */
  about: string;
  /** The organisation, its people and its text are invented. */
  invented: boolean;
  /** The versions hold only part of the bylaws. */
  excerpt: boolean;
  notes: string[];
  rules: { noticeDays?: number; commentDays?: number; threshold?: string };
  /** Oldest first; the last one is the text in force. */
  versions: Version[];
  amendments: Amendment[];
}

/** A text of a document as it is or was in force. */
export interface Version {
  /** Calendar day; names the version in addresses: `2019-04-01`. */
  on: string;
  /** In force from that day, or seen on it where the day of adoption is not known. */
  kind: "in force" | "recorded";
  note: string;
  /** SHA-256 of the source, hex. The source itself is found under it. */
  hash: string;
}

/** One numbered full wording of an amendment. */
export interface Revision {
  number: number;
  on?: string;
  note: string;
  hash: string;
  /** Whose wording requests are in it: one line for each of the people who asked for one. */
  credits?: Credit[];
}

export interface Credit {
  /** Number of the comment on record. */
  comment: number;
  /** As the name stood there when the revision was written. */
  to: string;
}

/** A proposed change to a version. Days are calendar days, `2019-04-08`. */
export interface Amendment {
  slug: string;
  title: string;
  summary: string;
  /** Markdown. */
  rationale: string;
  /** The version it amends. */
  base: string;
  movedBy: string;
  secondedBy: string;
  notice?: string;
  comment: { opens?: string; closes?: string };
  /** The meeting that votes. */
  board?: string;
  meeting: string;
  decision?: Decision;
  inForce?: string;
  /** Oldest first; the last one is the one put to the vote. */
  revisions: Revision[];
  /** Which clause became which, where the computed pairing is wrong. */
  pairings: ClausePairing[];
  /** Hash of the words it was announced in, with the change marked by hand; checked against the computed change. */
  announcement?: string;
}

/**
 * A secretary's word on what became of a clause, from the base to the newest
 * revision of an amendment; comparing keeps to it. Addresses: of one side none
 * when the clause was added or removed, several when it was merged or split.
 */
export interface ClausePairing {
  before: string[];
  after: string[];
}

export const OUTCOMES = ["adopted", "adopted as modified", "rejected", "referred", "withdrawn"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Decision {
  outcome: Outcome;
  on: string;
  motion: string;
  mover: string;
  seconder: string;
  votes?: { for: number; against: number; abstained: number };
  reason: string;
}

/** Everything the organisation says: all documents, their files' problems, and a mark that changes when any of it does. */
export interface Library {
  documents: BylawsDocument[];
  problems: Problem[];
  /** Hash over all files. */
  stamp: string;
}
