import type { Standing } from "../discuss/person.ts";
import { listed } from "../text/listed.ts";
import type { Account, Asked, ByStanding } from "./account.ts";

const PEOPLE: Record<Standing, [one: string, many: string]> = {
  secretary: ["the secretary", "secretaries"],
  director: ["1 director", "directors"],
  moderator: ["1 moderator", "moderators"],
  member: ["1 member", "members"],
  guest: ["1 guest", "guests"],
};
const ASKED: Record<keyof Account["asked"], [one: string, many: string]> = {
  objection: ["1 objection", "objections"],
  question: ["1 question", "questions"],
  request: ["1 wording request", "wording requests"],
};

/**
 * An account in sentences: what was said and by whom, what was asked for and
 * what became of it.
 *
 * @param nameOf As the page shows people.
 */
export function tellAccount(account: Account, nameOf: (by: string) => string): string[] {
  const { threads, replies, blanked, people, asked, answers } = account;
  if (threads === 0) return ["Nothing has been said yet."];
  const sentences = [
    `${count(threads, "1 thread", "threads")}${replies === 0 ? "" : ` with ${count(replies, "1 reply", "replies")}`}${tellPeople(people)}.`,
  ];
  for (const mark of ["objection", "question", "request"] as const)
    if (asked[mark].all > 0) sentences.push(`${count(asked[mark].all, ...ASKED[mark])}: ${tellAsked(asked[mark])}.`);
  if (blanked > 0)
    sentences.push(
      `${count(blanked, "1 comment was", "comments were")} blanked: whether anything was asked there is not known any more.`,
    );
  if (answers.length > 0) {
    const days = answers.map(({ firstAfter }) => firstAfter);
    const givers = [...new Set(answers.map(({ by }) => nameOf(by)))];
    sentences.push(`Answered by ${listed(givers)}, ${tellDays(Math.min(...days), Math.max(...days))}.`);
  }
  return sentences;
}

/** How much is unanswered, and how long the oldest of it has waited. */
export function tellUnanswered({ unanswered }: Pick<Account, "unanswered">): string | undefined {
  const [oldest] = unanswered;
  if (!oldest) return undefined;
  const since = oldest.isReopened ? "opened again" : "asked";
  const named = `comment ${oldest.seq}, ${since} ${tellAge(oldest.days)}`;
  return unanswered.length === 1
    ? `No answer yet: ${named}.`
    : `No answer yet to ${unanswered.length}; the oldest is ${named}.`;
}

function tellPeople(people: ByStanding): string {
  const told = (Object.keys(PEOPLE) as Standing[]).flatMap((standing) =>
    people[standing] ? count(people[standing], ...PEOPLE[standing]) : [],
  );
  return told.length === 0 ? "" : `, by ${listed(told)}`;
}

function tellAsked({ all, answered, settled, away, waiting }: Asked): string {
  const told = [
    [answered, "answered"],
    [settled, "resolved by its author without an answer"],
    [away, "withdrawn or hidden"],
    [waiting, "not answered"],
  ].flatMap(([number, words]) => (number === 0 ? [] : all === 1 ? `${words}` : `${number} ${words}`));
  return told.join(", ");
}

function tellDays(least: number, most: number): string {
  const after = (days: number) => (days === 0 ? "on the same day" : `after ${count(days, "1 day", "days")}`);
  if (least === most) return after(least);
  return least === 0 ? `${after(0)} to ${after(most)}` : `after ${least} to ${most} days`;
}

const tellAge = (days: number): string => (days <= 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`);
const count = (number: number, one: string, many: string): string => (number === 1 ? one : `${number} ${many}`);
