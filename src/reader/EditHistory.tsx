import { compareWording } from "../compare/wording.ts";
import type { CommentEntry, EditEntry, ReplyEntry } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import { WordingRedline } from "./WordingRedline.tsx";
import { Words } from "./Words.tsx";

export interface EditHistoryProps {
  entry: CommentEntry | ReplyEntry;
  /** Oldest first. */
  edits: readonly EditEntry[];
}

/** Every earlier wording of a comment, and what its author changed in it then. */
export function EditHistory({ entry, edits }: EditHistoryProps) {
  const wordings = [entry, ...edits];
  return (
    <ol className="edit-history" aria-label="Earlier wordings">
      {edits.map((edit, index) => (
        <li key={edit.seq}>
          <p className="history">
            Written on <time dateTime={wordings[index]!.at}>{printDayAndTime(wordings[index]!.at)}</time>, changed on{" "}
            <time dateTime={edit.at}>{printDayAndTime(edit.at)}</time>:
          </p>
          <div className="earlier" dir="auto">
            {edit.isBlanked || wordings[index]!.isBlanked ? (
              "Blanked by its author."
            ) : isRewritten(wordings[index]!.text, edit.text) ? (
              <Words of={wordings[index]!.text} />
            ) : (
              <WordingRedline before={wordings[index]!.text} after={edit.text} label="What was changed" />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** More of both texts than this is another text: marked word by word, nobody could read it. */
const MOST_CHANGED = 0.7;

function isRewritten(before: string, after: string): boolean {
  const changes = compareWording(before, after);
  const changed = changes.reduce((sum, { before: a, after: b }) => sum + a.to - a.from + b.to - b.from, 0);
  return changed > MOST_CHANGED * (before.length + after.length);
}
