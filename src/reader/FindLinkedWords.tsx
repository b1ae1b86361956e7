import { useEffect, useMemo } from "react";
import { printDay } from "../text/day.ts";
import type { BylawsDocument } from "../text/document.ts";
import type { LinkedWords } from "./address.ts";
import type { FindLinkedWordsProps, Linked } from "./linked.ts";
import type { Mark } from "./pieces.ts";
import { rowOf, type Shown, type Spot, soughtOf, spotOf } from "./placed.ts";
import { usePlacements } from "./placements.ts";

/** The number that stands for linked words among those of comments. */
const LINKED = -1;
const NOTHING: readonly never[] = [];

/** Finds the words that an address leads to on the text on the screen, whatever text they were picked on; draws nothing. */
export function FindLinkedWords({ document, clause, words, shown, onFound }: FindLinkedWordsProps) {
  const linked = useLinkedWords(document, clause, words, shown);
  useEffect(() => onFound(linked), [linked, onFound]);
  return null;
}

function useLinkedWords(document: BylawsDocument, clause: string, words: LinkedWords, shown: Shown): Linked {
  const { before, after } = shown;
  const key = JSON.stringify({ ...words, clause });
  const pointed = useMemo(() => {
    const linked = JSON.parse(key) as LinkedWords & { clause: string };
    const text = [after, before, ...textsOf(document)].find((hash) => hash.startsWith(linked.text));
    return { text, anchor: text === undefined ? undefined : { ...linked, text } };
  }, [key, document, before, after]);
  const sought = useMemo(() => (pointed.anchor && soughtOf(pointed, shown)) || undefined, [pointed, shown]);
  const texts = useMemo(() => (before === after ? [after] : [after, before]), [before, after]);
  const findPlacements = usePlacements(
    document,
    texts,
    useMemo(() => (sought ? [sought] : NOTHING), [sought]),
  );
  const found = findPlacements(sought);
  return useMemo(() => {
    const spot: Spot = pointed.anchor ? spotOf(pointed, shown, found) : { state: "missing" };
    const told = `${TOLD[spot.state]}${spot.state === "exact" || !pointed.text ? "" : ` It was made on ${nameOfText(document, pointed.text)}.`}`;
    return { row: spot.row, isSeeking: spot.state === "seeking", told, marks: marksOf(spot, shown) };
  }, [pointed, shown, found, document]);
}

const TOLD: Record<Spot["state"], string> = {
  exact: "The words of this link are marked.",
  intact: "The words of this link are marked; they are the same here.",
  moved: "The words of this link stand here now; they are marked.",
  changed: "The words of this link have changed since; what became of them is marked.",
  struck: "The words of this link are struck here; they are marked.",
  clause: "The words of this link are gone; where they stood is marked.",
  gone: "The words of this link are gone with their clause, which stood here.",
  ambiguous:
    "It is in doubt where the words of this link stand now; all places they may have are marked, the likeliest is shown.",
  missing: "The words of this link cannot be found: the text it was made on is not kept any more.",
  seeking: "Looking for the words of this link…",
};

function marksOf(spot: Spot, { comparison }: Shown): { row: number; mark: Mark }[] {
  const base = { seq: LINKED, isActive: false, isLinked: true as const };
  if (spot.places) {
    return spot.places.flatMap(({ clause, part, from, to }) => {
      const row = rowOf(comparison, "after", clause, part, from);
      return row === undefined ? [] : [{ row, mark: { ...base, side: "after" as const, part, from, to } }];
    });
  }
  return spot.row === undefined || !spot.words ? [] : [{ row: spot.row, mark: { ...base, ...spot.words } }];
}

const textsOf = ({ versions, amendments }: BylawsDocument): string[] =>
  [...versions, ...amendments.flatMap(({ revisions }) => revisions)].map(({ hash }) => hash);

/** `revision 2 of “Open sittings”`, `the text of 15 May 2024`. */
function nameOfText({ versions, amendments }: BylawsDocument, hash: string): string {
  for (const { title, revisions } of amendments) {
    const revision = revisions.find((each) => each.hash === hash);
    if (revision) return `revision ${revision.number} of “${title}”`;
  }
  const version = versions.find((each) => each.hash === hash);
  return version ? `the text of ${printDay(version.on)}` : "another text";
}
