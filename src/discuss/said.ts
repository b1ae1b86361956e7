import type { Anchor } from "../anchor/anchor.ts";
import type { Entry, EntryHead } from "../ledger/entry.ts";

/** Everything that can be said on record. The fields here are an entry's body; numbers are those of other entries. */
export type Said =
  /** About words (with `anchor`), a clause, a whole amendment or a whole version. Markdown. Every thread begins with one. */
  | {
      kind: "comment";
      text: string;
      anchor?: Anchor;
      /** What it asks for; without it, nothing: a remark. */
      mark?: Mark;
      /** How its author stands to these words. It is no position: that is taken on a whole revision, and counted. */
      stance?: Stance;
      /** Of a wording request: what shall stand in place of the words of `anchor`. Plain text. */
      wording?: string;
      /** Day of the version it is about, where it belongs to no amendment: `2024-05-15`. */
      version?: string;
    }
  /** Answers a comment, or another reply. Markdown. */
  | { kind: "reply"; text: string; replyTo: number }
  /** Other words for a comment or reply of one's own. `after` is the newest edit its author had seen, or the comment itself. */
  | { kind: "edit"; text: string; edits: number; after: number }
  /** Takes back a comment, a reply or a co-signature of one's own; words stay as a tombstone. */
  | { kind: "withdrawal"; withdraws: number }
  /** Joins a wording request or a question of somebody else. */
  | { kind: "co-signature"; signs: number }
  /** Closes a thread, or opens it again, with a reason. Exactly one of the two numbers is there. */
  | { kind: "resolution"; text: string; resolves?: number; reopens?: number }
  /** The board's public answer to an objection, a question or a wording request; the newest one counts. */
  | {
      kind: "disposition";
      text: string;
      answers: number;
      outcome: Disposition;
      /** Of a wording request that is accepted in part: the words that will stand there. Plain text. */
      wording?: string;
      /** The comment or reply that says it: of a question that is answered, the answer. */
      where?: number;
    }
  /** Where a person stands on a revision; the newest one of a person counts. */
  | {
      kind: "position";
      position: Stance;
      reason?: string;
      /** A thread that says why. */
      thread?: number;
    }
  /** Takes a comment or reply out of sight, or shows it again, with a reason. Exactly one of the two numbers is there. */
  | { kind: "moderation"; text: string; hides?: number; shows?: number }
  /** A person's word on where the words of a comment stand on a later text, where that could not be told; without `anchor`: nowhere. */
  | { kind: "placement"; places: number; on: string; anchor?: Anchor };

export const STANCES = ["support", "support-with-changes", "object", "undecided"] as const;
export type Stance = (typeof STANCES)[number];

/** What a comment asks for. All but a remark wait for the board's answer. */
export const MARKS = ["remark", "question", "objection", "request"] as const;
export type Mark = (typeof MARKS)[number];
export const MARK_NAMES: Record<Mark, string> = {
  remark: "Remark",
  question: "Question",
  objection: "Objection",
  request: "Wording request",
};

export const DISPOSITIONS = [
  "accepted",
  "accepted-in-part",
  "declined",
  "answered",
  "out-of-scope",
  "already-answered",
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];
export const DISPOSITION_NAMES: Record<Disposition, string> = {
  accepted: "Accepted",
  "accepted-in-part": "Accepted in part",
  declined: "Declined",
  answered: "Answered",
  "out-of-scope": "Out of scope",
  "already-answered": "Already answered",
};

/** How the board may answer a comment with this mark; a remark waits for nothing. */
export function dispositionsFor(mark: Mark): readonly Disposition[] {
  if (mark === "remark") return [];
  return DISPOSITIONS.filter((outcome) =>
    mark === "question"
      ? outcome === "answered" || outcome === "out-of-scope" || outcome === "already-answered"
      : outcome !== "answered",
  );
}

type SaidOf<K extends Said["kind"]> = Extract<Said, { kind: K }>;

/**
 * An entry whose body was read. One that was blanked, or whose words are kept
 * from this reader, keeps its kind and its place, and the numbers of what it is
 * about; its text is empty then, and of a position or a disposition nothing is left.
 */
export type SaidEntry = EntryHead &
  (
    | Said
    | { kind: "position"; position?: undefined; reason?: undefined; thread?: number }
    | (Pick<SaidOf<"disposition">, "kind" | "text" | "answers" | "where"> & {
        outcome?: undefined;
        wording?: undefined;
      })
  ) &
  Blanking;
type EntryOf<K extends Said["kind"]> = Extract<SaidEntry, { kind: K }>;
export type CommentEntry = EntryOf<"comment">;
export type ReplyEntry = EntryOf<"reply">;
export type EditEntry = EntryOf<"edit">;
export type CoSignatureEntry = EntryOf<"co-signature">;
export type ResolutionEntry = EntryOf<"resolution">;
export type DispositionEntry = EntryOf<"disposition">;
export type PositionEntry = EntryOf<"position">;
export type ModerationEntry = EntryOf<"moderation">;
export type PlacementEntry = EntryOf<"placement">;

interface Blanking {
  isBlanked?: true;
  /** When its words were taken out for good; or hidden, of words that are kept from this reader. */
  blankedAt?: string;
  /** Its words are hidden, and kept from this reader: they may be shown again. Of a comment, what it asks for is told. */
  hidden?: Pick<SaidOf<"comment">, "mark" | "stance">;
}

/** Longest comment, reply, reason or wording, in UTF-16 units. */
export const TEXT_LIMIT = 10_000;
/** Deepest nesting of lists and quotations in a comment; deeper ones overflow the stack of Markdown renderers. */
export const NESTING_LIMIT = 20;

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);
const isOneOf = (values: readonly unknown[], value: unknown): boolean => values.includes(value);

/** The fields that name the entry something is about: one of them is there, also when it is blanked. */
const ABOUT: { [K in Said["kind"]]: readonly string[] } = {
  comment: [],
  reply: ["replyTo"],
  edit: ["edits"],
  withdrawal: ["withdraws"],
  "co-signature": ["signs"],
  resolution: ["resolves", "reopens"],
  disposition: ["answers"],
  position: [],
  moderation: ["hides", "shows"],
  placement: ["places"],
};

const aboutFields = (kind: string): readonly string[] | undefined =>
  Object.hasOwn(ABOUT, kind) ? ABOUT[kind as Said["kind"]] : undefined;

/**
 * Reads the body of an entry.
 *
 * @returns `undefined` when it is of no known kind or not whole: a newer server may know kinds this page does not.
 */
export function readSaid(entry: Entry): SaidEntry | undefined {
  const { kind, blanked } = entry;
  const about = aboutFields(kind);
  if (!about) return undefined;
  let named = 0;
  for (const field of about) if (isNumber(entry[field])) named += 1;
  if (about.length > 0 && named !== 1) return undefined;
  if (kind === "edit" && !isNumber(entry.after)) return undefined;
  // What never had words goes on doing what it does.
  if (kind === "withdrawal" || kind === "co-signature") return entry as unknown as SaidEntry;
  if (!isText(blanked)) return hasWords(entry) ? (entry as unknown as SaidEntry) : undefined;
  if (kind === "placement") return undefined; // Nobody's words: it only said where some stand, and that is gone.
  const left = { ...entry, isBlanked: true, blankedAt: blanked } as { [field: string]: unknown };
  for (const name of WORDS) delete left[name];
  if (kind === "comment") Object.assign(left, readAsked(entry.hidden));
  if (kind !== "position") left.text = "";
  return left as unknown as SaidEntry;
}

/** That somebody objects or asks for something is counted for all readers alike, whoever may read his words. */
function readAsked(hidden: unknown): object {
  const { mark, stance } = (hidden ?? {}) as { [field: string]: unknown };
  return { ...(isOneOf(MARKS, mark) && { mark }), ...(isOneOf(STANCES, stance) && { stance }) };
}

function hasWords({ kind, text, outcome, position, on }: Entry): boolean {
  if (kind === "position") return isOneOf(STANCES, position);
  if (kind === "placement") return isText(on);
  return isText(text) && (kind !== "disposition" || isOneOf(DISPOSITIONS, outcome));
}

/** The fields of all bodies that hold words. */
const WORDS = ["text", "anchor", "mark", "stance", "wording", "version", "outcome", "position", "reason", "on"];

/** The field that names the entry something is about; none of a comment or a position. */
export function aboutField(said: { readonly kind: string }): string | undefined {
  // Asked of each of thousands of entries when a page opens, before any of this is compiled.
  for (const field of aboutFields(said.kind) ?? [])
    if ((said as { [field: string]: unknown })[field] !== undefined) return field;
  return undefined;
}

/** The number of the entry something is about, be it on record already or not. */
export function aboutNumber(said: { readonly kind: string }): number | undefined {
  const field = aboutField(said);
  return field === undefined ? undefined : (said as unknown as { [field: string]: number })[field];
}
