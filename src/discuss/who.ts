import { problem } from "../text/problem.ts";
import { type Condition, type Speaker, tellKept } from "./occasion.ts";

const isInOffice = (person: Speaker, ...offices: string[]): boolean =>
  offices.includes(person.standing) && person.isVerified && !person.hasLeft;

/** Of those who lead the discussion, whatever they say in it. */
export const hasOffice = (person: Speaker): boolean => isInOffice(person, "secretary", "director", "moderator");

const EVERYONE: Condition = { words: "Everyone, without a name", whyNot: () => undefined };

const NAMED: Condition = {
  words: "Secretary, directors, moderators, members, and guests who gave a name",
  whyNot(person, _, deed) {
    const kept = tellKept(deed);
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
    return isInOffice(person, "secretary") ? undefined : problem("not-allowed", "Only the secretary may do this.");
  },
};

const SECRETARY_OR_SELF: Condition = {
  words: "The secretary; and everyone his own",
  whyNot: (person, occasion, deed) => (person && occasion.isOwn ? undefined : SECRETARY.whyNot(person, occasion, deed)),
};

const GUESTS: Condition = {
  words: "a guest, only where the organisation lets guests speak",
  whyNot(person, { guestsMaySpeak }, deed) {
    if (guestsMaySpeak !== false || (person && (person.isVerified || person.standing !== "guest"))) return undefined;
    return problem(
      "guests-off",
      `Here only people speak who have signed in. Sign in with your mail address.${tellKept(deed)}`,
    );
  },
};

const BOARD: Condition = {
  words: "The secretary and directors",
  whyNot(person) {
    if (!person) return problem("signed-out", "Sign in first: the board answers here. Your text is kept.");
    return isInOffice(person, "secretary", "director")
      ? undefined
      : problem("not-allowed", "Only the secretary and directors answer for the board. Your text is kept.");
  },
};

const MODERATORS: Condition = {
  words: "The secretary and moderators",
  whyNot(person) {
    if (!person) return problem("signed-out", "Sign in first: moderators do this. Your text is kept.");
    return isInOffice(person, "secretary", "moderator")
      ? undefined
      : problem("not-allowed", "Only the secretary and moderators hide words, or show them again. Your text is kept.");
  },
};

const MODERATORS_OR_SELF: Condition = {
  words: "The secretary and moderators; and everyone his own",
  whyNot: (person, occasion, deed) =>
    person && occasion.isOwn ? undefined : MODERATORS.whyNot(person, occasion, deed),
};

/** Conditions on who does something. */
export const WHO = {
  EVERYONE,
  NAMED,
  KNOWN,
  UNNAMED,
  SECRETARY,
  SECRETARY_OR_SELF,
  GUESTS,
  BOARD,
  MODERATORS,
  MODERATORS_OR_SELF,
};
