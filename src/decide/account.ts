import { authorId } from "../discuss/author.ts";
import type { Person, Standing } from "../discuss/person.ts";
import type { Disposition, Mark } from "../discuss/said.ts";
import type { Thread } from "../discuss/thread.ts";
import { daysBetween } from "./amendment.ts";

type Asking = Exclude<Mark, "remark">;
const ASKING = ["objection", "question", "request"] as const satisfies Asking[];

/** People or threads by the standing of who speaks; of somebody nobody knows, a guest’s. */
export type ByStanding = Partial<Record<Standing, number>>;

/** What has become of everything that asked for an answer of the board. Each thread is in one of them. */
export interface Asked {
  all: number;
  answered: number;
  /** Its author resolved it without an answer. */
  settled: number;
  /** Withdrawn, or hidden, before it was answered. */
  away: number;
  waiting: number;
}

interface Answer {
  /** Number of the comment. */
  seq: number;
  mark: Asking;
  /** Who gave the answer that counts, in what standing. */
  by: string;
  outcome: Disposition;
  /** Whole days from the comment to the first answer, and to the one that counts. */
  firstAfter: number;
  after: number;
}

interface Unanswered {
  seq: number;
  mark: Asking;
  /** Whole days since it was asked, or opened again. */
  days: number;
  isReopened: boolean;
  /** Others who asked the same. */
  coSignatures: number;
  /** Somebody of the board has replied, which is no answer yet: who first, and after how many days. */
  reply?: { by: string; after: number };
}

/** An honest account of a discussion: what was said, by whom, what was answered and what was not. */
export interface Account {
  threads: number;
  replies: number;
  /** Comments whose authors have left and had their words blanked: what they asked for is not known any more. */
  blanked: number;
  /** Everybody who commented, replied or co-signed, once; what was taken back counts no more. */
  people: ByStanding;
  /** Threads by who opened them. */
  opened: ByStanding;
  asked: Record<Asking, Asked>;
  /** In the order in which they were asked. */
  answers: Answer[];
  /** The longest waiting first. */
  unanswered: Unanswered[];
}

/**
 * Sums up a discussion. Days are calendar days in UTC: what is asked and answered on one day took none.
 *
 * @param today Calendar day, `2019-04-08`.
 */
export function accountOf(
  threads: readonly Thread[],
  personOf: (by: string) => Person | undefined,
  today: string,
): Account {
  const standingOf = (by: string): Standing => personOf(by)?.standing ?? "guest";
  const account: Account = {
    threads: threads.length,
    replies: 0,
    blanked: 0,
    people: {},
    opened: {},
    asked: { objection: nothingAsked(), question: nothingAsked(), request: nothingAsked() },
    answers: [],
    unanswered: [],
  };
  const speakers = new Set<string>();
  for (const thread of threads) {
    const { comment, replies, coSignatures, withdrawn } = thread;
    account.replies += replies.length;
    if (comment.isBlanked && !comment.hidden) account.blanked += 1;
    add(account.opened, standingOf(comment.by));
    for (const { seq, by } of [comment, ...replies, ...coSignatures]) {
      const person = authorId(by, personOf);
      if (withdrawn.has(seq) || speakers.has(person)) continue;
      speakers.add(person);
      add(account.people, standingOf(by));
    }
    const mark = ASKING.find((asking) => asking === thread.mark);
    if (mark) sumUp(thread, mark, account, { standingOf, today });
  }
  account.unanswered.sort((a, b) => b.days - a.days || a.seq - b.seq);
  return account;
}

function sumUp(
  thread: Thread,
  mark: Asking,
  { asked, answers, unanswered }: Account,
  { standingOf, today }: { standingOf: (by: string) => Standing; today: string },
): void {
  const { comment, dispositions, resolutions, replies, withdrawn, hidden, isWaiting } = thread;
  const sums = asked[mark];
  sums.all += 1;
  const reopened = resolutions.findLast(({ reopens }) => reopens !== undefined);
  const given = dispositions.filter(({ outcome }) => outcome !== undefined);
  const answer = given.findLast(({ seq }) => seq > (reopened?.seq ?? 0));
  const daysTo = (at: string, from = comment.at) => daysBetween(from.slice(0, 10), at.slice(0, 10));
  if (answer?.outcome) {
    sums.answered += 1;
    const { by, outcome, at } = answer;
    answers.push({ seq: comment.seq, mark, by, outcome, firstAfter: daysTo(given[0]!.at), after: daysTo(at) });
  } else if (isWaiting) {
    sums.waiting += 1;
    const since = reopened?.at ?? comment.at;
    const reply = replies.find(
      ({ seq, by }) =>
        seq > (reopened?.seq ?? 0) && !withdrawn.has(seq) && !hidden.has(seq) && BOARD.has(standingOf(by)),
    );
    unanswered.push({
      seq: comment.seq,
      mark,
      days: daysTo(today, since),
      isReopened: reopened !== undefined,
      coSignatures: thread.coSignatures.length,
      ...(reply && { reply: { by: reply.by, after: daysTo(reply.at, since) } }),
    });
  } else if (withdrawn.has(comment.seq) || hidden.has(comment.seq)) sums.away += 1;
  else sums.settled += 1;
}

const BOARD: ReadonlySet<Standing> = new Set(["secretary", "director"]);

const nothingAsked = (): Asked => ({ all: 0, answered: 0, settled: 0, away: 0, waiting: 0 });

function add(sums: ByStanding, standing: Standing): void {
  sums[standing] = (sums[standing] ?? 0) + 1;
}
