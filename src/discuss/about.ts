import { type Problem, problem } from "../text/problem.ts";
import { type Condition, type Deed, type Occasion, type Speaker, tellKept } from "./occasion.ts";
import { aboutField, aboutNumber, type CommentEntry, dispositionsFor, MARK_NAMES, type SaidEntry } from "./said.ts";
import { hasOffice, WHO } from "./who.ts";

const unknown = (deed: Deed, what: string): Problem =>
  refuse(deed, "entry-unknown", `There is no ${what} ${aboutNumber(deed)} here.`);

/** @param message Names the entry, what is the matter, and the way out. */
const refuse = (deed: Deed, code: string, message: string, field = aboutField(deed) ?? "kind"): Problem =>
  problem(code, `${message}${tellKept(deed)}`, { field });

const isVoice = (about: SaidEntry | undefined): boolean => about?.kind === "comment" || about?.kind === "reply";

/** `Comment 12`, `Reply 13`. */
const nameOf = ({ kind, seq }: SaidEntry): string => `${kind[0]!.toUpperCase()}${kind.slice(1)} ${seq}`;

/** `an objection`, `a wording request`. */
function tellMark({ mark = "remark" }: CommentEntry): string {
  return `${mark === "objection" ? "an" : "a"} ${MARK_NAMES[mark].toLowerCase()}`;
}

const isAuthor = (person: Speaker | undefined, { author, about }: Occasion): boolean =>
  person !== undefined && (author ?? about?.by) === person.id;

const ANSWERS: Condition = {
  words: "the comment or reply that is answered stands here and has not been withdrawn",
  whyNot(_, { about, fates }, deed) {
    if (!about || !isVoice(about)) return unknown(deed, "comment");
    if (!fates?.withdrawn.has(about.seq)) return undefined;
    return refuse(
      deed,
      "withdrawn",
      `${nameOf(about)} was withdrawn meanwhile, so that it cannot be answered. Say it in a comment of your own.`,
    );
  },
};

const OWN: Condition = {
  words: "only one’s own words or signature, and once",
  whyNot(person, occasion, deed) {
    const { about, fates } = occasion;
    if (!about || !(isVoice(about) || about.kind === "co-signature")) return unknown(deed, "comment or reply");
    if (!isAuthor(person, occasion)) {
      const act = deed.kind === "edit" ? "edits" : "withdraws";
      return refuse(deed, "not-yours", `${nameOf(about)} is somebody else’s: only its author ${act} it.`);
    }
    if (!fates?.withdrawn.has(about.seq)) return undefined;
    const instead = deed.kind === "edit" ? " Say it in a comment of your own." : "";
    return refuse(deed, "withdrawn", `${nameOf(about)} was withdrawn already.${instead}`);
  },
};

const NEWEST: Condition = {
  words: "only one’s own words, before they are withdrawn; and only the newest wording of them",
  whyNot(person, occasion, deed) {
    const { about, fates } = occasion;
    if (deed.kind !== "edit") return undefined;
    if (!about || !isVoice(about)) return unknown(deed, "comment or reply");
    const why = OWN.whyNot(person, occasion, deed);
    if (why) return why;
    const newest = fates?.edits.get(about.seq)?.at(-1)?.seq ?? about.seq;
    if (deed.after === newest) return undefined;
    return problem(
      "edited-meanwhile",
      `You have edited ${nameOf(about).toLowerCase()} on another device or in another window meanwhile. Both wordings are shown; nothing is lost.`,
      { field: "after" },
    );
  },
};

const SIGNABLE: Condition = {
  words: "a wording request or a question of somebody else, once, and not after it was withdrawn or hidden",
  whyNot(person, occasion, deed) {
    const { about, fates, hasSigned } = occasion;
    if (about?.kind !== "comment") return unknown(deed, "wording request or question");
    const name = nameOf(about);
    if (about.mark !== "request" && about.mark !== "question") {
      const message = `${name} is ${tellMark(about)}; only wording requests and questions are co-signed. Reply to it instead.`;
      return refuse(deed, "not-signable", message);
    }
    if (isAuthor(person, occasion)) return refuse(deed, "own", `${name} is your own, and bears your name already.`);
    const away = fates?.withdrawn.has(about.seq) ? "withdrawn" : fates?.hidden.has(about.seq) ? "hidden" : undefined;
    if (away) {
      const message = `${name} was ${away} meanwhile, so that it cannot be co-signed. Ask for it in a comment of your own.`;
      return refuse(deed, away, message);
    }
    return hasSigned ? refuse(deed, "signed", `You have co-signed ${name.toLowerCase()} already.`) : undefined;
  },
};

const RESOLVER: Condition = {
  words:
    "The author of its comment; secretary, directors and moderators, once what it asks for is answered. It is opened again by any of them, and by whoever speaks in it",
  whyNot(person, occasion, deed) {
    const { about, thread, hasSpoken } = occasion;
    if (deed.kind !== "resolution") return undefined;
    const why = WHO.NAMED.whyNot(person, occasion, deed);
    if (why || !person) return why;
    if (about?.kind !== "comment" || !thread) return unknown(deed, "thread");
    const name = `Thread ${about.seq}`;
    const isOwn = isAuthor(person, occasion);
    if (deed.reopens !== undefined) {
      if (!isOwn && !hasOffice(person) && !hasSpoken) {
        const message = `${name} is opened again by its author, by those who speak in it, and by secretary, directors and moderators. Comment anew.`;
        return refuse(deed, "not-allowed", message);
      }
      return thread.state === "resolved" ? undefined : refuse(deed, "not-resolved", `${name} is open already.`);
    }
    if (!isOwn && !hasOffice(person)) {
      const message = `${name} is resolved by its author, or by secretary, directors and moderators. Reply to it instead.`;
      return refuse(deed, "not-allowed", message);
    }
    if (!isOwn && thread.isWaiting) {
      const message = `${name} is ${tellMark(about)} that waits for an answer. Answer it first, or leave it to its author.`;
      return refuse(deed, "unanswered", message);
    }
    return thread.state === "resolved" ? refuse(deed, "resolved", `${name} is resolved already.`) : undefined;
  },
};

const ANSWERABLE: Condition = {
  words: "at any time, also after the close; an objection, a question or a wording request",
  whyNot(_, { about, fates }, deed) {
    if (deed.kind !== "disposition") return undefined;
    if (about?.kind !== "comment") return unknown(deed, "comment");
    const outcomes = dispositionsFor(about.mark ?? "remark");
    if (outcomes.length === 0) {
      const message = `${nameOf(about)} is a remark, which asks for no answer of the board. Reply to it instead.`;
      return refuse(deed, "not-answerable", message);
    }
    if (!outcomes.includes(deed.outcome)) {
      const message = `${nameOf(about)} is ${tellMark(about)}; the answer to it is one of: ${outcomes.join(", ")}.`;
      return refuse(deed, "wrong-value", message, "outcome");
    }
    if (deed.wording !== undefined && (about.mark !== "request" || deed.outcome !== "accepted-in-part")) {
      const message = "Other words belong only to a wording request that is accepted in part. Leave them out.";
      return refuse(deed, "wrong-value", message, "wording");
    }
    if (!fates?.withdrawn.has(about.seq)) return undefined;
    return refuse(deed, "withdrawn", `${nameOf(about)} was withdrawn, and waits for no answer any more.`);
  },
};

const HIDABLE: Condition = {
  words: "at any time, a comment or reply, with a reason that everyone reads",
  whyNot(_, { about, fates }, deed) {
    if (deed.kind !== "moderation") return undefined;
    if (!about || !isVoice(about)) return unknown(deed, "comment or reply");
    const isHidden = fates?.hidden.has(about.seq) ?? false;
    if (deed.hides !== undefined)
      return isHidden ? refuse(deed, "hidden", `${nameOf(about)} is hidden already.`) : undefined;
    return isHidden ? undefined : refuse(deed, "not-hidden", `${nameOf(about)} is not hidden.`);
  },
};

const PLACER: Condition = {
  words: "The author of the comment; secretary, directors and moderators",
  whyNot(person, occasion, deed) {
    const { about } = occasion;
    const why = WHO.NAMED.whyNot(person, occasion, deed);
    if (why || !person) return why;
    if (about?.kind !== "comment") return unknown(deed, "comment");
    if (isAuthor(person, occasion) || hasOffice(person)) return undefined;
    const message = `Where the words of ${nameOf(about).toLowerCase()} stand is said by its author, or by secretary, directors and moderators. Reply to it instead.`;
    return refuse(deed, "not-allowed", message);
  },
};

/** Conditions on what something is about: an entry, and the thread it stands in. */
export const ABOUT = { ANSWERS, OWN, NEWEST, SIGNABLE, RESOLVER, ANSWERABLE, HIDABLE, PLACER };
