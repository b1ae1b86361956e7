import { useState } from "react";
import { makeAnchor } from "../anchor/anchor.ts";
import type { Clause } from "../text/clause.ts";
import { changeDraft, type Draft } from "./drafts.ts";
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
  const { said } = draft;
  const chosen = said.kind === "comment" ? said.anchor : undefined;
  const choose = (from: number, to: number) => {
    const anchor = makeAnchor({ text, side: chosen?.side ?? "after", clause, part: "text", from, to });
    if (anchor && said.kind === "comment") changeDraft(draft.key, { said: { ...said, anchor } });
    close();
  };

  if (clause.text === "") return null;
  if (isOpen) {
    return <WordsField text={clause.text} from={chosen?.from} to={chosen?.to} onChoose={choose} onKeep={close} />;
  }
  return (
    <button type="button" className="link" onClick={() => setOpen(true)}>
      {chosen ? "Choose other words" : "Choose words"}
    </button>
  );
}
