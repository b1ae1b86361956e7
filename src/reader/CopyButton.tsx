import { useState } from "react";
import { copyText } from "./browser.ts";

const SHOWN_MS = 2_500;

/** Copies an address of this site, and says so. */
export function CopyButton({ link, className }: { link: string; className?: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className={className}
      onClick={() => {
        void copyText(new URL(link, location.href).href).then(() => setCopied(true));
        setTimeout(() => setCopied(false), SHOWN_MS);
      }}
    >
      <span role="status">{isCopied ? "Link copied" : "Copy link"}</span>
    </button>
  );
}
