import { type AuthorOf, authorId } from "./author.ts";
import type { CommentEntry, ReplyEntry, SaidEntry } from "./said.ts";

/** A comment and everything said in answer to it. */
export interface Thread {
  comment: CommentEntry;
  /** In the order of the record. */
  replies: ReplyEntry[];
  /** Numbers of those entries that their author took back, with the day and time. */
  withdrawn: ReadonlyMap<number, string>;
}

/**
 * Threads in the order in which they were opened.
 *
 * A reply to a reply belongs to the thread of the comment at its root. Nothing
 * said is left out: a comment that was withdrawn or blanked keeps its place and its replies.
 */
export function threadsOf(entries: readonly SaidEntry[], authorOf: AuthorOf): Thread[] {
  const authors = new Map(entries.map(({ seq, by }) => [seq, authorId(by, authorOf)]));
  const withdrawn = new Map<number, string>();
  for (const entry of entries) {
    if (entry.kind === "withdrawal" && authors.get(entry.withdraws) === authorId(entry.by, authorOf))
      withdrawn.set(entry.withdraws, entry.at);
  }
  const threads: Thread[] = [];
  const threadOf = new Map<number, Thread>();
  for (const entry of entries) {
    if (entry.kind === "comment") {
      const thread = { comment: entry, replies: [], withdrawn };
      threads.push(thread);
      threadOf.set(entry.seq, thread);
    } else if (entry.kind === "reply") {
      const thread = threadOf.get(entry.replyTo);
      if (!thread) continue; // Its root is on another amendment: the server refuses such a reply.
      thread.replies.push(entry);
      threadOf.set(entry.seq, thread);
    }
  }
  return threads;
}
