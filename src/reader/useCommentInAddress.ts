import { useEffect, useRef } from "react";

/** Opens the comment that the address names, when the record is there and each time the address names another. */
export function useCommentInAddress(isLoaded: boolean, onComment: (seq: number) => void): void {
  const latest = useRef(onComment);
  latest.current = onComment;
  useEffect(() => {
    if (!isLoaded) return;
    const open = () => {
      const seq = Number(/^#comment-(\d+)$/.exec(location.hash)?.[1]);
      if (seq) latest.current(seq);
    };
    open();
    addEventListener("hashchange", open);
    return () => removeEventListener("hashchange", open);
  }, [isLoaded]);
}
