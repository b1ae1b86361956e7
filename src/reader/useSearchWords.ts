import { useEffect, useRef, useState } from "react";
import { useLast } from "./useLast.ts";

/** Browsers take only some hundred new addresses in half a minute. */
const PAUSE_MS = 400;

/**
 * The words that are searched for: in the field at once, in the address when the typing pauses.
 *
 * @param words Those in the address.
 * @returns What stands in the field, what typing does, and what puts other words there that the address has already.
 */
export function useSearchWords(words: string, onPause: (words: string) => void) {
  const [typed, setTyped] = useState(words);
  const pause = useLast(onPause);
  const [isTyping, setTyping] = useState(false);
  useEffect(() => {
    if (!isTyping) return;
    const timer = setTimeout(() => {
      setTyping(false);
      pause(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, isTyping, pause]);
  // Somebody has gone back to an address with other words.
  const last = useRef(words);
  if (last.current !== words) {
    last.current = words;
    if (!isTyping && typed !== words) setTyped(words);
  }
  const type = (next: string) => {
    setTyped(next);
    setTyping(true);
  };
  const put = (next: string) => {
    setTyped(next);
    setTyping(false);
  };
  return [typed, type, put] as const;
}
