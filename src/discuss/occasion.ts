import type { Problem } from "../text/problem.ts";
import type { Said, SaidEntry } from "./said.ts";
import type { Fates, Thread } from "./thread.ts";

/** What the rules ask of who speaks. */
export interface Speaker {
  id: string;
  name: string;
  standing: string;
  isVerified: boolean;
  hasLeft?: boolean;
}

/** Something a person wants to say, or to do beside it. */
export type Deed = Said | { kind: OtherDeed };
type OtherDeed =
  | "read"
  | "read-hidden"
  | "name-guest"
  | "sign-in"
  | "rename"
  | "become-secretary"
  | "keep-people"
  | "see-mail"
  | "keep-sessions"
  | "take-data"
  | "leave";

/** What the rules need to know beside who it is and what he wants. */
export interface Occasion {
  /** Comments and positions are taken now. */
  isOpen?: boolean;
  /** Calendar days, where they are known. */
  opens?: string;
  closedSince?: string;
  /** The entry that is answered, edited, signed and so on, where it exists at this place. */
  about?: SaidEntry;
  /** Id of the person its author is now; without it, the one the entry was made under. */
  author?: string;
  /** What has become of it, and of what is said around it. */
  fates?: Fates;
  /** The thread it stands in, where the whole of it matters. */
  thread?: Thread;
  /** He is among those who speak in the thread, or has signed it. */
  hasSpoken?: boolean;
  hasSigned?: boolean;
  /** The organisation lets people speak who have only given a name. */
  guestsMaySpeak?: boolean;
  /** Why the record takes nothing new just now. */
  readOnly?: string;
  /** The person's name stands on the secretary's list, or comes with his sign-in. */
  isNameGiven?: boolean;
  /** What `whyNotBear` has against the name he gives himself. */
  nameProblem?: Problem;
  /** What is to be seen is the person's own. */
  isOwn?: boolean;
  /** The link that makes its opener the secretary was opened, and is good. */
  hasSecretaryLink?: boolean;
}

/** One condition of a rule: how it is said, and whether it is met. */
export interface Condition {
  words: string;
  whyNot(person: Speaker | undefined, occasion: Occasion, deed: Deed): Problem | undefined;
}

const KEEPS_TEXT: ReadonlySet<Deed["kind"]> = new Set([
  "comment",
  "reply",
  "edit",
  "position",
  "resolution",
  "disposition",
  "moderation",
]);

/** How a refusal ends where somebody has written something. */
export const tellKept = ({ kind }: Deed): string => (KEEPS_TEXT.has(kind) ? " Your text is kept." : "");
