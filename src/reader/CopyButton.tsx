import { useState } from "react";
import { copyText } from "./browser.ts";

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
