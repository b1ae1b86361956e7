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

/** Longest name, in UTF-16 units. */
export const NAME_LIMIT = 80;

/** What is invisible in a name could make two people look the same: controls, zero width, directions, unassigned. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\u2800]/u;

/** What is wrong with a name a person wants to speak under, or `undefined`. */
export function whyNotName(name: string): Problem | undefined {
  const field = "name";
  if (name.trim() === "") return problem("name-empty", "Give the name your words will stand under.", { field });
  if (name.length > NAME_LIMIT) {
    return problem("name-too-long", `The name has ${name.length} characters; ${NAME_LIMIT} is the most.`, { field });
  }
  if (INVISIBLE.test(name)) {
    return problem("name-invisible", "The name holds a character nobody can see. Type it anew, without it.", { field });
  }
  if (!/[\p{L}\p{N}]/u.test(name)) {
    return problem("name-without-letters", "The name needs at least one letter or digit.", { field });
  }
  return undefined;
}

/** What the rules need to know beside who speaks and what he says. */
export interface Occasion {
  /** Comments and positions are taken now. */
  isOpen: boolean;
  /** Calendar days, where they are known. */
  opens?: string;
  closedSince?: string;
  /** The entry that is answered or withdrawn, where it exists on this amendment. */
  about?: SaidEntry;
  /** The entry in `about` has been withdrawn. */
  isWithdrawn?: boolean;
}

/**
 * Every rule of who may say what; nowhere else is one kept.
 *
 * @returns Why it is refused, or `undefined`: he may.
 */
export function whyNot(person: Person | undefined, said: Said, occasion: Occasion): Problem | undefined {
  if (!person) {
    return problem(
      "signed-out",
      "Give a name first: what is said here is public and stands under a name. Your text is kept.",
    );
  }
  if (said.kind === "withdrawal") {
    if (!occasion.about || !("text" in occasion.about)) {
      return problem("entry-unknown", `There is no comment or reply ${said.withdraws} here to withdraw.`, {
        field: "withdraws",
      });
    }
    if (occasion.about.by !== person.id) {
      return problem("not-yours", "Only its author can withdraw a comment.", { field: "withdraws" });
    }
    if (occasion.isWithdrawn) {
      return problem("withdrawn", "This was withdrawn already.", { field: "withdraws" });
    }
    return undefined; // One's own words can be taken back after the close, too.
  }
  if (!occasion.isOpen) {
    const since = occasion.closedSince;
    if (since) {
      return problem(
        "closed-for-comment",
        `This amendment has been closed for comment since ${printDay(since)}. Your text is kept on this device.`,
      );
    }
    return problem(
      "not-yet-open",
      occasion.opens
        ? `Comments are taken from ${printDay(occasion.opens)} on. Your text is kept on this device.`
        : "Comments are not taken yet. Your text is kept on this device.",
    );
  }
  if (said.kind === "reply") {
    if (!occasion.about || !("text" in occasion.about)) {
      return problem(
        "entry-unknown",
        `There is no comment ${said.replyTo} on this amendment to reply to. Your text is kept.`,
        {
          field: "replyTo",
        },
      );
    }
  }
  return undefined;
}
