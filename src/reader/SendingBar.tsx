import { useEffect, useState } from "react";
import { afterFirstAct } from "./afterFirstAct.ts";
import { Later, type LaterPart } from "./Later.tsx";
import { outbox } from "./outbox.ts";
import { useStore } from "./Store.ts";

const LINES: LaterPart<object> = {
  what: "what waits to be sent",
  load: async () => (await import("./SendingLines.tsx")).SendingLines,
  isSheet: true,
};

/** What was just said, and what waits to be sent; fetched with everything to write with, for whoever does something here. */
export function SendingBar() {
  const [isWanted, setWanted] = useState(false);
  const hasItems = useStore(outbox).length > 0;
  useEffect(() => afterFirstAct(() => setWanted(true)), []);
  return isWanted || hasItems ? <Later part={LINES} props={{}} /> : null;
}
