import { Later, type LaterPart } from "./Later.tsx";

const LINES: LaterPart<object> = {
  what: "what waits to be sent",
  load: async () => (await import("./SendingLines.tsx")).SendingLines,
  isSheet: true,
};

/** What was just said, and what waits to be sent; fetched when the page has come to rest, with everything to write with. */
export function SendingBar() {
  return <Later part={LINES} props={{}} />;
}
