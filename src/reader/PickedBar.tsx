import { type CSSProperties, useState } from "react";
import type { Comparison } from "../compare/comparison.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import type { LinkedWords } from "./address.ts";
import { wholeLink } from "./browser.ts";
import { CopyButton } from "./CopyButton.tsx";
import { aboutOf } from "./groups.ts";
import { InstructionText } from "./InstructionText.tsx";
import type { Picked } from "./useReading.ts";
import type { Selected } from "./useSelection.ts";
import { Words } from "./Words.tsx";

/** The address of a clause, or of words in it. */
export type LinkTo = (clause: string, words?: Omit<LinkedWords, "text">) => string;

interface Props {
  comparison: Comparison;
  texts: readonly ParsedBylaws[];
  picked?: Picked;
  selected?: Selected;
  isOpenForComment: boolean;
  linkTo: LinkTo;
  /** Its addresses can lead to words. */
  linksWords?: boolean;
  onComment: (picked: Picked) => void;
  onHistory: (picked: Picked) => void;
  onClose: () => void;
}

/** What a reader has picked, a change in a sentence, and what can be done with it. */
export function PickedBar(props: Props) {
  const { comparison, texts, picked, selected, isOpenForComment, linkTo, onComment, onHistory, onClose } = props;
  const [told, setTold] = useState<Picked>();
  const chosen: Picked | undefined = selected ? { row: selected.row, words: selected } : picked;
  if (!chosen || !(selected || picked?.isOffered)) return null;
  const row = comparison.rows[chosen.row]!;
  const { words, change } = chosen;
  const quote = words && row[words.side]?.[words.part].slice(words.from, words.to).trim();
  const about = aboutOf(comparison, chosen.row);
  const address = (row.after ?? row.before)!.address;
  const owner = words && row[words.side];
  const linked = props.linksWords && owner && words.from < words.to ? words : undefined;
  const showsInstruction = told === chosen;
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
      <p className="what">
        <Words of={change?.sentence ?? (quote ? `“${short(quote)}”` : about)} />
      </p>
      {!selected && (
        <button type="button" className="close" aria-label="Close" onClick={onClose}>
          ×
        </button>
      )}
      {change && showsInstruction && <InstructionText comparison={comparison} texts={texts} change={change} />}
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
      <button type="button" className={selected ? undefined : "link"} onClick={() => onHistory(chosen)}>
        History
      </button>
      {!selected && change && (
        <button
          type="button"
          className="link"
          aria-expanded={showsInstruction}
          onClick={() => setTold(showsInstruction ? undefined : chosen)}
        >
          Instruction
        </button>
      )}
      {linked ? (
        <CopyButton className="link" what="link to these words" words={wholeLink(linkTo(owner!.address, linked))} />
      ) : (
        !selected && <CopyButton className="link" what="link" words={wholeLink(linkTo(address))} />
      )}
    </div>
  );
}

const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 57)}…` : words);
