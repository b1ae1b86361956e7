import { type ReactNode, useMemo, useState } from "react";
import { clauseOf, type Group, nameOf } from "./groups.ts";
import { Sheet } from "./Sheet.tsx";

interface Found {
  row: number;
  name: string;
  words: string;
}

const MOST = 12;

export interface JumpSheetProps {
  groups: readonly Group[];
  onGo: (row: number) => void;
  onClose: () => void;
  /** Shown until something is searched for: on a phone, the contents. */
  children?: ReactNode;
}

/** Finds clauses of the text on the screen by label, title or words. */
export function JumpSheet({ groups, onGo, onClose, children }: JumpSheetProps) {
  const [wanted, setWanted] = useState("");
  const found = useMemo(() => findRows(groups, wanted), [groups, wanted]);
  return (
    <Sheet title={children ? "Contents and search" : "Search this text"} onClose={onClose} startsInField={!children}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (found[0]) onGo(found[0].row);
        }}
      >
        <label className="search">
          A number, a title or words
          <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
        </label>
      </form>
      <ul className="found" aria-label="Found">
        {found.map(({ row, name, words }) => (
          <li key={row}>
            <button type="button" onClick={() => onGo(row)}>
              <b>{name}</b>
              {words && <span>{words}</span>}
            </button>
          </li>
        ))}
      </ul>
      {wanted.trim() === "" && children}
      {wanted.trim() !== "" && found.length === 0 && <p>Nothing in this text matches “{wanted.trim()}”.</p>}
    </Sheet>
  );
}

function findRows(groups: readonly Group[], wanted: string): Found[] {
  const words = wanted.trim().toLowerCase();
  if (words === "") return [];
  const byName: Found[] = [];
  const byWords: Found[] = [];
  for (const { head, rows } of groups) {
    const name = nameOf(clauseOf(head.row));
    for (const { row, index } of rows) {
      if (row.movedTo !== undefined) continue;
      const clause = clauseOf(row);
      const isNamed = clause.address.toLowerCase().startsWith(words) || clause.title.toLowerCase().includes(words);
      const at = clause.text.toLowerCase().indexOf(words);
      if (isNamed) byName.push({ row: index, name: nameOf(clause), words: "" });
      else if (at >= 0) byWords.push({ row: index, name, words: around(clause.text, at, words.length) });
    }
    if (byName.length >= MOST) break;
  }
  return [...byName, ...byWords].slice(0, MOST);
}

function around(text: string, at: number, length: number): string {
  const from = Math.max(0, at - 40);
  const to = Math.min(text.length, at + length + 40);
  return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}
