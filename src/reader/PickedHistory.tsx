import type { Comparison } from "../compare/comparison.ts";
import type { BylawsDocument } from "../text/document.ts";
import { HistorySheet } from "./HistorySheet.tsx";
import type { Picked } from "./useReading.ts";

interface Props {
  comparison: Comparison;
  picked: Picked;
  document: BylawsDocument;
  before?: string;
  after: string;
  onClose: () => void;
}

/** The history of what was picked: of the words, or of all of the clause. */
export function PickedHistory({ comparison, picked, document, before, after, onClose }: Props) {
  const row = comparison.rows[picked.row]!;
  const side = picked.words?.side ?? (row.after ? "after" : "before");
  const clause = row[side]!;
  const part = picked.words?.part ?? (clause.text === "" ? "title" : "text");
  const { from, to } = picked.words ?? { from: 0, to: clause[part].length };
  const text = side === "after" ? after : (before ?? after);
  return <HistorySheet {...{ document, text, clause, part, from, to, onClose }} />;
}
