import { daysBetween } from "../decide/amendment.ts";
import type { Person } from "../discuss/person.ts";
import type { CommentEntry, DispositionEntry, ReplyEntry, Stance } from "../discuss/said.ts";
import { REQUEST_STATE_NAMES, THREAD_STATE_NAMES, type Thread } from "../discuss/thread.ts";
import type { PlacedThread } from "./placed.ts";

/** How its author stands to the words, as it is said of him: `Objects`. */
export const STANCES_OF_AUTHORS: Record<Stance, string> = {
  support: "Supports",
  "support-with-changes": "Supports with changes",
  object: "Objects",
  undecided: "Undecided",
};

/** By what has become of its words; where they stand as they stood, nothing is said. */
export const PLACEMENT_NOTES: { readonly [state in PlacedThread["state"]]?: string } = {
  moved: "Its words stand here now.",
  changed: "Its words have changed since.",
  clause: "Its words are no longer in this clause.",
  gone: "Its clause is no longer in the text.",
  struck: "Its words are struck here.",
  seeking: "Looking for its words.",
  ambiguous: "It is in doubt where its words stand now.",
  missing: "Made on a text that is no longer kept: version missing. It is shown with the words it was about.",
};

/** Of a comment made on a wording that is in the files no more. */
export const MADE_ON_REMOVED = "Made on a text that is no longer in the files.";

/** Where the words of a comment stand, for a line. @param made Name of the wording it was made on. */
export function tellPlacement(state: PlacedThread["state"], made: () => string | undefined): string | undefined {
  if (state === "exact") return undefined;
  const note = PLACEMENT_NOTES[state];
  if (state === "missing") return note;
  const name = made();
  if (name === undefined) return [MADE_ON_REMOVED, note].filter(Boolean).join(" ");
  return note && `Made on ${name}. ${note}`;
}

/** What has become of a thread, in words: `Open`, `Accepted in part`; of a remark nobody closed, nothing. */
export function tellState({ mark, state, request }: Pick<Thread, "mark" | "state" | "request">): string | undefined {
  if (request === "withdrawn") return REQUEST_STATE_NAMES.withdrawn;
  if (state === "resolved" || state === "reopened") return THREAD_STATE_NAMES[state];
  if (request !== undefined) return REQUEST_STATE_NAMES[request];
  return mark === "remark" && state === "open" ? undefined : THREAD_STATE_NAMES[state];
}

/** `No answer yet, asked 12 days ago.`; nothing for what waits for no answer. @param today Calendar day. */
export function tellWaiting(thread: Thread, today: string): string | undefined {
  if (!thread.isWaiting) return undefined;
  const age = tellAge(waitsSince(thread), today);
  return thread.resolutions.at(-1)?.reopens === undefined
    ? `No answer yet, asked ${age}.`
    : `No answer since it was reopened ${age}.`;
}

/** `not answered, 12 days`, for a line. */
export function tellWaitingShortly(thread: Thread, today: string): string | undefined {
  if (!thread.isWaiting) return undefined;
  const days = daysBetween(waitsSince(thread).slice(0, 10), today);
  return days <= 0 ? "not answered" : `not answered, ${tellCount(days, "day")}`;
}

function waitsSince({ comment, resolutions }: Thread): string {
  const turn = resolutions.at(-1);
  return turn?.reopens === undefined ? comment.at : turn.at;
}

/** That somebody objects is said once: by the mark of his comment. */
export const isSaidByMark = ({ mark, stance }: Pick<CommentEntry, "mark" | "stance">): boolean =>
  mark === "objection" && stance === "object";

/** Who answered for the board, and after how long; nothing while no answer holds. */
export function findAnswer(thread: Thread, author: (id: string) => Person): DispositionEntry | ReplyEntry | undefined {
  const { mark, replies, dispositions, resolutions, withdrawn, hidden } = thread;
  const turn = resolutions.at(-1);
  const since = turn?.reopens === undefined ? 0 : turn.seq;
  const disposition = dispositions.findLast(({ outcome, seq }) => outcome && seq > since);
  if (disposition || mark !== "remark") return disposition;
  return replies.find(({ by, seq }) => {
    const { standing } = author(by);
    const isOfBoard = standing === "director" || standing === "secretary";
    return isOfBoard && seq > since && !withdrawn.has(seq) && !hidden.has(seq);
  });
}

/** `after 3 days`, from one instant to another. */
export function tellAfter(from: string, to: string): string {
  const days = daysBetween(from.slice(0, 10), to.slice(0, 10));
  return days <= 0 ? "on the same day" : `after ${tellCount(days, "day")}`;
}

function tellAge(at: string, today: string): string {
  const days = daysBetween(at.slice(0, 10), today);
  return days <= 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
}

/** `1 reply`, `7 replies`. */
export function tellCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const EXCERPT_UNITS = 220;

/**
 * The first own words of a Markdown text without its marks, for a line that
 * must cost nothing: quotations of others are left out, unless there is nothing else.
 */
export function excerptOf(markdown: string): string {
  // Longer ones are cut before they are looked at.
  const start = markdown.slice(0, EXCERPT_UNITS * 4);
  const own = start.replace(/^ {0,3}>.*$/gm, "");
  const words = (own.trim() === "" ? start : own)
    .replace(/^ {0,3}(?:>\s?|#{1,6}\s+|[-*+]\s+|```.*$)/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, "$1")
    .replace(/(\*\*|__|~~|`)(?=\S)(.+?)\1/g, "$2")
    .replace(/(^|\s)([*_])(?=\S)(.+?)\2(?=[\s.,;:!?]|$)/g, "$1$3")
    .replace(/\s+/g, " ")
    .trim();
  if (words.length <= EXCERPT_UNITS) return words;
  // At a blank, so that no letter is cut in two.
  const blank = words.lastIndexOf(" ", EXCERPT_UNITS);
  return `${
    blank > EXCERPT_UNITS / 2
      ? words.slice(0, blank)
      : Array.from(words)
          .slice(0, EXCERPT_UNITS / 2)
          .join("")
  }…`;
}
