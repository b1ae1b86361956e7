import type { Anchor } from "../anchor/anchor.ts";
import type { Entry, EntryHead } from "../ledger/entry.ts";

/** Everything that can be said on record. The fields here are an entry's body. */
export type Said =
  /** About words (with `anchor`), a clause, or a whole amendment. Markdown. */
  | { kind: "comment"; text: string; anchor?: Anchor }
  /** Answers the comment, or another reply, with this number. Markdown. */
  | { kind: "reply"; text: string; replyTo: number }
  /** Where a person stands on a revision; the newest one of a person counts. */
  | { kind: "position"; position: Stance; reason?: string }
  /** Takes back a comment or reply of one's own; it stays as a tombstone. */
  | { kind: "withdrawal"; withdraws: number };

export const STANCES = ["support", "support-with-changes", "object", "undecided"] as const;
export type Stance = (typeof STANCES)[number];

/**
 * An entry whose body was read. One that was blanked keeps its kind and its
 * place, and what it answers; its text is empty then, and of a position nothing is left.
 */
export type SaidEntry = EntryHead & (Said | { kind: "position"; position?: undefined; reason?: undefined }) & Blanking;
export type CommentEntry = Extract<SaidEntry, { kind: "comment" }>;
export type ReplyEntry = Extract<SaidEntry, { kind: "reply" }>;
export type PositionEntry = Extract<SaidEntry, { kind: "position" }>;

interface Blanking {
  isBlanked?: true;
  /** When its words were taken out for good. */
  blankedAt?: string;
}

/** Longest comment, reply or reason, in UTF-16 units. */
export const TEXT_LIMIT = 10_000;
/** Deepest nesting of lists and quotations in a comment; deeper ones overflow the stack of Markdown renderers. */
export const NESTING_LIMIT = 20;

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);

/**
 * Reads the body of an entry.
 *
 * @returns `undefined` when it is of no known kind or not whole: a newer server may know kinds this page does not.
 */
export function readSaid(entry: Entry): SaidEntry | undefined {
  const { kind, blanked } = entry;
  const isBlanked = isText(blanked);
  const isWhole =
    kind === "comment"
      ? isBlanked || isText(entry.text)
      : kind === "reply"
        ? (isBlanked || isText(entry.text)) && isNumber(entry.replyTo)
        : kind === "position"
          ? isBlanked || (STANCES as readonly unknown[]).includes(entry.position)
          : kind === "withdrawal" && isNumber(entry.withdraws);
  if (!isWhole) return undefined;
  // A withdrawal never had words, and goes on withdrawing.
  if (!isBlanked || kind === "withdrawal") return entry as unknown as SaidEntry;
  const { text: _, position: __, reason: ___, anchor: ____, ...left } = entry;
  const words = kind === "position" ? {} : { text: "" };
  return { ...left, ...words, isBlanked: true, blankedAt: blanked } as unknown as SaidEntry;
}
