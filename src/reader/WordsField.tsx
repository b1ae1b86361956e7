import { useEffect, useId, useRef } from "react";
import { tokensOf } from "../text/invisible.ts";

/** A field shows nothing but text: a box stands where a character is that nobody sees, unit for unit. */
function boxed(text: string): string {
  return tokensOf(text)
    .map(({ from, to, token }) => (token ? "□".repeat(to - from) : text.slice(from, to)))
    .join("");
}

interface Props {
  text: string;
  /** Selected at first. */
  from?: number;
  to?: number;
  onChoose: (from: number, to: number) => void;
  onKeep: () => void;
}

/** Words are chosen in a text field, where every device and keyboard knows how to select: Shift with the arrow keys. */
export function WordsField({ text, from, to, onChoose, onKeep }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  // Not `readOnly`: in Chromium such a field has no caret, and keys could not select in it.
  useEffect(() => {
    const element = field.current!;
    const refuse = (event: Event) => event.preventDefault();
    element.addEventListener("beforeinput", refuse);
    return () => element.removeEventListener("beforeinput", refuse);
  }, []);

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
        defaultValue={boxed(text)}
        onFocus={(event) => from !== undefined && to !== undefined && event.target.setSelectionRange(from, to)}
        // biome-ignore lint/a11y/noAutofocus: it opens on a press of the button beside it
        autoFocus
      />
      <button
        type="button"
        onClick={() => {
          const { selectionStart, selectionEnd } = field.current!;
          onChoose(selectionStart, selectionEnd);
        }}
      >
        Use these words
      </button>
      <button type="button" className="link" onClick={onKeep}>
        Keep as it was
      </button>
    </span>
  );
}
