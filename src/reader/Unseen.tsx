import { memo, startTransition, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Person } from "../discuss/person.ts";
import { type Thread, textOf } from "../discuss/thread.ts";
import type { PlacedThread } from "./placed.ts";
import { whenIdle } from "./useIdle.ts";

/** The name behind an id. */
export type AuthorOf = (by: string) => Pick<Person, "name">;

export interface UnseenProps {
  threads: readonly PlacedThread[];
  /** Keys of the items that are drawn: their words are found there. */
  drawn: string;
  author: AuthorOf;
  /** Words of a thread were found that is not drawn. */
  onFound: (seq: number) => void;
}

/** The words of threads that are not drawn, where find-in-page finds them; on paper they stand after the others. */
export function Unseen({ threads, drawn, author, onFound }: UnseenProps) {
  // So many of them are there; more whenever there is time.
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (count < threads.length) return whenIdle(() => startTransition(() => setCount(count + PORTION)));
  }, [count, threads.length]);
  const list = useRef<HTMLDivElement>(null);
  const latest = useRef(onFound);
  latest.current = onFound;
  // By hand: a thousand elements need not be compared because one thread is drawn.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other threads are other elements
  useLayoutEffect(() => {
    const keys = new Set(drawn.split(" "));
    for (const portion of list.current!.children) {
      hide(portion, false);
      for (const element of portion.children) hide(element, keys.has(element.getAttribute("data-unseen")!));
    }
  }, [drawn, threads, count]);
  useEffect(() => {
    const host = list.current!;
    const open = ({ target }: Event) => {
      const element = (target as Element).closest("[data-unseen]");
      if (!element) return;
      latest.current(Number(element.getAttribute("data-unseen")!.slice("thread-".length)));
      // The browser shows what it has found; in a moment it is drawn beside its words instead.
      requestAnimationFrame(() => {
        hide(element, true);
        hide(element.parentElement!, false);
      });
    };
    host.addEventListener("beforematch", open);
    return () => host.removeEventListener("beforematch", open);
  }, []);
  return (
    <div className="unseen" ref={list}>
      {Array.from({ length: Math.ceil(Math.min(count, threads.length) / PORTION) }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a portion is its number
        <Portion key={at} at={at} threads={threads} author={author} />
      ))}
    </div>
  );
}

/** React knows no `until-found`; it would write an empty `hidden`, which no search opens. */
function hide(element: Element, isDrawn: boolean): void {
  const hidden = isDrawn ? "" : "until-found";
  if (element.getAttribute("hidden") !== hidden) element.setAttribute("hidden", hidden);
}

/** Hidden as a whole, so many cost the page no more than one. */
const PORTION = 50;

const Portion = memo(function Portion({
  at,
  threads,
  author,
}: Pick<UnseenProps, "threads" | "author"> & { at: number }) {
  return (
    <div hidden>
      {threads.slice(at * PORTION, (at + 1) * PORTION).map(({ thread }) => (
        <Words key={thread.comment.seq} thread={thread} author={author} />
      ))}
    </div>
  );
});

const Words = memo(function Words({ thread, author }: { thread: Thread; author: AuthorOf }) {
  return (
    <div data-unseen={`thread-${thread.comment.seq}`} hidden>
      {wordsOf(thread, author)}
    </div>
  );
});

/** Everything that can be read in it now, as it was typed. */
function wordsOf(thread: Thread, author: AuthorOf): string {
  const { comment, replies, withdrawn, hidden } = thread;
  const voices = [comment, ...replies].filter(({ seq }) => !withdrawn.has(seq) && !hidden.has(seq));
  const told = voices.map((voice) => `${author(voice.by).name}: ${textOf(voice, thread)}`);
  return [comment.anchor?.quote ?? "", ...told].join(" · ");
}
