import { printDay } from "../text/day.ts";
import { type Problem, problem } from "../text/problem.ts";
import type { Said, SaidEntry } from "./said.ts";

/** Who speaks, as everyone may see him. */
export interface Person {
  /** The same for everything he is known by: what he said as a guest before he signed in is his. */
  id: string;
  name: string;
  standing: Standing;
  /** Of a member: `Gold`. */
  class?: string;
  affiliation?: string;
  /** Signed in by mail or with a provider. Who only gave a name is not. */
  isVerified: boolean;
  hasLeft?: boolean;
}

/** In what quality a person speaks. */
export const STANDINGS = ["secretary", "director", "moderator", "member", "guest"] as const;
export type Standing = (typeof STANDINGS)[number];

/** Something a person wants to say, or to do beside it. */
export type Deed = Said | { kind: OtherDeed };
type OtherDeed =
  | "read"
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
  /** The entry that is answered or withdrawn, where it exists on this amendment. */
  about?: SaidEntry;
  /** Id of the person its author is now; without it, the one the entry was made under. */
  author?: string;
  /** The entry in `about` has been withdrawn. */
  isWithdrawn?: boolean;
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
interface Condition {
  words: string;
  whyNot(person: Person | undefined, occasion: Occasion, deed: Deed): Problem | undefined;
}

/** One thing that can be done here, in words for everyone and as the server decides it. */
export interface Rule {
  kind: Deed["kind"];
  /** `Reply to a comment` */
  act: string;
  who: string;
  when: string;
  conditions: readonly Condition[];
}

const EVERYONE: Condition = { words: "Everyone, without a name", whyNot: () => undefined };

const NAMED: Condition = {
  words: "Secretary, directors, moderators, members, and guests who gave a name",
  whyNot(person, _, { kind }) {
    const kept = KEEPS_TEXT.has(kind) ? " Your text is kept." : "";
    if (!person) {
      return problem("signed-out", `Give a name first: what is said here is public and stands under a name.${kept}`);
    }
    if (person.hasLeft) return problem("has-left", `You have left; sign in again to speak here.${kept}`);
    if (person.name !== "") return undefined;
    return problem("name-missing", `Give the name your words will stand under first.${kept}`, { field: "name" });
  },
};

const KNOWN: Condition = {
  words: "Everyone who signed in or gave a name, for himself",
  whyNot: (person) => (person ? undefined : problem("signed-out", "Sign in first: this belongs to a person.")),
};

const UNNAMED: Condition = {
  words: "Everyone who has not signed in",
  whyNot: (person) =>
    person?.isVerified ? problem("signed-in", "You are signed in, and speak under your own name.") : undefined,
};

const SECRETARY: Condition = {
  words: "The secretary",
  whyNot(person) {
    if (!person) return problem("signed-out", "Sign in first: only the secretary may do this.");
    return person.standing === "secretary" && person.isVerified && !person.hasLeft
      ? undefined
      : problem("not-allowed", "Only the secretary may do this.");
  },
};

const SECRETARY_OR_SELF: Condition = {
  words: "The secretary; and everyone his own",
  whyNot: (person, occasion, deed) => (person && occasion.isOwn ? undefined : SECRETARY.whyNot(person, occasion, deed)),
};

const GUESTS: Condition = {
  words: "a guest, only where the organisation lets guests speak",
  whyNot(person, { guestsMaySpeak }, { kind }) {
    if (guestsMaySpeak !== false || (person && (person.isVerified || person.standing !== "guest"))) return undefined;
    return problem(
      "guests-off",
      `Here only people speak who have signed in. Sign in with your mail address.${KEEPS_TEXT.has(kind) ? " Your text is kept." : ""}`,
    );
  },
};

const WRITABLE: Condition = {
  words: "while the record can be written",
  whyNot: (_, { readOnly }) =>
    readOnly === undefined
      ? undefined
      : problem("ledger-read-only", `${readOnly} Nothing new is taken until this is mended. Your text is kept.`),
};

const OPEN: Condition = {
  words: "from the day comments open through the day they close",
  whyNot(_, { isOpen, opens, closedSince }) {
    if (isOpen) return undefined;
    if (closedSince) {
      return problem(
        "closed-for-comment",
        `This amendment has been closed for comment since ${printDay(closedSince)}. Your text is kept on this device.`,
      );
    }
    return problem(
      "not-yet-open",
      opens
        ? `Comments are taken from ${printDay(opens)} on. Your text is kept on this device.`
        : "Comments are not taken yet. Your text is kept on this device.",
    );
  },
};

const ANSWERS: Condition = {
  words: "the comment or reply that is answered stands on the same amendment",
  whyNot(_, { about }, deed) {
    if (deed.kind !== "reply" || (about && "text" in about)) return undefined;
    return problem(
      "entry-unknown",
      `There is no comment ${deed.replyTo} on this amendment to reply to. Your text is kept.`,
      { field: "replyTo" },
    );
  },
};

const OWN: Condition = {
  words: "at any time, also after the close; only one’s own words, and once",
  whyNot(person, { about, author, isWithdrawn }, deed) {
    if (deed.kind !== "withdrawal") return undefined;
    const field = "withdraws";
    if (!about || !("text" in about)) {
      return problem("entry-unknown", `There is no comment or reply ${deed.withdraws} here to withdraw.`, { field });
    }
    if ((author ?? about.by) !== person?.id) {
      return problem("not-yours", "Only its author can withdraw a comment.", { field });
    }
    return isWithdrawn ? problem("withdrawn", "This was withdrawn already.", { field }) : undefined;
  },
};

const NAME_FREE: Condition = {
  words: "under a name nobody else is known by, and no office’s",
  whyNot: (_, { nameProblem }) => nameProblem,
};

const NAME_OWN: Condition = {
  words: "unless the secretary’s list or the sign-in gives the name",
  whyNot: (_, { isNameGiven }) =>
    isNameGiven
      ? problem("name-given", "Your name comes from the secretary’s list. Ask the secretary to change it there.", {
          field: "name",
        })
      : undefined,
};

const SECRETARY_LINK: Condition = {
  words: "once, with the link the server prints at its start while there is no secretary",
  whyNot: (_, { hasSecretaryLink }) =>
    hasSecretaryLink
      ? undefined
      : problem(
          "link-unknown",
          "This link is not good, or not any more. While there is no secretary, the server prints a new one at each start.",
        ),
};

const ALWAYS: Condition = { words: "at any time", whyNot: () => undefined };

const KEEPS_TEXT: ReadonlySet<Deed["kind"]> = new Set(["comment", "reply", "position"]);

const makeRule = (kind: Deed["kind"], act: string, who: Condition, ...when: Condition[]): Rule => ({
  kind,
  act,
  who: who.words,
  when: when.map(({ words }) => words).join("; "),
  conditions: [who, ...when],
});

/**
 * Every rule of who may do what; nowhere else is one kept. The page “Who may
 * do what” prints it, and `whyNot` decides by it.
 */
export const RULES: readonly Rule[] = [
  makeRule("read", "Read the texts, what changes, what was said, the record and the feeds", EVERYONE, ALWAYS),
  makeRule("name-guest", "Give a name to speak under as a guest", UNNAMED, GUESTS, NAME_FREE),
  makeRule("sign-in", "Sign in, by a link in a mail or through a provider", EVERYONE, ALWAYS),
  makeRule("comment", "Comment on words, a clause or an amendment", NAMED, GUESTS, OPEN, WRITABLE),
  makeRule("reply", "Reply to a comment", NAMED, GUESTS, OPEN, ANSWERS, WRITABLE),
  makeRule("position", "Take a position on a revision, or change it", NAMED, GUESTS, OPEN, WRITABLE),
  makeRule("withdrawal", "Withdraw a comment or reply", NAMED, OWN, WRITABLE),
  makeRule("rename", "Change the name one’s words stand under", KNOWN, NAME_OWN, NAME_FREE),
  makeRule("keep-sessions", "See the devices one is signed in on, and sign them out", KNOWN, ALWAYS),
  makeRule("take-data", "Take everything that is kept about one, as a file", KNOWN, ALWAYS),
  makeRule("leave", "Leave, and keep or blank one’s words", KNOWN, ALWAYS),
  makeRule("become-secretary", "Become the secretary", EVERYONE, SECRETARY_LINK),
  makeRule(
    "keep-people",
    "Keep the list of people: who is secretary, director, moderator or member",
    SECRETARY,
    ALWAYS,
  ),
  makeRule(
    "see-mail",
    "See a mail address, on the list of people or in the file of one’s own data",
    SECRETARY_OR_SELF,
    ALWAYS,
  ),
];

/** @returns Why it is refused, or `undefined`: he may. What has no rule, nobody may. */
export function whyNot(person: Person | undefined, deed: Deed, occasion: Occasion): Problem | undefined {
  const rule = RULES.find(({ kind }) => kind === deed.kind);
  if (!rule) return problem("not-allowed", "Nobody may do this here.");
  for (const condition of rule.conditions) {
    const why = condition.whyNot(person, occasion, deed);
    if (why) return why;
  }
  return undefined;
}
