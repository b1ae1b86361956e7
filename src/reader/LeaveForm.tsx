import { type FormEvent, useState } from "react";
import { forgetOwner } from "./forgetOwner.ts";
import { post, tellFailure } from "./post.ts";

const CONFIRMED = "leave";

/** The way out: whether one's words stay is one's own choice, and made before anything happens. */
export function LeaveForm({ onLeft }: { onLeft: () => void }) {
  const [words, setWords] = useState<"keep" | "blank">();
  const [typed, setTyped] = useState("");
  const [complaint, setComplaint] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const leave = async (event: FormEvent) => {
    event.preventDefault();
    if (!words) return setComplaint("Choose what becomes of your words.");
    if (typed.trim().toLowerCase() !== CONFIRMED) return setComplaint(`Type “${CONFIRMED}” to confirm.`);
    setBusy(true);
    try {
      await post("/api/me/leave", { words });
    } catch (error) {
      setBusy(false);
      return setComplaint(tellFailure(error));
    }
    onLeft();
    await forgetOwner().catch(() => {}); // Done; who speaks here now is asked again with the next thing said.
  };
  return (
    <form className="composer" onSubmit={(event) => void leave(event)} aria-label="Leave">
      <p>
        Your name, your standing, your mail address and your sessions are deleted at once: beside what you said stands
        “Somebody who left”. Choose what becomes of the words:
      </p>
      <fieldset className="choice">
        <legend className="vh">What becomes of your words</legend>
        <Choice
          name="They stay"
          isOn={words === "keep"}
          onChoose={() => setWords("keep")}
          meaning="Comments, answers and positions stay as they are, and are counted as before."
        />
        <Choice
          name="They are blanked"
          isOn={words === "blank"}
          onChoose={() => setWords("blank")}
          meaning="Every word you wrote is deleted for good. Where it stood, a gap with its date stays, so that the answers of others keep their place. Your positions are no longer counted."
        />
      </fieldset>
      <label>
        Type “{CONFIRMED}” to confirm
        <input
          autoComplete="off"
          autoCapitalize="off"
          value={typed}
          onChange={(event) => {
            setComplaint(undefined);
            setTyped(event.target.value);
          }}
        />
      </label>
      {complaint && (
        <p className="refusal" role="alert">
          {complaint}
        </p>
      )}
      <div className="actions">
        <button type="submit" disabled={isBusy}>
          Leave for good
        </button>
      </div>
    </form>
  );
}

function Choice(props: { name: string; meaning: string; isOn: boolean; onChoose: () => void }) {
  return (
    <label className="option">
      <input type="radio" name="words" checked={props.isOn} onChange={props.onChoose} />
      <span>
        <b>{props.name}</b>
        <span className="terms">{props.meaning}</span>
      </span>
    </label>
  );
}
