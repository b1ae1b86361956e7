import type { Comparison } from "../compare/comparison.ts";
import { PickedBar } from "./PickedBar.tsx";
import type { Reading } from "./useReading.ts";

/** What can be done with a clause of a text nobody discusses: copy its link. */
export function PlainBar(props: { reading: Reading; comparison: Comparison; linkTo: (clause: string) => string }) {
  const { reading, comparison, linkTo } = props;
  if (!reading.picked?.isOffered) return null;
  return (
    <div className="bottom">
      <PickedBar
        comparison={comparison}
        picked={{ row: reading.picked.row, isOffered: true }}
        isOpenForComment={false}
        linkTo={linkTo}
        onComment={() => {}}
        onClose={() => reading.pick()}
      />
    </div>
  );
}
