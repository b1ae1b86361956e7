import { useEffect, useState } from "react";
import { browser } from "./browser.ts";
import { Later, later } from "./Later.tsx";
import type { FindUnreadProps } from "./unread.ts";

/** When the page has come to rest. */
const SOON_MS = 1_500;

const FIND_UNREAD = later<FindUnreadProps>({
  what: "what is new",
  load: async () => (await import("./FindUnread.tsx")).FindUnread,
  isExtra: true,
});

/** Finds what is new to the reader, once he has something to read. */
export function UnreadLater(props: FindUnreadProps) {
  const [isResting, setResting] = useState(false);
  useEffect(() => browser.after(SOON_MS, () => setResting(true)), []);
  return isResting && <Later part={FIND_UNREAD} props={props} />;
}
