import { useId } from "react";
import { MARK_NAMES, MARKS, STANCES, type Stance } from "../discuss/said.ts";
import type { Draft, Unsaid } from "./draft.ts";
import { changeDraft } from "./drafts.ts";
import { STANCE_NAMES } from "./stances.ts";

interface Props {
  draft: Draft;
  said: Extract<Unsaid, { kind: "comment" }>;
  /** It is about an amendment: other words can be asked for. */
  mayRequest: boolean;
}

/** What a comment asks for, and, where its author likes, how he stands to these words. */
export function CommentChoices({ draft, said, mayRequest }: Props) {
  const name = useId();
  const { mark = "remark", stance } = said;
  return (
    <div className="comment-choices">
      <fieldset className="marks" aria-label="What it is">
        {MARKS.filter((each) => mayRequest || each !== "request").map((each) => (
          <label key={each} data-chosen={mark === each || undefined}>
            <input
              type="radio"
              name={name}
              checked={mark === each}
              onChange={() => changeDraft(draft.key, { said: { ...said, mark: each }, refusal: undefined })}
            />
            {MARK_NAMES[each]}
          </label>
        ))}
      </fieldset>
      <label className="stance">
        You stand{" "}
        <select
          value={stance ?? ""}
          onChange={({ target: { value } }) => {
            const { stance: _, ...rest } = said;
            changeDraft(draft.key, { said: value === "" ? rest : { ...rest, stance: value as Stance } });
          }}
        >
          <option value="">without a stance</option>
          {STANCES.map((each) => (
            <option value={each} key={each}>
              {STANCE_NAMES[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
