import { useEffect, useRef, useState } from "react";
import { aboutNumber, DISPOSITION_NAMES, type SaidEntry } from "../discuss/said.ts";
import { STANCE_NAMES } from "./stances.ts";
import type { RecordShown } from "./useRecord.ts";

const SHOWN_MS = 8_000;

/** What somebody else has just said or done, for a few seconds: it must not move the text, so it is told. */
export function useNews({ entries, threads, isLoaded, author }: RecordShown, me: string | undefined) {
  const known = useRef<number>(undefined);
  const [news, setNews] = useState<{ seq?: number; words: string }>();
  useEffect(() => {
    if (!isLoaded) return;
    const before = known.current;
    known.current = entries.at(-1)?.seq ?? 0;
    if (before === undefined) return; // What was there on arrival is no news.
    const fresh = entries.filter(({ seq, by }) => seq > before && author(by).id !== me);
    const said = fresh.findLast((entry) => tellNews(entry) !== undefined);
    if (!said) return;
    const more = fresh.length - 1;
    // A reply is led to itself; everything else that is about something, to that.
    const about = said.kind === "reply" ? said.seq : (aboutNumber(said) ?? said.seq);
    const thread = threads.find(
      ({ comment, replies }) => comment.seq === about || replies.some(({ seq }) => seq === about),
    );
    const clause = said.clause ?? thread?.comment.clause;
    const words = `${author(said.by).name} ${tellNews(said)}${clause ? ` on ${clause}` : ""}`;
    setNews({
      seq: said.kind === "position" ? undefined : about,
      words: more === 0 ? words : `${words}, and ${more} more`,
    });
  }, [entries, threads, isLoaded, author, me]);
  useEffect(() => {
    if (!news) return;
    const timer = setTimeout(() => setNews(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return news;
}

/** What happened, behind the name of who did it. */
function tellNews(said: SaidEntry): string | undefined {
  switch (said.kind) {
    case "comment":
      if (said.mark === "question") return "asked the board a question";
      if (said.mark === "objection") return "objected";
      return said.mark === "request" ? "asked for other words" : "commented";
    case "reply":
      return "replied";
    case "edit":
      return "changed the words of a comment";
    case "withdrawal":
      return "took something back";
    case "co-signature":
      return "co-signed";
    case "resolution":
      return said.resolves === undefined ? "reopened a thread" : "resolved a thread";
    case "disposition":
      return said.outcome && `answered for the board: ${DISPOSITION_NAMES[said.outcome].toLowerCase()}`;
    case "position":
      return said.position && `took a position: ${STANCE_NAMES[said.position]}`;
    case "moderation":
      return said.hides === undefined ? "showed a comment again" : "hid a comment";
    case "placement":
      return "said where the words of a comment stand";
  }
}
