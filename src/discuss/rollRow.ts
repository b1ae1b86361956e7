import { short } from "../text/fields.ts";
import { type Problem, problem } from "../text/problem.ts";
import { isMailbox } from "./mailbox.ts";
import { tidyName, whyNotName } from "./name.ts";
import type { Standing } from "./person.ts";

/** One line of the list of people: whose mailbox it is, and in what standing he speaks. */
export interface RollRow {
  mail: string;
  /** The name shown; without it, the one he gives himself. */
  name?: string;
  standing: GivenStanding;
  /** Of members. */
  class?: string;
  affiliation?: string;
}

/** What a list can make of a person; a guest is who stands on none. */
export const GIVEN_STANDINGS = ["secretary", "director", "moderator", "member"] as const satisfies Standing[];
type GivenStanding = (typeof GIVEN_STANDINGS)[number];

export const ROW_FIELDS = ["mail", "name", "standing", "class", "affiliation"] as const;
export type RowField = (typeof ROW_FIELDS)[number];
/** A line as somebody wrote it; a field that is empty is none. */
export type WrittenRow = { readonly [Field in RowField]?: string | undefined };

/** Longest class and affiliation, in UTF-16 units. */
export const CLASS_LIMIT = 40;
export const AFFILIATION_LIMIT = 120;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{DI}\u2800]/u;

/**
 * Checks a line of the list, wherever it was written.
 *
 * @returns The line, tidied; or everything that is wrong with it, each with its field.
 */
export function readRow(written: WrittenRow): { row: RollRow } | { problems: [Problem, ...Problem[]] } {
  const [mail, name, standing, group, affiliation] = ROW_FIELDS.map((field) => tidyName(written[field] ?? ""));
  const given = GIVEN_STANDINGS.find((one) => one === standing!.toLowerCase());
  const problems = [
    whyNotMail(mail!),
    name ? whyNotName(name) : undefined,
    given ? undefined : whyNotStanding(standing!),
    group && given && given !== "member"
      ? problem("class-without-member", `Only members have a class; this is a ${given}. Leave the class out.`, {
          field: "class",
        })
      : whyNotWords(group!, "class", CLASS_LIMIT),
    whyNotWords(affiliation!, "affiliation", AFFILIATION_LIMIT),
  ].filter((one) => one !== undefined);
  const [first, ...others] = problems;
  if (first) return { problems: [first, ...others] };
  return {
    row: {
      mail: mail!,
      ...(name && { name }),
      standing: given!,
      ...(group && { class: group }),
      ...(affiliation && { affiliation }),
    },
  };
}

function whyNotMail(mail: string): Problem | undefined {
  const field = "mail";
  if (mail === "")
    return problem("mail-missing", "The mail address is missing. Without it nobody is known.", { field });
  return isMailbox(mail)
    ? undefined
    : problem("mail-odd", `“${short(mail)}” is no mail address. Write it plainly, as ada@example.org.`, { field });
}

function whyNotStanding(standing: string): Problem {
  const message = standing
    ? `“${short(standing)}” is no standing. Write one of: ${GIVEN_STANDINGS.join(", ")}.`
    : `The standing is missing. Write one of: ${GIVEN_STANDINGS.join(", ")}.`;
  return problem("standing-unknown", message, { field: "standing" });
}

function whyNotWords(words: string, field: "class" | "affiliation", limit: number): Problem | undefined {
  if (words.length > limit) {
    return problem(`${field}-too-long`, `The ${field} has ${words.length} characters; ${limit} is the most.`, {
      field,
    });
  }
  if (!INVISIBLE.test(words)) return undefined;
  return problem(`${field}-invisible`, `The ${field} holds a character nobody can see. Write it anew, without it.`, {
    field,
  });
}
