import { useState } from "react";
import { makeAnchor } from "../anchor/anchor.ts";
import type { Clause } from "../text/clause.ts";
import { type Draft, saveDraft } from "./drafts.ts";
import { WordsField } from "./WordsField.tsx";

interface Props {
  draft: Draft;
  clause: Clause;
  /** Hash of the text `clause` is from. */
  text: string;
  /** Words were chosen, or left as they were: the focus has nowhere to be. */
  onDone: () => void;
}

/** Lets a person choose the words a comment is about. */
export function WordPicker({ draft, clause, text, onDone }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onDone();
  };
  const choose = (from: number, to: number) => {
    const anchor = makeAnchor({ text, side: draft.anchor?.side ?? "after", clause, part: "text", from, to });
    if (anchor) saveDraft({ ...draft, anchor });
    close();
  };

  if (clause.text === "") return null;
  if (isOpen) {
    return (
      <WordsField text={clause.text} from={draft.anchor?.from} to={draft.anchor?.to} onChoose={choose} onKeep={close} />
    );
  }
  return (
    <button type="button" className="link" onClick={() => setOpen(true)}>
      {draft.anchor ? "Choose other words" : "Choose words"}
    </button>
  );
}
