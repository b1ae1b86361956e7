import { type CSSProperties, useEffect, useRef, useState } from "react";
import { makeAnchor } from "../anchor/anchor.ts";
import type { ComparedClause, Comparison } from "../compare/comparison.ts";
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

export interface PickedProps {
  comparison: Comparison;
  texts: readonly ParsedBylaws[];
  picked?: Picked;
  selected?: Selected;
  isOpenForComment: boolean;
  linkTo: LinkTo;
  /** Its addresses can lead to words. */
  linksWords?: boolean;
  onComment: (picked: Picked) => void;
  /** Asks for other words in place of these; missing where that cannot be. */
  onRequest?: (picked: Picked) => void;
  onHistory: (picked: Picked) => void;
  onClose: () => void;
}

/** What a reader has picked, a change in a sentence, and what can be done with it. */
export function PickedActs(props: PickedProps) {
  const { comparison, texts, picked, selected, isOpenForComment, linkTo, onComment, onHistory, onClose } = props;
  const [told, setTold] = useState<Picked>();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (picked?.takesFocus) bar.current?.querySelector<HTMLElement>("button:not(.close)")?.focus();
  }, [picked]);
  const chosen: Picked | undefined = selected ? { row: selected.row, words: selected } : picked;
  if (!chosen || !(selected || picked?.isOffered)) return null;
  const row = comparison.rows[chosen.row]!;
  const { change } = chosen;
  // No letter is cut in two: what is offered is what a comment would be about.
  const words = chosen.words && wholeWords(row, chosen.words);
  const quote = words?.quote;
  const about = aboutOf(comparison, chosen.row);
  const address = (row.after ?? row.before)!.address;
  const linked = props.linksWords ? words : undefined;
  const showsInstruction = told === chosen;
  return (
    <div
      ref={bar}
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
      {(selected?.struck || selected?.isCut) && (
        <p className="what" role="status">
          {[
            selected.struck && "Struck words are left out: a comment is about one of the two texts.",
            selected.isCut && "What is selected beyond this clause is left out.",
          ]
            .filter(Boolean)
            .join(" ")}
        </p>
      )}
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
      {selected?.struck && isOpenForComment && (
        <button type="button" onClick={() => onComment({ row: selected.row, words: selected.struck })}>
          On the struck words
        </button>
      )}
      {quote && !selected && isOpenForComment && (
        <button type="button" onClick={() => onComment({ row: chosen.row })}>
          On {about}
        </button>
      )}
      {isOpenForComment && props.onRequest && row.after && words?.side !== "before" && (
        <button type="button" onClick={() => props.onRequest!(chosen)}>
          Suggest other words
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
        <CopyButton className="link" what="link to these words" words={wholeLink(linkTo(linked.clause, linked))} />
      ) : (
        !selected && <CopyButton className="link" what="link" words={wholeLink(linkTo(address))} />
      )}
    </div>
  );
}

/** The picked words without white space at their ends and with whole letters; nothing when that leaves none. */
function wholeWords(row: ComparedClause, { side, part, from, to }: NonNullable<Picked["words"]>) {
  const clause = row[side];
  return clause && makeAnchor({ text: "", side, clause, part, from, to });
}

const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 57)}…` : words);
