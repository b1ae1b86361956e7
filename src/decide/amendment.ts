import type { Amendment } from "../text/document.ts";

/** What an amendment is in on a given day. */
export type AmendmentState =
  | "Draft"
  | "Notice given"
  | "Open for comment"
  | "Comment closed"
  | "Before the board"
  | "Adopted"
  | "Adopted as modified"
  | "Rejected"
  | "Referred"
  | "Withdrawn"
  | "In force";

/**
 * The state of an amendment, computed from its dates: nobody has to remember to set it.
 *
 * @param today Calendar day, `2019-04-08`.
 */
export function stateOf(amendment: Amendment, today: string): AmendmentState {
  const { decision, notice, comment, board, inForce } = amendment;
  if (decision && decision.on <= today) {
    if (decision.outcome.startsWith("adopted") && inForce && inForce <= today) return "In force";
    return (decision.outcome[0]!.toUpperCase() + decision.outcome.slice(1)) as AmendmentState;
  }
  if (isOpenForComment(amendment, today)) return "Open for comment";
  if (board && board <= today) return "Before the board";
  if (comment.closes && comment.closes < today) return "Comment closed";
  if (notice && notice <= today) return "Notice given";
  return "Draft";
}

/**
 * Whether comments and positions are taken on a day: from `comment.opens` (or
 * the notice) through `comment.closes`; without a closing day, until it is decided.
 */
export function isOpenForComment({ comment, notice, decision }: Amendment, today: string): boolean {
  const opens = comment.opens ?? notice;
  if (!opens || today < opens) return false;
  if (decision && decision.on <= today) return false;
  return !comment.closes || today <= comment.closes;
}

/** The first day on which comments were no longer taken, where that day has come. */
export function closedSince({ comment, decision }: Amendment, today: string): string | undefined {
  const days = [comment.closes && dayAfter(comment.closes), decision?.on].filter((day) => day !== undefined);
  const first = days.sort()[0];
  return first && first <= today ? first : undefined;
}

/** The calendar day after another. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** One point of an amendment's time line. */
export interface Step {
  name: string;
  on?: string;
  /** `now` is the step the amendment is in; at most one is. */
  when: "past" | "now" | "ahead";
}

/** Where an amendment is, what comes next, and when: in the order of its days. */
export function stepsOf(amendment: Amendment, today: string): Step[] {
  const { notice, comment, board, decision, inForce } = amendment;
  const open = isOpenForComment(amendment, today);
  const dated: { name: string; on?: string }[] = [
    { name: "Notice given", on: notice },
    { name: "Open for comment", on: comment.opens ?? notice },
    ...(comment.closes
      ? [{ name: today <= comment.closes ? "Comment closes" : "Comment closed", on: comment.closes }]
      : []),
    ...(board ? [{ name: "Before the board", on: board }] : []),
    ...(decision ? [{ name: decision.outcome[0]!.toUpperCase() + decision.outcome.slice(1), on: decision.on }] : []),
    ...(inForce ? [{ name: "In force", on: inForce }] : []),
  ];
  // While comments are taken that is where the amendment is, whatever meeting has passed.
  const current = open ? 1 : dated.findLastIndex(({ on }) => on !== undefined && on <= today);
  return dated.map((step, index) => ({
    ...step,
    when: index === current ? "now" : step.on !== undefined && step.on <= today ? "past" : "ahead",
  }));
}
