import type { Anchor } from "../anchor/anchor.ts";
import { aboutNumber, type Disposition, type Mark, type Said, STANCES, type Stance } from "../discuss/said.ts";
import type { Place } from "../ledger/entry.ts";
import { makeKey } from "./browser.ts";

/** What is about to be said, without its words: those stand beside it, as `text`. Numbers are those of entries. */
export type Unsaid =
  | {
      kind: "comment";
      anchor?: Anchor;
      mark?: Mark;
      stance?: Stance;
      version?: string;
      /** Of a wording request: the title or text of the clause as its author would have it, whole, and as it was when he began. */
      edited?: { part: Anchor["part"]; words: string; was: string };
      wording?: string;
    }
  | { kind: "reply"; replyTo: number }
  | { kind: "edit"; edits: number; after: number }
  /** Exactly one of the two numbers is there. */
  | { kind: "resolution"; resolves?: number; reopens?: number }
  | { kind: "disposition"; answers: number; outcome?: Disposition; wording?: string; where?: number }
  /** Exactly one of the two numbers is there. */
  | { kind: "moderation"; hides?: number; shows?: number }
  /** Its words are the reason. */
  | { kind: "position"; position: Stance; thread?: number };

/** Words as they were typed somewhere, and when (UTC). */
export interface Typed {
  said: Unsaid;
  text: string;
  at: string;
  /** Of the window it was typed in, as long as that was open. */
  window: string;
}

/** Something that is being written. There is one for each place and kind. */
export interface Draft extends Typed {
  /** What it is about, as one string: the same in every window, and as long as it is open. */
  key: string;
  /** The entry's key once it is posted, so that it is sent once. */
  entryKey: string;
  place: Place;
  /** Why it was refused, when it came back to be mended. */
  refusal?: string;
  /** Texts that were typed in other windows at the same time, newest first: nothing of them stands here. */
  others?: readonly Typed[];
  /** Another one with each letter: tells whether what lies on the device is what this window knows. */
  stamp: string;
}

export type Begun = Pick<Draft, "place" | "said">;

/** The window of this page, among those that write to one device. */
export const WINDOW = makeKey();
let stamps = 0;
export const freshStamp = (): string => `${WINDOW}/${++stamps}`;

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const typedOf = ({ said, text, at, window }: Typed): Typed => ({ said, text, at, window });

/** What goes on record: the draft without what only its author needs. */
export function saidOf({ said, text }: Pick<Draft, "said" | "text">): Said {
  if (said.kind === "position") return { ...said, ...(text.trim() && { reason: text.trim() }) };
  if (said.kind !== "comment") return { ...said, text } as Said; // An answer without its outcome is not posted.
  const { edited: _, ...rest } = said;
  return { ...rest, text };
}

/**
 * What is to lie on the device when a window writes there, whatever another one
 * has written since: the newer text is shown, and the other kept beside it.
 */
export function joinDrafts(mine: Draft, stored: Draft | undefined, knownStamp: string | undefined): Draft {
  // It was posted or thrown away elsewhere while it was being typed on here: this is another one now.
  if (!stored) return knownStamp === undefined ? mine : { ...mine, entryKey: makeKey() };
  if (stored.stamp === knownStamp) return mine;
  const [shown, left] = mine.at >= stored.at ? [mine, stored] : [stored, mine];
  const others = new Map<string, Typed>();
  for (const typed of [...(stored.others ?? []), ...(mine.others ?? []), typedOf(left)]) {
    const isShown = typed.window === shown.window || (typed.text === shown.text && isSame(typed.said, shown.said));
    const last = others.get(typed.window);
    if (isShown || (typed.text.trim() === "" && !editedOf(typed.said))) continue;
    if (!last || last.at < typed.at) others.set(typed.window, typed);
  }
  return { ...shown, others: [...others.values()].sort((a, b) => (a.at < b.at ? 1 : -1)), stamp: freshStamp() };
}

const editedOf = (said: Unsaid) => (said.kind === "comment" ? said.edited : undefined);

/**
 * Reads a draft as this or the first release has kept it.
 *
 * @returns `undefined` for anything else.
 */
export function readDraft(value: unknown): Draft | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { place, text, said, key, entryKey, anchor, replyTo, refusal } = value as Draft & {
    anchor?: Anchor;
    replyTo?: number;
  };
  if (typeof text !== "string" || typeof place?.document !== "string" || typeof key !== "string") return undefined;
  if (typeof entryKey === "string") return KINDS.has(said?.kind) && isWhole(said) ? (value as Draft) : undefined;
  const begun: Begun = {
    place,
    said: typeof replyTo === "number" ? { kind: "reply", replyTo } : { kind: "comment", ...(anchor && { anchor }) },
  };
  // Its key was the entry's: it may be on its way to the record under it.
  return {
    ...begun,
    key: spotOf(begun),
    entryKey: key,
    text,
    at: new Date(0).toISOString(),
    window: key,
    stamp: key,
    ...(refusal && { refusal }),
  };
}

const KINDS: ReadonlySet<unknown> = new Set<Unsaid["kind"]>([
  "comment",
  "reply",
  "edit",
  "resolution",
  "disposition",
  "moderation",
  "position",
]);
const isWhole = (said: Unsaid): boolean => said.kind !== "position" || STANCES.includes(said.position);

/** What a draft is about, as one string. */
export function spotOf({ place, said }: Begun): string {
  return [place.document, place.amendment ?? "", said.kind, ...aboutOf(said, place)].join(" ");
}

function aboutOf(said: Unsaid, { revision, clause }: Place): unknown[] {
  if (said.kind !== "comment") return [aboutNumber(said) ?? ""];
  const { anchor, mark, version } = said;
  const at = [mark === "request" ? mark : "", version ?? revision, clause];
  if (mark === "request") return at; // One for each clause: its words are edited whole.
  return anchor ? [...at, anchor.text.slice(0, 8), anchor.side, anchor.part, anchor.from, anchor.to] : at;
}
