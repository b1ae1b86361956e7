import { type AuthorOf, authorId } from "./author.ts";
import {
  aboutNumber,
  type CommentEntry,
  type CoSignatureEntry,
  type DispositionEntry,
  type EditEntry,
  type Mark,
  type ModerationEntry,
  type PlacementEntry,
  type ReplyEntry,
  type ResolutionEntry,
  type SaidEntry,
} from "./said.ts";

export const THREAD_STATES = ["open", "answered", "resolved", "reopened"] as const;
export type ThreadState = (typeof THREAD_STATES)[number];
export const THREAD_STATE_NAMES: Record<ThreadState, string> = {
  open: "Open",
  answered: "Answered",
  resolved: "Resolved",
  reopened: "Reopened",
};

export const REQUEST_STATES = ["submitted", "accepted", "accepted-in-part", "declined", "withdrawn"] as const;
/** What has become of a wording request. One that was out of scope or already answered is declined. */
export type RequestState = (typeof REQUEST_STATES)[number];
export const REQUEST_STATE_NAMES: Record<RequestState, string> = {
  submitted: "Submitted",
  accepted: "Accepted",
  "accepted-in-part": "Accepted in part",
  declined: "Declined",
  withdrawn: "Withdrawn",
};

/** What has become of single comments and replies, by their numbers; shared by all threads of a list. */
export interface Fates {
  /** When its author took it back. */
  withdrawn: ReadonlyMap<number, string>;
  /** Oldest first: the last one has the words that count. */
  edits: ReadonlyMap<number, readonly EditEntry[]>;
  /** The act that took it out of sight, while it is. */
  hidden: ReadonlyMap<number, ModerationEntry>;
}

/** A comment and everything said and done in answer to it. */
export interface Thread extends Fates {
  comment: CommentEntry;
  mark: Mark;
  /** In the order of the record, as all lists here. */
  replies: ReplyEntry[];
  state: ThreadState;
  /** It asks for an answer of the board, and has none that holds. */
  isWaiting: boolean;
  /** Of a wording request. */
  request?: RequestState;
  /** Of others than its author, one for each person, without those taken back. */
  coSignatures: CoSignatureEntry[];
  resolutions: ResolutionEntry[];
  /** The last one counts. */
  dispositions: DispositionEntry[];
  /** Where a person said that its words stand on later texts. */
  placements: PlacementEntry[];
}

/** The words of a comment or reply as they stand now, whatever has become of it. */
export function textOf(entry: CommentEntry | ReplyEntry, { edits }: Pick<Fates, "edits">): string {
  return edits.get(entry.seq)?.at(-1)?.text ?? entry.text;
}

/** The person behind an id, and in what quality he speaks. */
export type SpeakerOf = (by: string) => { id: string; standing?: string } | undefined;

/**
 * Threads in the order in which they were opened.
 *
 * A reply to a reply belongs to the thread of the comment at its root. Nothing
 * said is left out: a comment that was withdrawn, blanked or hidden keeps its place and its replies.
 */
export function threadsOf(entries: readonly SaidEntry[], authorOf: SpeakerOf): Thread[] {
  const fates = new FatesReader(authorOf);
  for (const entry of entries) fates.read(entry);
  const threads: Thread[] = [];
  const threadOf = new Map<number, Thread>();
  const signersOf = new Map<Thread, Set<string>>();
  for (const entry of entries) {
    if (entry.kind === "comment") {
      const thread: Thread = {
        ...fates,
        comment: entry,
        mark: entry.mark ?? "remark",
        replies: [],
        state: "open",
        isWaiting: false,
        coSignatures: [],
        resolutions: [],
        dispositions: [],
        placements: [],
      };
      threads.push(thread);
      threadOf.set(entry.seq, thread);
      continue;
    }
    const about = aboutNumber(entry);
    const thread = about === undefined ? undefined : threadOf.get(about);
    if (!thread) continue; // It is about something on another amendment: the server refuses that.
    if (entry.kind === "reply") {
      thread.replies.push(entry);
      threadOf.set(entry.seq, thread);
    } else if (about === thread.comment.seq) {
      const signers = signersOf.get(thread) ?? new Set([authorId(thread.comment.by, authorOf)]);
      signersOf.set(thread, signers);
      add(thread, entry, signers, authorOf);
    }
  }
  for (const thread of threads) settle(thread, authorOf);
  return threads;
}

/** Reads what becomes of single comments and replies, entry by entry in the order of the record. */
export class FatesReader implements Fates {
  readonly withdrawn = new Map<number, string>();
  readonly edits = new Map<number, EditEntry[]>();
  readonly hidden = new Map<number, ModerationEntry>();
  /** Ids their authors spoke under. */
  readonly #authors = new Map<number, string>();
  readonly #authorOf: AuthorOf;

  constructor(authorOf: AuthorOf) {
    this.#authorOf = authorOf;
  }

  read(entry: SaidEntry): void {
    const { withdrawn, edits, hidden } = this;
    this.#authors.set(entry.seq, entry.by);
    if (entry.kind === "withdrawal" && this.#isOwn(entry, entry.withdraws)) {
      withdrawn.set(entry.withdraws, entry.at);
    } else if (entry.kind === "edit" && this.#isOwn(entry, entry.edits)) {
      const earlier = edits.get(entry.edits);
      if (earlier) earlier.push(entry);
      else edits.set(entry.edits, [entry]);
    } else if (entry.kind === "moderation") {
      if (entry.hides !== undefined) hidden.set(entry.hides, entry);
      else if (entry.shows !== undefined) hidden.delete(entry.shows);
    }
  }

  /** Was what an act is about said by who acts? */
  #isOwn({ by }: SaidEntry, seq: number): boolean {
    const author = this.#authors.get(seq);
    return author !== undefined && authorId(author, this.#authorOf) === authorId(by, this.#authorOf);
  }
}

/** @param signers Its author, and those who have signed it: a thread may have thousands. */
function add(thread: Thread, entry: SaidEntry, signers: Set<string>, authorOf: AuthorOf): void {
  switch (entry.kind) {
    case "co-signature": {
      const signer = authorId(entry.by, authorOf);
      if (signers.has(signer) || thread.withdrawn.has(entry.seq)) break;
      signers.add(signer);
      thread.coSignatures.push(entry);
      break;
    }
    case "resolution":
      thread.resolutions.push(entry);
      break;
    case "disposition":
      thread.dispositions.push(entry);
      break;
    case "placement":
      thread.placements.push(entry);
      break;
  }
}

/** What follows from everything said in a thread. */
function settle(thread: Thread, authorOf: SpeakerOf): void {
  const { comment, mark, replies, withdrawn, hidden } = thread;
  const isTakenBack = withdrawn.has(comment.seq);
  const turn = thread.resolutions.at(-1);
  const reopenedAt = turn?.reopens === undefined ? 0 : turn.seq;
  const disposition = thread.dispositions.findLast(({ outcome, seq }) => outcome && seq > reopenedAt);
  // A remark asks for nothing; somebody of the board may answer it all the same.
  const answer = replies.some(
    ({ by, seq }) => seq > reopenedAt && !withdrawn.has(seq) && !hidden.has(seq) && speaksForBoard(authorOf(by)),
  );
  const isAnswered = disposition !== undefined || (mark === "remark" && answer);
  thread.state =
    turn?.resolves !== undefined ? "resolved" : isAnswered ? "answered" : reopenedAt > 0 ? "reopened" : "open";
  thread.isWaiting =
    mark !== "remark" &&
    thread.state !== "answered" &&
    thread.state !== "resolved" &&
    !isTakenBack &&
    !hidden.has(comment.seq);
  if (mark === "request") thread.request = isTakenBack ? "withdrawn" : requestState(thread.dispositions);
}

const speaksForBoard = (speaker: ReturnType<SpeakerOf>): boolean =>
  speaker?.standing === "director" || speaker?.standing === "secretary";

/** The newest answer whose words were not blanked counts. */
function requestState(dispositions: readonly DispositionEntry[]): RequestState {
  const outcome = dispositions.findLast((disposition) => disposition.outcome)?.outcome;
  if (outcome === undefined) return "submitted";
  return outcome === "accepted" || outcome === "accepted-in-part" ? outcome : "declined";
}
