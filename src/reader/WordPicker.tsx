import { useState } from "react";
import { makeAnchor } from "../anchor/anchor.ts";
import type { ComparedClause } from "../compare/comparison.ts";
import type { Draft, Unsaid } from "./draft.ts";
import { changeDraft } from "./drafts.ts";
import { WordsField } from "./WordsField.tsx";

interface Props {
  draft: Draft;
  said: Extract<Unsaid, { kind: "comment" }>;
  /** The row of the comparison on the screen it is about. */
  row: ComparedClause;
  /** Hashes of the two texts, and the revision they are of. */
  before: string;
  after: string;
  revision?: number;
  /** Words were chosen, or left as they were: the focus has nowhere to be. */
  onDone: () => void;
}

/** Lets a person choose the words a comment is about, on the text that is shown. */
export function WordPicker({ draft, said, row, before, after, revision, onDone }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { anchor } = said;
  // Who speaks of struck words goes on speaking of the old text.
  const side = (anchor?.side === "before" && row.before) || !row.after ? "before" : "after";
  const clause = row[side]!;
  const text = side === "after" ? after : before;
  const isOfText = anchor?.text === text && anchor.clause === clause.address && anchor.part === "text";
  const close = () => {
    setOpen(false);
    onDone();
  };
  const choose = (from: number, to: number) => {
    const chosen = makeAnchor({ text, side, clause, part: "text", from, to });
    if (chosen) {
      const place = { ...draft.place, clause: (row.after ?? clause).address, ...(revision && { revision }) };
      changeDraft(draft.key, { said: { ...said, anchor: chosen }, place });
    }
    close();
  };

  if (clause.text === "") return null;
  if (isOpen) {
    return (
      <WordsField
        text={clause.text}
        from={isOfText ? anchor.from : undefined}
        to={isOfText ? anchor.to : undefined}
        onChoose={choose}
        onKeep={close}
      />
    );
  }
  return (
    <button type="button" className="link" onClick={() => setOpen(true)}>
      {anchor ? "Choose other words" : "Choose words"}
    </button>
  );
}
