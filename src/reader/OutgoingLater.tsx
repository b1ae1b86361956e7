import { Later, later } from "./Later.tsx";
import type { Outgoing } from "./outbox.ts";

const VIEW = later<{ item: Outgoing }>({
  what: "what is being sent",
  load: async () => (await import("./OutgoingView.tsx")).OutgoingView,
  isInSheet: true,
});

/** Something that is being sent; who only reads need not wait for its script. */
export function OutgoingLater({ item }: { item: Outgoing }) {
  return <Later part={VIEW} props={{ item }} />;
}
