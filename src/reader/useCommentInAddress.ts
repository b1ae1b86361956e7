import { useEffect, useRef } from "react";

/**
 * Opens the comment that the address names, when the record is there and each time the address names another.
 *
 * @param last Number of the newest entry that is known: a link may come sooner than the comment it leads to.
 */
export function useCommentInAddress(isLoaded: boolean, last: number, onComment: (seq: number) => void): void {
  const latest = useRef({ onComment, last });
  latest.current = { onComment, last };
  const awaited = useRef<number>(undefined);
  useEffect(() => {
    if (!isLoaded) return;
    const open = () => {
      const seq = Number(/^#comment-(\d+)$/.exec(location.hash)?.[1]);
      awaited.current = seq > latest.current.last ? seq : undefined;
      if (seq && !awaited.current) latest.current.onComment(seq);
    };
    open();
    addEventListener("hashchange", open);
    return () => removeEventListener("hashchange", open);
  }, [isLoaded]);
  useEffect(() => {
    const seq = awaited.current;
    if (seq === undefined || seq > last) return;
    awaited.current = undefined;
    latest.current.onComment(seq);
  }, [last]);
}
