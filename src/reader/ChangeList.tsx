import { memo, useState } from "react";
import type { ListedChange } from "../compare/describe.ts";
import { tellCount } from "./tellThread.ts";
import { Words } from "./Words.tsx";

/** So many changes are told at once; more open on a press. */
const SHORT = 4;

interface Props {
  changes: readonly ListedChange[];
  /** False while they are being counted. */
  isTold: boolean;
  onGo: (change: ListedChange) => void;
}

/** Every change as one plain sentence, each leading to its words. */
export const ChangeList = memo(function ChangeList({ changes, isTold, onGo }: Props) {
  const [isOpen, setOpen] = useState<boolean>();
  const told = changes.filter(({ quiet }) => !quiet);
  const rest = changes.length - told.length;
  if (!isTold) return <p className="sentences">In plain words: counting the changes…</p>;
  if (told.length === 0) {
    return (
      <p className="sentences">
        {rest > 0
          ? `No words change; ${rest} places are only renumbered or set differently.`
          : "The two texts are the same."}
      </p>
    );
  }
  const shows = isOpen ?? told.length <= SHORT;
  return (
    <details className="sentences" open={shows} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>In plain words: {tellCount(told.length, "change")}</summary>
      {shows && (
        <ol>
          {told.map((change) => (
            <li key={change.id}>
              <button type="button" className="sentence" onClick={() => onGo(change)}>
                <Words of={change.sentence} />
              </button>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
});
