import type { Comparison } from "../compare/comparison.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { PickedBar } from "./PickedBar.tsx";
import { useNarrow } from "./useNarrow.ts";
import type { Reading } from "./useReading.ts";
import { useSelection } from "./useSelection.ts";

interface Props {
  reading: Reading;
  comparison: Comparison;
  texts: readonly ParsedBylaws[];
  linkTo: (clause: string) => string;
}

/** What can be done with a clause, or with words, of a text nobody discusses: ask for its history, copy its link. */
export function PlainBar({ reading, comparison, texts, linkTo }: Props) {
  const selected = useSelection();
  const isNarrow = useNarrow();
  const bar = (
    <PickedBar
      comparison={comparison}
      texts={texts}
      picked={reading.picked}
      selected={selected}
      isOpenForComment={false}
      linkTo={linkTo}
      onComment={() => {}}
      onHistory={reading.trace}
      onClose={reading.leave}
    />
  );
  if (selected && !isNarrow) return bar;
  if (!selected && !reading.picked?.isOffered) return null;
  return <div className="bottom">{bar}</div>;
}
