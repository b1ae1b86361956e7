import { useState } from "react";
import { Link } from "wouter";
import type { RollRow } from "../discuss/rollRow.ts";
import { tellStanding } from "../discuss/standing.ts";
import { printProblem } from "../text/problem.ts";
import { ImportSheet } from "./ImportSheet.tsx";
import { Loading } from "./Loading.tsx";
import { post, tellFailure } from "./post.ts";
import { RowSheet } from "./RowSheet.tsx";
import { type KnownRow, pickRow, printRoll, type Roll } from "./roll.ts";
import { askToSignIn } from "./SignInSheet.tsx";
import { useAsked } from "./useAsked.ts";
import { useMe } from "./useMe.ts";

/** The list the secretary keeps: who speaks in what standing. The only page with mail addresses. */
export function PeoplePage() {
  const me = useMe();
  const { value, failure, refusal, again } = useAsked<Roll>("/api/people", me?.id);
  if (refusal) return <NotForYou isKnown={me?.isVerified ?? false} message={refusal.message} />;
  if (!value) return <Loading what="the list of people" failure={failure} onRetry={() => void again()} />;
  return <PeopleList roll={value} onChange={again} />;
}

function NotForYou({ isKnown, message }: { isKnown: boolean; message: string }) {
  return (
    <main className="page home personal" id="text">
      <h1>The list of people is the secretary’s</h1>
      <p className="summary">{message}</p>
      <p className="actions">
        {!isKnown && (
          <button type="button" className="primary" onClick={askToSignIn}>
            Sign in
          </button>
        )}
        <Link href="/who-may-do-what">Who may do what</Link>
      </p>
    </main>
  );
}

type Opened = { sheet: "import" } | { sheet: "row"; row?: RollRow };

function PeopleList({ roll, onChange }: { roll: Roll; onChange: () => Promise<void> }) {
  const [opened, setOpened] = useState<Opened>();
  const [told, setTold] = useState<{ words: string; undo?: RollRow }>();
  const [wanted, setWanted] = useState("");
  const act = async (url: string, body: object, words: string, undo?: RollRow) => {
    try {
      await post(url, body);
      setTold({ words, undo });
      await onChange();
    } catch (error) {
      setTold({ words: tellFailure(error) });
    }
  };
  const { rows, problems, file = "people.yaml" } = roll;
  const shown = rows.filter((row) =>
    Object.values(row).some((field) => String(field).toLowerCase().includes(wanted.trim().toLowerCase())),
  );
  const isFromFile = rows.some(({ from }) => from === "file");
  return (
    <main className="page home personal people-page" id="text">
      <h1>People</h1>
      <p className="summary">
        Who signs in with one of these addresses speaks in the standing beside it. Everybody else who signs in is a
        verified guest. Addresses are shown on this page only, and to you only.
      </p>
      {problems.length > 0 && (
        <div className="notice" role="alert">
          <p>
            <b>{file}</b> has {problems.length === 1 ? "a mistake" : `${problems.length} mistakes`}. What can be read of
            it counts:
          </p>
          <ul>
            {problems.map((problem) => (
              <li key={printProblem(problem)}>{printProblem(problem)}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="actions">
        <button type="button" className="primary" onClick={() => setOpened({ sheet: "row" })}>
          Add a person
        </button>
        <button type="button" onClick={() => setOpened({ sheet: "import" })}>
          Import CSV
        </button>
        {rows.length > 0 && (
          <button type="button" onClick={() => saveFile("people.csv", printRoll(rows))}>
            Export CSV
          </button>
        )}
      </p>
      <p className="told" role="status">
        {told?.words}{" "}
        {told?.undo && (
          <button
            type="button"
            className="link"
            onClick={() => void act("/api/people", { row: told.undo }, `${told.undo!.mail} is back on the list.`)}
          >
            Undo
          </button>
        )}
      </p>
      {rows.length > 8 && (
        <label className="find">
          Find
          <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
        </label>
      )}
      {rows.length === 0 ? (
        <p className="empty">Nobody is on the list yet. Add yourself first, so that you can sign in from elsewhere.</p>
      ) : (
        <>
          <p className="meta">
            {shown.length === rows.length ? `${rows.length} on the list` : `${shown.length} of ${rows.length} shown`}
            {isFromFile && `; those marked ${file} are changed in that file`}
          </p>
          <Table
            rows={shown}
            file={file}
            onEdit={(row) => setOpened({ sheet: "row", row })}
            onRemove={(row) =>
              void act("/api/people/remove", { mail: row.mail }, `${row.mail} is off the list.`, pickRow(row))
            }
            onSignOut={(row) =>
              void act("/api/people/sign-out", { mail: row.mail }, `Every session of ${row.mail} is ended.`)
            }
          />
        </>
      )}
      {opened?.sheet === "row" && (
        <RowSheet
          row={opened.row}
          onClose={() => setOpened(undefined)}
          onKept={async (words) => {
            setOpened(undefined);
            setTold({ words });
            await onChange();
          }}
        />
      )}
      {opened?.sheet === "import" && (
        <ImportSheet
          onClose={() => setOpened(undefined)}
          onKept={async (words) => {
            setOpened(undefined);
            setTold({ words });
            await onChange();
          }}
        />
      )}
    </main>
  );
}

interface TableProps {
  rows: readonly KnownRow[];
  file: string;
  onEdit: (row: RollRow) => void;
  onRemove: (row: RollRow) => void;
  onSignOut: (row: RollRow) => void;
}

/** A table at a desk; on a phone each line stands as a block, with its fields below one another. */
function Table({ rows, file, onEdit, onRemove, onSignOut }: TableProps) {
  return (
    <table className="people-table">
      <thead>
        <tr>
          <th scope="col">Mail address</th>
          <th scope="col">Name</th>
          <th scope="col">Standing</th>
          <th scope="col">Affiliation</th>
          <th scope="col">
            <span className="vh">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.mail}>
            <th scope="row">{row.mail}</th>
            <td>{row.name}</td>
            <td>{tellStanding({ ...row, isVerified: true })}</td>
            <td>{row.affiliation}</td>
            <td className="row-actions">
              {row.from === "file" ? (
                <span className="standing">{file}</span>
              ) : (
                <>
                  <button
                    type="button"
                    className="link"
                    onClick={() => onEdit(pickRow(row))}
                    aria-label={`Change ${row.mail}`}
                  >
                    Change
                  </button>
                  <button
                    type="button"
                    className="link"
                    onClick={() => onRemove(row)}
                    aria-label={`Remove ${row.mail}`}
                  >
                    Remove
                  </button>
                </>
              )}
              <button
                type="button"
                className="link"
                onClick={() => onSignOut(row)}
                aria-label={`End sessions of ${row.mail}`}
              >
                End sessions
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Hands a text to the browser as a file to be kept. */
function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
