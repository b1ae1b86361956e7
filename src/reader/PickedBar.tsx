import { Later, later } from "./Later.tsx";
import type { PickedProps } from "./PickedActs.tsx";

const ACTS = later<PickedProps>({
  what: "what can be done with these words",
  load: async () => (await import("./PickedActs.tsx")).PickedActs,
  isSheet: true,
});

/** What a reader has picked, and what can be done with it; nothing while nothing is picked. */
export function PickedBar(props: PickedProps) {
  return (props.selected ?? props.picked?.isOffered) ? <Later part={ACTS} props={props} /> : null;
}
