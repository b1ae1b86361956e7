import { printDayAndTime } from "../text/day.ts";
import type { Draft, Typed } from "./draft.ts";
import { ON_RECORD, settleOther } from "./drafts.ts";
import { Words } from "./Words.tsx";

/** Offers what was typed at the same place elsewhere. Until its author has chosen, nothing of it is lost. */
export function OtherTexts({ draft, onDone }: { draft: Draft; onDone: () => void }) {
  return draft.others?.map((other) => (
    <aside className="other-text" key={`${other.window} ${other.at}`} aria-label="Another text">
      <p role="status">
        {tellWhere(other)} {printDayAndTime(other.at)}:
      </p>
      <blockquote>
        <Words of={textOf(other)} />
      </blockquote>
      <p className="actions">
        <button
          type="button"
          onClick={() => {
            settleOther(draft.key, other, "use");
            onDone();
          }}
        >
          Use that one
        </button>
        <button
          type="button"
          onClick={() => {
            settleOther(draft.key, other, "keep");
            onDone();
          }}
        >
          Keep this
        </button>
      </p>
    </aside>
  ));
}

const tellWhere = ({ window }: Typed): string =>
  window === ON_RECORD ? "On record there is a different text, from" : "Another window has a different text, from";

/** Of a wording request, what its author makes of the words, too. */
function textOf({ said, text }: Typed): string {
  const edited = said.kind === "comment" ? said.edited?.words : undefined;
  return [edited, text].filter(Boolean).join("\n\n");
}
