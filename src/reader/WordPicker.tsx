import { useEffect, useId, useRef, useState } from "react";
import { makeAnchor } from "../anchor/anchor.ts";
import type { Clause } from "../text/clause.ts";
import { type Draft, saveDraft } from "./drafts.ts";

interface Props {
  draft: Draft;
  clause: Clause;
  /** Hash of the text `clause` is from. */
  text: string;
  /** Words were chosen, or left as they were: the focus has nowhere to be. */
  onDone: () => void;
}

/**
 * Lets a person choose the words a comment is about in a text field, where
 * every device and keyboard knows how to select: Shift with the arrow keys.
 */
export function WordPicker({ draft, clause, text, onDone }: Props) {
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  // Not `readOnly`: in Chromium such a field has no caret, and keys could not select in it.
  useEffect(() => {
    const element = field.current;
    if (!isOpen || !element) return;
    const refuse = (event: Event) => event.preventDefault();
    element.addEventListener("beforeinput", refuse);
    return () => element.removeEventListener("beforeinput", refuse);
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    onDone();
  };
  const choose = () => {
    const { selectionStart: from, selectionEnd: to } = field.current!;
    const anchor = makeAnchor({ text, side: draft.anchor?.side ?? "after", clause, part: "text", from, to });
    if (anchor) saveDraft({ ...draft, anchor });
    close();
  };

  if (clause.text === "") return null;
  if (!isOpen) {
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {draft.anchor ? "Choose other words" : "Choose words"}
      </button>
    );
  }
  return (
    <span className="picker">
      <label htmlFor={id}>
        Select the words you mean, then “Use these words”. With the keyboard: hold Shift and press the arrow keys.
      </label>
      <textarea
        id={id}
        ref={field}
        aria-readonly="true"
        inputMode="none"
        rows={6}
        defaultValue={clause.text}
        onFocus={(event) => draft.anchor && event.target.setSelectionRange(draft.anchor.from, draft.anchor.to)}
        // biome-ignore lint/a11y/noAutofocus: it opens on a press of the button beside it
        autoFocus
      />
      <button type="button" onClick={choose}>
        Use these words
      </button>
      <button type="button" className="link" onClick={close}>
        Keep as it was
      </button>
    </span>
  );
}
