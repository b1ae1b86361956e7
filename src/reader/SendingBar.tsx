import { Later, later } from "./Later.tsx";

const LINES = later<object>({
  what: "what waits to be sent",
  load: async () => (await import("./SendingLines.tsx")).SendingLines,
  isExtra: true,
});

/** What was just said, and what waits to be sent; who only glances at a text need not wait for its script. */
export function SendingBar() {
  return <Later part={LINES} props={{}} />;
}
