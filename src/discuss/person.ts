import { printDay } from "../text/day.ts";
import { type Problem, problem } from "../text/problem.ts";
import { aboutNumber, dispositionsFor, MARK_NAMES, type Said, type SaidEntry } from "./said.ts";
import type { Thread } from "./thread.ts";

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
  /** The thread it stands in, and what has become of everything in it. */
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
  words: "from the day comments open through the day they close; on a version in force at any time",
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

/** The entry a deed is about, as the problem names it. */
const fieldOf = (deed: Deed): string =>
  ["replyTo", "edits", "withdraws", "signs", "resolves", "reopens", "answers", "hides", "shows", "places"].find(
    (field) => Object.hasOwn(deed, field),
  ) ?? "kind";

/** @param kept What the refusal ends with: ` Your text is kept.` */
const unknown = (deed: Deed, what: string, kept = ""): Problem =>
  problem("entry-unknown", `There is no ${what} ${aboutNumber(deed as Said)} here.${kept}`, { field: fieldOf(deed) });

const isVoice = (about: SaidEntry | undefined): boolean => about?.kind === "comment" || about?.kind === "reply";

const ANSWERS: Condition = {
  words: "the comment or reply that is answered stands here and has not been withdrawn",
  whyNot(_, { about, thread }, deed) {
    if (!about || !isVoice(about)) return unknown(deed, "comment", " Your text is kept.");
    if (!thread?.withdrawn.has(about.seq)) return undefined;
    return problem(
      "withdrawn",
      `Comment ${about.seq} was withdrawn meanwhile, so that it cannot be answered. Say it in a comment of your own; your text is kept.`,
      { field: "replyTo" },
    );
  },
};

const OWN: Condition = {
  words: "only one’s own words or signature, and once",
  whyNot(person, { about, author, thread }, deed) {
    if (!about || !(isVoice(about) || about.kind === "co-signature")) return unknown(deed, "comment or reply");
    const field = fieldOf(deed);
    if ((author ?? about.by) !== person?.id) return problem("not-yours", "Only its author can do this.", { field });
    return thread?.withdrawn.has(about.seq)
      ? problem("withdrawn", "This was withdrawn already.", { field })
      : undefined;
  },
};

const EDITABLE: Condition = {
  words: "only one’s own words, before they are withdrawn; and only the newest wording of them",
  whyNot(person, occasion, deed) {
    const { about, thread } = occasion;
    if (deed.kind !== "edit") return undefined;
    if (!about || !isVoice(about)) return unknown(deed, "comment or reply", " Your text is kept.");
    const why = OWN.whyNot(person, occasion, deed);
    if (why) return why;
    const newest = thread?.edits.get(about.seq)?.at(-1)?.seq ?? about.seq;
    if (deed.after === newest) return undefined;
    return problem(
      "edited-meanwhile",
      "You have edited this on another device or in another window meanwhile. Both wordings are shown; nothing is lost.",
      { field: "after" },
    );
  },
};

const SIGNABLE: Condition = {
  words: "a wording request or a question of somebody else, once, and not after it was withdrawn or hidden",
  whyNot(person, { about, author, thread, hasSigned }, deed) {
    if (about?.kind !== "comment") return unknown(deed, "wording request or question");
    const field = fieldOf(deed);
    const mark = about.mark ?? "remark";
    if (mark !== "request" && mark !== "question") {
      return problem(
        "not-signable",
        `Only wording requests and questions are co-signed; this is a ${MARK_NAMES[mark].toLowerCase()}.`,
        { field },
      );
    }
    if ((author ?? about.by) === person?.id)
      return problem("own", "It is your own: it bears your name already.", { field });
    if (thread?.withdrawn.has(about.seq)) return problem("withdrawn", "It was withdrawn meanwhile.", { field });
    if (thread?.hidden.has(about.seq)) return problem("hidden", "It was hidden meanwhile.", { field });
    return hasSigned ? problem("signed", "You have co-signed it already.", { field }) : undefined;
  },
};

const RESOLVER: Condition = {
  words:
    "The author of its comment; secretary, directors and moderators, once what it asks for is answered. It is opened again by any of them, and by whoever speaks in it",
  whyNot(person, occasion, deed) {
    const { about, author, thread, hasSpoken } = occasion;
    if (deed.kind !== "resolution") return undefined;
    const why = NAMED.whyNot(person, occasion, deed);
    if (why || !person) return why;
    if (about?.kind !== "comment" || !thread) return unknown(deed, "thread", " Your text is kept.");
    const field = fieldOf(deed);
    const isAuthor = (author ?? about.by) === person.id;
    const hasOffice = person.isVerified && person.standing !== "member" && person.standing !== "guest";
    if (deed.reopens !== undefined) {
      if (!isAuthor && !hasOffice && !hasSpoken) {
        return problem(
          "not-allowed",
          "A thread is opened again by its author, by whoever speaks in it, or by the board. Reply first; your text is kept.",
          { field },
        );
      }
      return thread.state === "resolved" ? undefined : problem("not-resolved", "This thread is open.", { field });
    }
    if (!isAuthor && !hasOffice) {
      return problem("not-allowed", "A thread is resolved by its author, or by the board. Your text is kept.", {
        field,
      });
    }
    if (!isAuthor && thread.isWaiting) {
      return problem(
        "unanswered",
        `This ${MARK_NAMES[thread.mark].toLowerCase()} waits for an answer. Answer it first, or leave it to its author; your text is kept.`,
        { field },
      );
    }
    return thread.state === "resolved" ? problem("resolved", "This thread is resolved already.", { field }) : undefined;
  },
};

const BOARD: Condition = {
  words: "The secretary and directors",
  whyNot(person) {
    if (!person) return problem("signed-out", "Sign in first: the board answers here. Your text is kept.");
    return (person.standing === "secretary" || person.standing === "director") && person.isVerified && !person.hasLeft
      ? undefined
      : problem("not-allowed", "Only the secretary and directors answer for the board. Your text is kept.");
  },
};

const ANSWERABLE: Condition = {
  words: "at any time, also after the close; an objection, a question or a wording request",
  whyNot(_, { about, thread }, deed) {
    if (deed.kind !== "disposition") return undefined;
    if (about?.kind !== "comment") return unknown(deed, "comment", " Your text is kept.");
    const mark = about.mark ?? "remark";
    const outcomes = dispositionsFor(mark);
    if (outcomes.length === 0) {
      return problem("not-answerable", "A remark asks for no answer of the board. Reply to it; your text is kept.", {
        field: "answers",
      });
    }
    if (!outcomes.includes(deed.outcome)) {
      return problem(
        "wrong-value",
        `A ${MARK_NAMES[mark].toLowerCase()} is answered with one of: ${outcomes.join(", ")}. Your text is kept.`,
        { field: "outcome" },
      );
    }
    if (deed.wording !== undefined && deed.outcome !== "accepted-in-part") {
      return problem(
        "wrong-value",
        "Other words belong only to a wording request that is accepted in part. Your text is kept.",
        { field: "wording" },
      );
    }
    return thread?.withdrawn.has(about.seq)
      ? problem(
          "withdrawn",
          `Comment ${about.seq} was withdrawn: it waits for no answer any more. Your text is kept.`,
          { field: "answers" },
        )
      : undefined;
  },
};

const MODERATORS: Condition = {
  words: "The secretary and moderators",
  whyNot(person) {
    if (!person) return problem("signed-out", "Sign in first: moderators do this. Your text is kept.");
    return (person.standing === "secretary" || person.standing === "moderator") && person.isVerified && !person.hasLeft
      ? undefined
      : problem("not-allowed", "Only the secretary and moderators hide words, or show them again. Your text is kept.");
  },
};

const MODERATORS_OR_SELF: Condition = {
  words: "The secretary and moderators; and everyone his own",
  whyNot: (person, occasion, deed) =>
    person && occasion.isOwn ? undefined : MODERATORS.whyNot(person, occasion, deed),
};

const HIDABLE: Condition = {
  words: "at any time, a comment or reply, with a reason that everyone reads",
  whyNot(_, { about, thread }, deed) {
    if (deed.kind !== "moderation") return undefined;
    if (!about || !isVoice(about)) return unknown(deed, "comment or reply", " Your text is kept.");
    const isHidden = thread?.hidden.has(about.seq) ?? false;
    const field = fieldOf(deed);
    if (deed.hides !== undefined && isHidden) return problem("hidden", "This is hidden already.", { field });
    return deed.shows !== undefined && !isHidden ? problem("not-hidden", "This is not hidden.", { field }) : undefined;
  },
};

const PLACER: Condition = {
  words: "The author of the comment; secretary, directors and moderators",
  whyNot(person, occasion, deed) {
    const { about, author } = occasion;
    const why = NAMED.whyNot(person, occasion, deed);
    if (why || !person) return why;
    if (about?.kind !== "comment") return unknown(deed, "comment");
    const hasOffice = person.isVerified && person.standing !== "member" && person.standing !== "guest";
    return (author ?? about.by) === person.id || hasOffice
      ? undefined
      : problem("not-allowed", "Where its words stand is said by the author of a comment, or by the board.", {
          field: "places",
        });
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

const KEEPS_TEXT: ReadonlySet<Deed["kind"]> = new Set([
  "comment",
  "reply",
  "edit",
  "position",
  "resolution",
  "disposition",
  "moderation",
]);

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
  makeRule(
    "comment",
    "Comment on words, a clause, an amendment or a version; ask a question, object, request other words",
    NAMED,
    GUESTS,
    OPEN,
    WRITABLE,
  ),
  makeRule("reply", "Reply to a comment", NAMED, GUESTS, OPEN, ANSWERS, WRITABLE),
  makeRule("edit", "Edit a comment or reply; the earlier wordings stay on record", NAMED, OPEN, EDITABLE, WRITABLE),
  makeRule("withdrawal", "Withdraw a comment, a reply or a co-signature, also after the close", NAMED, OWN, WRITABLE),
  makeRule("co-signature", "Co-sign a wording request or a question", NAMED, GUESTS, OPEN, SIGNABLE, WRITABLE),
  makeRule("position", "Take a position on a revision, or change it", NAMED, GUESTS, OPEN, WRITABLE),
  makeRule("resolution", "Resolve a thread, or open it again, with a reason; also after the close", RESOLVER, WRITABLE),
  makeRule(
    "disposition",
    "Answer an objection, a question or a wording request for the board",
    BOARD,
    ANSWERABLE,
    WRITABLE,
  ),
  makeRule("moderation", "Hide a comment or reply, or show it again", MODERATORS, HIDABLE, WRITABLE),
  makeRule("read-hidden", "Read words that are hidden", MODERATORS_OR_SELF, ALWAYS),
  makeRule("placement", "Say where the words of a comment stand on a later text", PLACER, ALWAYS, WRITABLE),
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
