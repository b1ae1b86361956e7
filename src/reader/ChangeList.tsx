import { memo } from "react";
import type { ListedChange } from "../compare/describe.ts";

/** So many changes are told at once; more open on a press. */
const SHORT = 4;

interface Props {
  changes: readonly ListedChange[];
  onGo: (change: ListedChange) => void;
}

/** Every change as one plain sentence, each leading to its words. */
export const ChangeList = memo(function ChangeList({ changes, onGo }: Props) {
  const told = changes.filter(({ quiet }) => !quiet);
  const rest = changes.length - told.length;
  if (told.length === 0) {
    return (
      <p className="sentences">
        {rest > 0
          ? `No words change; ${rest} places are only renumbered or set differently.`
          : "The two texts are the same."}
      </p>
    );
  }
  return (
    <details className="sentences" open={told.length <= SHORT}>
      <summary>In plain words: {told.length === 1 ? "1 change" : `${told.length} changes`}</summary>
      <ol>
        {told.map((change) => (
          <li key={change.id}>
            <button type="button" className="sentence" onClick={() => onGo(change)}>
              {change.sentence}
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
});
