import { createContext, type ReactNode, useContext, useMemo, useRef } from "react";
import type { Comparison } from "../compare/comparison.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { type Mentioned, MentionedContext } from "./mentioned.ts";
import type { PlacedThread } from "./placed.ts";
import type { RecordShown } from "./useRecord.ts";

/** What all threads of a page have in common. */
export interface ThreadsShown {
  document: BylawsDocument;
  record: Pick<RecordShown, "threads" | "positions" | "author">;
  placed: readonly PlacedThread[];
  /** The two texts on the screen, where there are two, compared. */
  comparison?: Comparison;
  /** The text that clauses are looked up in when somebody names one. */
  text?: ParsedBylaws;
  /** Where a clause of that text is read. */
  clauseAddress: (clause: string) => string;
  /** Opens a thread, and closes the one that is open; without a number, only that. */
  onOpen: (seq?: number) => void;
}

const Shown = createContext<ThreadsShown | undefined>(undefined);

/** A page with threads. `shown` is to be the same object while nothing of it changes. */
export function ThreadPage({ shown, children }: { shown: ThreadsShown; children: ReactNode }) {
  const { record, text, clauseAddress } = shown;
  const latest = useRef(record.threads);
  latest.current = record.threads;
  // The same all along while people speak: a comment is not drawn anew for another one.
  const mentioned = useMemo(
    (): Mentioned => ({
      text,
      clauseAddress,
      commentAddress: (seq) =>
        latest.current.some(({ comment, replies }) => comment.seq === seq || replies.some((reply) => reply.seq === seq))
          ? `#comment-${seq}`
          : undefined,
    }),
    [text, clauseAddress],
  );
  return (
    <MentionedContext value={mentioned}>
      <Shown value={shown}>{children}</Shown>
    </MentionedContext>
  );
}

/** @throws where no `ThreadPage` is around. */
export function useThreads(): ThreadsShown {
  const shown = useContext(Shown);
  if (!shown) throw new Error("A thread is drawn outside a ThreadPage.");
  return shown;
}

/** The amendment something was said about; on the page of a version, threads of several stand together. */
export function amendmentOf(document: BylawsDocument, { amendment }: { amendment?: string }): Amendment | undefined {
  return document.amendments.find(({ slug }) => slug === amendment);
}
