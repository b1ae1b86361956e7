import { useEffect, useRef, useState } from "react";
import { onSent } from "./outbox.ts";
import type { RecordShown } from "./useRecord.ts";

/** Tells of the thread one has just begun, once it is on record and shown. */
export function useSentComment({ threads }: RecordShown, onThread: (seq: number) => void): void {
  // The record may show the entry before or after the answer to its sending arrives.
  const [sent, setSent] = useState<number>();
  const latest = useRef(onThread);
  latest.current = onThread;
  useEffect(() => {
    const note: Parameters<typeof onSent.add>[0] = ({ said, at }, seq) => {
      // What an earlier visit could not send goes out while one reads elsewhere.
      if (said.kind === "comment" && Date.parse(at) > performance.timeOrigin) setSent(seq);
    };
    onSent.add(note);
    return () => void onSent.delete(note);
  }, []);
  useEffect(() => {
    if (sent === undefined || !threads.some(({ comment }) => comment.seq === sent)) return;
    setSent(undefined);
    latest.current(sent);
  }, [threads, sent]);
}
