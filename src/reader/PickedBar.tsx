import { useEffect } from "react";
import { afterFirstAct } from "./afterFirstAct.ts";
import { Later, type LaterPart, prepareLater } from "./Later.tsx";
import type { PickedProps } from "./PickedActs.tsx";

const ACTS: LaterPart<PickedProps> = {
  what: "what can be done with these words",
  load: async () => (await import("./PickedActs.tsx")).PickedActs,
  isSheet: true,
};

/** Resolves when it can be drawn at once. */
export function preparePicked(): Promise<void> {
  return prepareLater(ACTS);
}

/** What a reader has picked, and what can be done with it; nothing while nothing is picked. */
export function PickedBar(props: PickedProps) {
  useEffect(() => afterFirstAct(() => void preparePicked()), []);
  return (props.selected ?? props.picked?.isOffered) ? <Later part={ACTS} props={props} /> : null;
}
