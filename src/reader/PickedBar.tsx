import type { CSSProperties } from "react";
import type { Comparison } from "../compare/comparison.ts";
import { CopyButton } from "./CopyButton.tsx";
import { aboutOf } from "./groups.ts";
import type { Picked } from "./useReading.ts";
import type { Selected } from "./useSelection.ts";

interface Props {
  comparison: Comparison;
  picked?: Picked;
  selected?: Selected;
  isOpenForComment: boolean;
  linkTo: (clause: string) => string;
  onComment: (picked: Picked) => void;
  onClose: () => void;
}

/** What can be done with the words or the clause a reader has picked. */
export function PickedBar({ comparison, picked, selected, isOpenForComment, linkTo, onComment, onClose }: Props) {
  const chosen: Picked | undefined = selected ? { row: selected.row, words: selected } : picked;
  if (!chosen || !(selected || picked?.isOffered)) return null;
  const row = comparison.rows[chosen.row]!;
  const { words } = chosen;
  const quote = words && row[words.side]?.[words.part].slice(words.from, words.to).trim();
  const about = aboutOf(comparison, chosen.row);
  const address = (row.after ?? row.before)!.address;
  return (
    <div
      className="picked-bar"
      role="toolbar"
      aria-label="What you have picked"
      data-near={selected ? true : undefined}
      style={
        selected &&
        ({
          "--top": `${selected.box.bottom + scrollY + 8}px`,
          "--left": `${selected.box.left + scrollX}px`,
        } as CSSProperties)
      }
      // A press must not take the selection away before it is used.
      onMouseDown={(event) => event.preventDefault()}
    >
      <span className="what">{quote ? `“${short(quote)}”` : about}</span>
      {isOpenForComment && (
        <button type="button" className="primary" onClick={() => onComment(chosen)}>
          {quote ? "Comment on these words" : "Comment"}
        </button>
      )}
      {quote && !selected && isOpenForComment && (
        <button type="button" onClick={() => onComment({ row: chosen.row })}>
          On {about}
        </button>
      )}
      {!selected && (
        <>
          <CopyButton link={linkTo(address)} />
          <button type="button" aria-label="Close" onClick={onClose}>
            ×
          </button>
        </>
      )}
    </div>
  );
}

const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 57)}…` : words);
