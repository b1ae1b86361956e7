import { useEffect, useMemo, useRef } from "react";
import type { SaidEntry } from "../discuss/said.ts";
import { seenChanges } from "./forgetSeen.ts";
import { useStore } from "./Store.ts";
import { addRead, findSeen, noteRead, visit } from "./seen.ts";
import type { FindUnreadProps, Unread } from "./unread.ts";
import { useWholeMe } from "./useMe.ts";
import type { RecordShown } from "./useRecord.ts";

/** Finds what the reader has not read yet, and notes that he is here and what he reads; draws nothing. */
export function FindUnread({ record, document, amendment, active, onUnread }: FindUnreadProps) {
  const unread = useUnread(record, document, amendment, active);
  useEffect(() => onUnread(unread), [unread, onUnread]);
  return null;
}

/** @param active Number of the open thread: what is in it is read. */
function useUnread(record: RecordShown, document: string, amendment?: string, active?: number): Unread {
  const { entries, threads, author, isLoaded } = record;
  const me = useWholeMe();
  const person = me && (me.person?.id ?? "");
  const changes = useStore(seenChanges);
  const place = `${document}/${amendment ?? ""}`;
  const last = entries.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (isLoaded && person !== undefined) visit(person, place, last, Date.now());
  }, [isLoaded, person, place, last]);

  const spoken = useMemo(() => {
    const [fates] = threads;
    const isThere = ({ kind, seq }: SaidEntry) =>
      (kind === "comment" || kind === "reply") && !fates?.withdrawn.has(seq);
    return entries.filter(isThere);
  }, [entries, threads]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when something was read
  const unread = useMemo(() => {
    if (person === undefined) return [];
    const [fates] = threads;
    const places = new Set(spoken.map((entry) => entry.amendment));
    const seenIn = new Map([...places].map((slug) => [slug, findSeen(person, `${document}/${slug ?? ""}`)]));
    return spoken.filter(({ seq, by, amendment: slug, isBlanked }) => {
      if (isBlanked || fates?.hidden.has(seq)) return false;
      const seen = seenIn.get(slug);
      return seen && seq > seen.upTo && author(by).id !== person && !seen.read.includes(seq);
    });
  }, [spoken, threads, author, person, document, changes]);

  // What is not new is counted, so that a list of amendments can say how much is.
  const [unreadHere, spokenHere] = useMemo(() => {
    const ofPlace = (all: readonly SaidEntry[]) => all.filter((entry) => (entry.amendment ?? "") === (amendment ?? ""));
    return [ofPlace(unread), ofPlace(spoken)];
  }, [unread, spoken, amendment]);
  const counted = spokenHere.length - unreadHere.length;
  const unreadKey = unreadHere.map(({ seq }) => seq).join();
  useEffect(() => {
    if (!isLoaded || person === undefined) return;
    noteRead(person, place, unreadKey.split(",").filter(Boolean).map(Number), counted);
  }, [isLoaded, person, place, unreadKey, counted]);

  const open = useMemo(() => threads.find(({ comment }) => comment.seq === active), [threads, active]);
  const inOpen = useRef<{ seq?: number; fresh: Set<number> }>({ fresh: new Set() });
  if (inOpen.current.seq !== active) inOpen.current = { seq: active, fresh: new Set() };
  const all = new Set(unread.map(({ seq }) => seq));
  const opened = open ? [open.comment, ...open.replies].filter(({ seq }) => all.has(seq)) : [];
  for (const { seq } of opened) inOpen.current.fresh.add(seq);
  const openedKey = opened.map(({ seq }) => seq).join();
  const openPlace = `${document}/${open?.comment.amendment ?? ""}`;
  useEffect(() => {
    if (person !== undefined && openedKey) addRead(person, openPlace, openedKey.split(",").map(Number));
  }, [person, openPlace, openedKey]);

  const key = [...new Set([...all, ...inOpen.current.fresh])].join();
  const since = (person === undefined ? undefined : findSeen(person, place)?.since) ?? 0;
  return useMemo(
    () => ({
      seqs: new Set(key.split(",").filter(Boolean).map(Number)),
      since,
      readAll: () => {
        if (person === undefined) return;
        for (const slug of new Set(unread.map((entry) => entry.amendment))) {
          const some = unread.filter((entry) => entry.amendment === slug).map(({ seq }) => seq);
          addRead(person, `${document}/${slug ?? ""}`, some);
        }
      },
    }),
    [key, since, person, unread, document],
  );
}
