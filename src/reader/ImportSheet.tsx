import { type FormEvent, useState } from "react";
import { tellStanding } from "../discuss/standing.ts";
import { post, tellFailure } from "./post.ts";
import type { ImportLine } from "./roll.ts";
import { Sheet } from "./Sheet.tsx";

interface Props {
  onClose: () => void;
  onKept: (words: string) => void;
}

const MARKS = { added: "new", changed: "changed", same: "as it is" } as const;

/** Many lines at once: first shown with what each would do, and kept only after that. */
export function ImportSheet({ onClose, onKept }: Props) {
  const [csv, setCsv] = useState("");
  const [lines, setLines] = useState<readonly ImportLine[]>();
  const [complaint, setComplaint] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const write = (text: string) => {
    setCsv(text);
    setLines(undefined);
    setComplaint(undefined);
  };
  const send = async (isPreview: boolean) => {
    setBusy(true);
    try {
      const { rows } = await post<{ rows: ImportLine[] }>("/api/people/import", { csv, isPreview });
      if (isPreview) setLines(rows);
      else onKept(tellImport(rows));
    } catch (error) {
      setComplaint(tellFailure(error));
    } finally {
      setBusy(false);
    }
  };
  const bad = lines?.filter(({ problem }) => problem) ?? [];
  const news = lines?.filter(({ change, problem }) => !problem && change !== "same") ?? [];
  return (
    <Sheet title="Import a list" onClose={onClose}>
      <form
        className="composer"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <p className="terms">
          The first line names the columns: <code>mail</code>, and where you have them <code>name</code>,{" "}
          <code>standing</code>, <code>class</code>, <code>affiliation</code>, in any order. Without a standing, a line
          is a member. Nobody is taken off the list by an import.
        </p>
        <label>
          A CSV file
          <input
            type="file"
            accept=".csv,text/csv,text/plain"
            onChange={(event) => void event.target.files?.[0]?.text().then(write)}
          />
        </label>
        <label>
          Or paste the lines here
          <textarea rows={5} spellCheck={false} value={csv} onChange={(event) => write(event.target.value)} />
        </label>
        {complaint && (
          <p className="refusal" role="alert">
            {complaint}
          </p>
        )}
        {!lines && (
          <div className="actions">
            <button type="submit" className="primary" disabled={isBusy || csv.trim() === ""}>
              Show what it would do
            </button>
            <button type="button" onClick={onClose}>
              Cancel
            </button>
          </div>
        )}
      </form>
      {lines && (
        <section className="import" aria-label="What the import would do">
          <p role="status">
            <b>{tellImport(lines)}</b> {bad.length > 0 && tellProblems(bad.length)} Nothing is kept yet.
          </p>
          <ul className="rows">
            {[...bad, ...lines.filter(({ problem }) => !problem)].map(({ line, row, change, problem }) => (
              <li key={line} data-bad={problem ? "" : undefined}>
                <span className="seq">line {line}</span>{" "}
                {problem ? (
                  <span className="refusal">{problem.message}</span>
                ) : (
                  row && (
                    <>
                      <b>{MARKS[change!]}</b> {row.mail}, {tellStanding({ ...row, isVerified: true })}
                      {row.affiliation && `, ${row.affiliation}`}
                      {row.name && `, ${row.name}`}
                    </>
                  )
                )}
              </li>
            ))}
          </ul>
          <div className="actions">
            <button
              type="button"
              className="primary"
              disabled={isBusy || news.length === 0}
              onClick={() => void send(false)}
            >
              {news.length === 1 ? "Keep this line" : `Keep these ${news.length} lines`}
            </button>
            <button type="button" onClick={() => setLines(undefined)}>
              Back to the lines
            </button>
          </div>
        </section>
      )}
    </Sheet>
  );
}

function tellImport(lines: readonly ImportLine[]): string {
  const count = (wanted: ImportLine["change"]) =>
    lines.filter(({ change, problem }) => !problem && change === wanted).length;
  return `${count("added")} new, ${count("changed")} changed, ${count("same")} as they are.`;
}

const tellProblems = (count: number): string =>
  count === 1 ? "1 line would be left out." : `${count} lines would be left out.`;
