import { useEffect, useState } from "react";
import type { Comparison } from "../compare/comparison.ts";
import type { ListedChange } from "../compare/describe.ts";
import type { Instruction } from "../compare/instruction.ts";
import type { ParsedBylaws } from "../text/clause.ts";
import { CopyButton } from "./CopyButton.tsx";
import { fetchAtRest } from "./fetchAtRest.ts";
import { Words } from "./Words.tsx";

interface Props {
  comparison: Comparison;
  texts: readonly ParsedBylaws[];
  change: ListedChange;
}

const load = () => import("../compare/instructions.ts");
fetchAtRest(load);

/** Made once for a comparison, when somebody first asks. */
const made = new WeakMap<Comparison, Promise<Instruction[]>>();

/** The change as a resolution would say it, to be copied. */
export function InstructionText({ comparison, texts, change }: Props) {
  const [sentences, setSentences] = useState<readonly string[]>();
  useEffect(() => {
    let isWanted = true;
    const [before, after] = texts as [ParsedBylaws, ParsedBylaws];
    const making =
      made.get(comparison) ??
      // What makes them is not part of what every reader loads.
      load().then(({ listInstructions }) => listInstructions({ before, after, comparison }));
    made.set(comparison, making);
    making.then(
      (all) => isWanted && setSentences(instructionsOf(change, all)),
      () => {
        made.delete(comparison);
        if (isWanted) setSentences([]);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [comparison, texts, change]);
  if (!sentences) return <p className="instruction">…</p>;
  if (sentences.length === 0)
    return <p className="instruction">The instruction cannot be shown. Load the page again.</p>;
  return (
    <div className="instruction">
      {sentences.map((sentence) => (
        <p key={sentence}>
          <Words of={sentence} />
        </p>
      ))}
      <CopyButton what="instruction" words={sentences.join("\n")} />
    </div>
  );
}

/** Those that make this change; all of its row, where none is about it alone. */
function instructionsOf({ row, change }: ListedChange, all: readonly Instruction[]): string[] {
  const ofRow = all.filter((instruction) => instruction.row === row);
  const own = ofRow.filter((step) => (change ? step.change === change : step.do !== "words"));
  return (own.length > 0 ? own : ofRow).map(({ sentence }) => sentence);
}
