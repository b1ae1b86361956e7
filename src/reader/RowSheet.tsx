import { type FormEvent, useState } from "react";
import { GIVEN_STANDINGS, type RollRow, readRow } from "../discuss/rollRow.ts";
import { Refused } from "../ledger/remote.ts";
import { post, tellFailure } from "./post.ts";
import { Sheet } from "./Sheet.tsx";

interface Props {
  /** Changed; without it, a new one is added. */
  row?: RollRow;
  onClose: () => void;
  onKept: (words: string) => void;
}

/** One line of the list of people. */
export function RowSheet({ row, onClose, onKept }: Props) {
  const [written, setWritten] = useState<RollRow>(row ?? { mail: "", standing: "member" });
  const [complaint, setComplaint] = useState<{ field?: string; message: string }>();
  const [isBusy, setBusy] = useState(false);
  const write = (news: Partial<RollRow>) => {
    setComplaint(undefined);
    setWritten((before) => ({ ...before, ...news }));
  };
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const read = readRow({ ...written, class: written.standing === "member" ? written.class : undefined });
    if ("problems" in read) return setComplaint(read.problems[0]);
    setBusy(true);
    try {
      await post("/api/people", { row: read.row });
      onKept(row ? `${read.row.mail} was changed.` : `${read.row.mail} is on the list.`);
    } catch (error) {
      setComplaint({ field: error instanceof Refused ? error.problem.field : undefined, message: tellFailure(error) });
      setBusy(false);
    }
  };
  const field = (of: "mail" | "name" | "class" | "affiliation", label: string, type = "text") => (
    <label>
      {label}
      <input
        type={type}
        autoComplete="off"
        value={written[of] ?? ""}
        readOnly={of === "mail" && row !== undefined}
        aria-invalid={complaint?.field === of}
        onChange={(event) => write({ [of]: event.target.value })}
      />
    </label>
  );
  return (
    <Sheet title={row ? `Change ${row.mail}` : "Add a person"} onClose={onClose} startsInField>
      <form className="composer" onSubmit={(event) => void keep(event)} noValidate>
        {field("mail", "Mail address", "email")}
        <label>
          Standing
          <select
            value={written.standing}
            onChange={(event) => write({ standing: event.target.value as RollRow["standing"] })}
          >
            {[...GIVEN_STANDINGS].reverse().map((standing) => (
              <option key={standing}>{standing}</option>
            ))}
          </select>
        </label>
        {written.standing === "member" && field("class", "Class, if there are several: Gold, Individual …")}
        {field("affiliation", "Affiliation, if it should be shown")}
        {field("name", "Name, if the list should give it")}
        <p className="terms">Without a name, everybody chooses his own when he signs in.</p>
        {complaint && (
          <p className="refusal" role="alert">
            {complaint.message}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="primary" disabled={isBusy}>
            {row ? "Keep the change" : "Add"}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  );
}
