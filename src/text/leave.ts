import type { Label } from "./labels.ts";
import type { Entry, OpenClause } from "./openClause.ts";

/** Leaves the items that a new one cannot be inside of. */
export function leaveItems(path: OpenClause[], style: string, indent: number): void {
  while (path.length > 0) {
    const top = path.at(-1)!;
    if (top.role === "heading" || top.role === "label") return;
    if (top.role === "paragraph") {
      path.pop();
      continue;
    }
    if (top.style !== style && (indent >= top.indent + 2 || (indent >= top.indent && /[:：]$/.test(top.clause.text))))
      return;
    if (top.style === style && indent >= top.indent + 2) return;
    path.pop();
  }
}

/**
 * Leaves the clauses that a new section cannot be inside of. The label counts, not the depth of the heading.
 *
 * @param levels How high the headings of each word stand in this text.
 */
export function leaveForSection(
  path: OpenClause[],
  { label, level }: Entry,
  levels: ReadonlyMap<string, number>,
): void {
  while (
    path.length > 0 &&
    (path.at(-1)!.role === "item" || path.at(-1)!.role === "paragraph") &&
    !(label?.kind === "decimal" && isWithin(label, path.at(-1)!))
  )
    path.pop();
  if (label?.kind === "decimal") {
    const container = path.findLastIndex((open) => isWithin(label, open));
    if (container >= 0) {
      path.length = container + 1;
      return;
    }
  }
  while (path.length > 0) {
    const top = path.at(-1)!;
    const stays =
      label?.kind === "named" && label.word !== ""
        ? holdsNamed(path, label, level, levels)
        : label?.kind === "decimal"
          ? top.label?.kind !== "decimal" &&
            (level >= 8 || top.level < level || (top.label?.kind === "named" && top.level <= level))
          : top.level < level;
    if (stays) return;
    path.pop();
  }
}

function holdsNamed(
  path: readonly OpenClause[],
  label: Label,
  level: number,
  levels: ReadonlyMap<string, number>,
): boolean {
  const top = path.at(-1)!;
  if (top.label?.kind === "decimal") return top.label.numbers.length === 1 && top.level < level && level < 8;
  if (top.label && top.label.word !== "") return isHigher(top.label, label, levels);
  const sibling = path.findLast((open) => open.label?.word === label.word);
  return top.level < level && !sibling;
}

/**
 * Does one word of structure hold the other: an article a section, a book a
 * title? Where both are headings of their own depth, this text's order counts:
 * "Titel" stands in "Abschnitt" in a German code, and "Title" above "Section"
 * in an American one.
 */
function isHigher(outer: Label, inner: Label, levels: ReadonlyMap<string, number>): boolean {
  if (outer.word === inner.word) return false;
  if (inner.word === "§") return true;
  const [a, b] = [levels.get(outer.word), levels.get(inner.word)];
  if (outer.rank === 0) return a !== undefined && b !== undefined && a < b;
  const mayDiffer = outer.word !== "§" && inner.rank !== 4 && outer.rank !== 4;
  if (mayDiffer && a !== undefined && b !== undefined && a !== b) return a < b;
  return outer.rank < inner.rank;
}

/** Is 4.16 within this clause: 4, 4.1 (no), Article IV? */
function isWithin({ numbers }: Label, { label }: OpenClause): boolean {
  if (!label) return false;
  if (label.kind === "named") {
    // "Section 4" and "Article IV" hold 4.16; so does "Appendix A" hold A.1.
    return label.rank !== 1 && numbers.length > 1 && Number(label.numbers[0]) === Number(numbers[0])
      ? true
      : label.rank === 0 && label.numbers[0]?.toLowerCase() === numbers[0]?.toLowerCase();
  }
  return (
    label.kind === "decimal" &&
    label.numbers.length < numbers.length &&
    label.numbers.every((number, at) => Number(number) === Number(numbers[at]) || number === numbers[at])
  );
}
