import { useMemo } from "react";
import type { Change } from "../compare/comparison.ts";
import { compareWording } from "../compare/wording.ts";
import { Words } from "./Words.tsx";

/** What stands around a change is read with it; more is left out, in UTF-16 units. */
const AROUND = 120;

interface Props {
  before: string;
  after: string;
  /** What is compared, for people: `Compared with the proposal`. */
  label: string;
}

/** Two wordings of the same words as one, with every change marked; what is the same and far from them is left out. */
export function WordingRedline({ before, after, label }: Props) {
  const changes = useMemo(() => compareWording(before, after), [before, after]);
  return (
    <figure className="wording" aria-label={label}>
      {changes.length === 0 ? (
        <Words of={shorten(after, true, true)} />
      ) : (
        changes.map((change, index) => (
          <Marked key={change.after.from} {...{ before, after, changes, change, index }} />
        ))
      )}
    </figure>
  );
}

function Marked(props: { before: string; after: string; changes: readonly Change[]; change: Change; index: number }) {
  const { before, after, changes, change, index } = props;
  const [struck, put] = [
    before.slice(change.before.from, change.before.to),
    after.slice(change.after.from, change.after.to),
  ];
  const isLast = index === changes.length - 1;
  return (
    <>
      <Words of={shorten(after.slice(changes[index - 1]?.after.to ?? 0, change.after.from), index === 0, false)} />
      {struck && (
        <del data-change={index}>
          <Words of={struck} />
        </del>
      )}
      {/* Or what goes and what comes would be one word. */}
      {struck && put && !/\s$/.test(struck) && " "}
      {put && (
        <ins data-change={index}>
          <Words of={put} />
        </ins>
      )}
      {isLast && <Words of={shorten(after.slice(change.after.to), false, true)} />}
    </>
  );
}

/** Words that are the same on both sides, without those that are far from a change. */
function shorten(words: string, isFirst: boolean, isLast: boolean): string {
  if (words.length <= 2 * AROUND) return words;
  const start = isFirst && !isLast ? "" : cut(words.slice(0, AROUND), /\s+\S*$/);
  const end = isLast && !isFirst ? "" : cut(words.slice(-AROUND), /^\S*\s+/);
  return `${start} … ${end}`.trimStart();
}

/** No word is cut, where words are parted by white space. */
const cut = (words: string, part: RegExp): string => words.replace(part, "");
