import { CLAUSE_MARKS } from "./clauseMarks.ts";
import { Legend } from "./Legend.tsx";
import { MarkLegend } from "./Outline.tsx";
import { Sheet } from "./Sheet.tsx";
import { useStore } from "./Store.ts";
import { tellKey } from "./tellKey.ts";
import { areKeysOn, setKeysOn } from "./useKeys.ts";

const KEYS: [string, string][] = [
  ["n  p", "next and previous change"],
  ["N  P", "next and previous thread"],
  ["j  k", "next and previous clause"],
  ["4.16 Enter", "go to a clause by its label"],
  ["i", "more on the change or clause you are at: its history, its instruction, its link"],
  ["c", "comment here: on the change, the words or the clause you are at"],
  ["r", "reply to the open thread"],
  ["/", "search"],
  ["Esc", "let go of what you have picked, close a thread or a sheet"],
  ["?", "this list"],
  [tellKey("Enter"), "in a field: post"],
  [`${tellKey("B")}  ${tellKey("I")}  ${tellKey("K")}`, "in a field: bold, italic, a link"],
  [tellKey("Shift+."), "in a field: a quotation"],
  [tellKey("Z"), "within ten seconds: take back what you have just posted"],
];

/** The list of keys, the marks of a redline, and the switch for single keys. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const isOn = useStore(areKeysOn);
  return (
    <Sheet title="Keys and marks" onClose={onClose}>
      <dl className="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={isOn} onChange={(event) => setKeysOn(event.target.checked)} /> Single keys are
        on
      </label>
      <Legend />
      <MarkLegend marks={CLAUSE_MARKS} />
    </Sheet>
  );
}
