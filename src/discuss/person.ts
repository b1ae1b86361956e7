import { type Problem, problem } from "../text/problem.ts";
import { ABOUT } from "./about.ts";
import type { Condition, Deed, Occasion } from "./occasion.ts";
import { WHEN } from "./when.ts";
import { WHO } from "./who.ts";

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

/** One thing that can be done here, in words for everyone and as the server decides it. */
export interface Rule {
  kind: Deed["kind"];
  /** `Reply to a comment` */
  act: string;
  who: string;
  when: string;
  conditions: readonly Condition[];
}

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
  makeRule("read", "Read the texts, what changes, what was said, the record and the feeds", WHO.EVERYONE, WHEN.ALWAYS),
  makeRule("name-guest", "Give a name to speak under as a guest", WHO.UNNAMED, WHO.GUESTS, WHEN.NAME_FREE),
  makeRule("sign-in", "Sign in, by a link in a mail or through a provider", WHO.EVERYONE, WHEN.ALWAYS),
  makeRule(
    "comment",
    "Comment on words, a clause, an amendment or a version; ask a question, object, request other words",
    WHO.NAMED,
    WHO.GUESTS,
    WHEN.OPEN,
    WHEN.WRITABLE,
  ),
  makeRule("reply", "Reply to a comment", WHO.NAMED, WHO.GUESTS, WHEN.OPEN, ABOUT.ANSWERS, WHEN.WRITABLE),
  makeRule(
    "edit",
    "Edit a comment or reply; the earlier wordings stay on record",
    WHO.NAMED,
    WHO.GUESTS,
    WHEN.OPEN,
    ABOUT.NEWEST,
    WHEN.WRITABLE,
  ),
  makeRule(
    "withdrawal",
    "Withdraw a comment, a reply or a co-signature, also after the close",
    WHO.NAMED,
    ABOUT.OWN,
    WHEN.WRITABLE,
  ),
  makeRule(
    "co-signature",
    "Co-sign a wording request or a question",
    WHO.NAMED,
    WHO.GUESTS,
    WHEN.OPEN,
    ABOUT.SIGNABLE,
    WHEN.WRITABLE,
  ),
  makeRule("position", "Take a position on a revision, or change it", WHO.NAMED, WHO.GUESTS, WHEN.OPEN, WHEN.WRITABLE),
  makeRule(
    "resolution",
    "Resolve a thread, or open it again, with a reason; also after the close",
    ABOUT.RESOLVER,
    WHO.GUESTS,
    WHEN.WRITABLE,
  ),
  makeRule(
    "disposition",
    "Answer an objection, a question or a wording request for the board",
    WHO.BOARD,
    ABOUT.ANSWERABLE,
    WHEN.WRITABLE,
  ),
  makeRule("moderation", "Hide a comment or reply, or show it again", WHO.MODERATORS, ABOUT.HIDABLE, WHEN.WRITABLE),
  makeRule("read-hidden", "Read words that are hidden", WHO.MODERATORS_OR_SELF, WHEN.ALWAYS),
  makeRule(
    "placement",
    "Say where the words of a comment stand on a later text",
    ABOUT.PLACER,
    WHEN.ALWAYS,
    WHEN.WRITABLE,
  ),
  makeRule("rename", "Change the name one’s words stand under", WHO.KNOWN, WHEN.NAME_OWN, WHEN.NAME_FREE),
  makeRule("keep-sessions", "See the devices one is signed in on, and sign them out", WHO.KNOWN, WHEN.ALWAYS),
  makeRule("take-data", "Take everything that is kept about one, as a file", WHO.KNOWN, WHEN.ALWAYS),
  makeRule("leave", "Leave, and keep or blank one’s words", WHO.KNOWN, WHEN.ALWAYS),
  makeRule("become-secretary", "Become the secretary", WHO.EVERYONE, WHEN.SECRETARY_LINK),
  makeRule(
    "keep-people",
    "Keep the list of people: who is secretary, director, moderator or member",
    WHO.SECRETARY,
    WHEN.ALWAYS,
  ),
  makeRule(
    "see-mail",
    "See a mail address, on the list of people or in the file of one’s own data",
    WHO.SECRETARY_OR_SELF,
    WHEN.ALWAYS,
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
