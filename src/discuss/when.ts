import { printDay } from "../text/day.ts";
import { problem } from "../text/problem.ts";
import { type Condition, tellKept } from "./occasion.ts";

const WRITABLE: Condition = {
  words: "while the record can be written",
  whyNot: (_, { readOnly }, deed) =>
    readOnly === undefined
      ? undefined
      : problem("ledger-read-only", `${readOnly} Nothing new is taken until this is mended.${tellKept(deed)}`),
};

const OPEN: Condition = {
  words: "from the day comments open through the day they close; on a version in force at any time",
  whyNot(_, { isOpen, opens, closedSince }, deed) {
    if (isOpen) return undefined;
    const kept = tellKept(deed).replace(".", " on this device.");
    if (closedSince) {
      return problem(
        "closed-for-comment",
        `This amendment has been closed for comment since ${printDay(closedSince)}.${kept}`,
      );
    }
    return problem(
      "not-yet-open",
      opens ? `Comments are taken from ${printDay(opens)} on.${kept}` : `Comments are not taken yet.${kept}`,
    );
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

/** Conditions on the day, the record and the name. */
export const WHEN = { WRITABLE, OPEN, NAME_FREE, NAME_OWN, SECRETARY_LINK, ALWAYS };
