import { useState } from "react";

const SHOWN_MS = 2_500;

interface Props {
  /** `link`, `instruction`. */
  what: string;
  words: string;
  className?: string;
}

/** Copies words, and says so. */
export function CopyButton({ what, words, className }: Props) {
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        onClick={() => {
          void copyText(words).then(() => setCopied(true));
          setTimeout(() => setCopied(false), SHOWN_MS);
        }}
      >
        {isCopied ? `${what.replace(/^./, (letter) => letter.toUpperCase())} copied` : `Copy ${what}`}
      </button>
      <span className="vh" role="status">
        {isCopied && "Copied"}
      </span>
    </>
  );
}

/** Puts words on the clipboard; on plain http to another machine, too, where browsers have no clipboard to offer. */
async function copyText(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = document.createElement("textarea");
    field.value = words;
    // Inside an open dialog, or it could not take the focus.
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
