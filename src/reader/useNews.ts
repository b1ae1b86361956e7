import { useEffect, useRef, useState } from "react";
import type { RecordShown } from "./useRecord.ts";

const SHOWN_MS = 8_000;

/** What somebody else has just said, for a few seconds: it must not move the text, so it is told. */
export function useNews({ entries, isLoaded, author }: RecordShown, me: string | undefined) {
  const known = useRef<number>(undefined);
  const [news, setNews] = useState<{ seq: number; words: string }>();
  useEffect(() => {
    if (!isLoaded) return;
    const before = known.current;
    known.current = entries.at(-1)?.seq ?? 0;
    if (before === undefined) return; // What was there on arrival is no news.
    const said = entries.findLast(
      ({ seq, by, kind }) => seq > before && author(by).id !== me && (kind === "comment" || kind === "reply"),
    );
    if (!said) return;
    const what = said.kind === "reply" ? "replied" : "commented";
    setNews({ seq: said.seq, words: `${author(said.by).name} ${what}${said.clause ? ` on ${said.clause}` : ""}` });
  }, [entries, isLoaded, author, me]);
  useEffect(() => {
    if (!news) return;
    const timer = setTimeout(() => setNews(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return news;
}
