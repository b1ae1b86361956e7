import { memo, useEffect, useLayoutEffect, useRef } from "react";
import type { Person } from "../discuss/person.ts";
import { type Thread, textOf } from "../discuss/thread.ts";

/** The name behind an id. */
export type AuthorOf = (by: string) => Pick<Person, "name">;

/** The words of a thread that is not drawn, where find-in-page finds them. @param onFound It is to be opened. */
export const UnseenThread = memo(function UnseenThread(props: {
  thread: Thread;
  author: AuthorOf;
  onFound: (seq: number) => void;
}) {
  const { thread, author, onFound } = props;
  const { seq } = thread.comment;
  const element = useRef<HTMLDivElement>(null);
  // React knows no `until-found`; it would write an empty `hidden`, which no search opens.
  useLayoutEffect(() => element.current!.setAttribute("hidden", "until-found"), []);
  useEffect(() => {
    const unseen = element.current!;
    const open = () => {
      onFound(seq);
      // The browser shows what it has found; in a moment it is drawn beside its words instead.
      requestAnimationFrame(() => unseen.setAttribute("hidden", "until-found"));
    };
    unseen.addEventListener("beforematch", open);
    return () => unseen.removeEventListener("beforematch", open);
  }, [seq, onFound]);
  return <div ref={element}>{wordsOf(thread, author)}</div>;
});

/** Everything that can be read in it now, as it was typed. */
function wordsOf(thread: Thread, author: AuthorOf): string {
  const { comment, replies, withdrawn, hidden } = thread;
  const voices = [comment, ...replies].filter(({ seq }) => !withdrawn.has(seq) && !hidden.has(seq));
  return [
    comment.anchor?.quote ?? "",
    ...voices.map((voice) => `${author(voice.by).name}: ${textOf(voice, thread)}`),
  ].join(" · ");
}
