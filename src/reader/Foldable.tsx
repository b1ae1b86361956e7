import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

/** Stands where something is folded, says how much it is, and opens it. */
export function FoldLine({ label, onUnfold }: { label: string; onUnfold: () => void }) {
  return (
    <p className="fold">
      <button type="button" aria-expanded={false} onClick={onUnfold}>
        {label}
      </button>
    </p>
  );
}

/**
 * Words that may be folded away; finding some of them in the page opens them.
 * Folded or not they are the same elements: opening forty sections draws only those anew in which words are marked.
 */
export function Foldable(props: { isFolded: boolean; onMatch: () => void; children: ReactNode }) {
  const { isFolded, onMatch, children } = props;
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(onMatch);
  latest.current = onMatch;
  useLayoutEffect(() => {
    // React knows no `until-found`; it would write an empty `hidden`, which no search opens.
    if (isFolded) element.current!.setAttribute("hidden", "until-found");
    else element.current!.removeAttribute("hidden");
  }, [isFolded]);
  useEffect(() => {
    const folded = element.current!;
    const open = () => latest.current();
    folded.addEventListener("beforematch", open);
    return () => folded.removeEventListener("beforematch", open);
  }, []);
  return (
    <div className="foldable" ref={element}>
      {children}
    </div>
  );
}
