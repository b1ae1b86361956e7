import type { Label } from "./labels.ts";
import { letterValue, romanValue } from "./numberOf.ts";
import type { Entry, OpenClause } from "./openClause.ts";

/** May this label open an item here, or is it a word in brackets? */
export function isItem(path: readonly OpenClause[], label: Label, indent: number): boolean {
  const inner = label.numbers[0]!;
  const values = valuesOf(inner);
  if (values.length === 0) return false;
  // "(1)The Board" has a label in front; "(s)he" is a word.
  const isClear = label.parted && (label.style.startsWith("(") || label.style.startsWith("一"));
  if (isClear || values.some(({ value }) => value === 1)) return true;
  return path.some(
    (item) => item.style === label.style && item.indent <= indent + 4 && values.some(({ value }) => value > item.value),
  );
}

/** Where an item belongs: how much of the path it keeps, and how its label counts there. */
export function placeItem(
  path: readonly OpenClause[],
  style: string,
  inner: string,
  entry: Entry,
  isAuto: boolean,
): { depth: number; system: OpenClause["system"]; value: number; after?: number } {
  const readings = valuesOf(inner);
  const restart = readings.find(({ value }) => value === 1);
  for (let depth = path.length; depth > 0; depth--) {
    const item = path[depth - 1]!;
    if (item.role === "heading" || item.role === "label") break;
    if (item.style !== style || (isAuto && Math.abs(item.indent - entry.indent) > 1)) continue;
    const same = readings.find(({ system }) => system === item.system);
    if (!same) continue;
    if (isAuto) return { depth: depth - 1, ...same, after: item.value };
    if (same.value === item.value + 1 && !(restart && isRoman(entry, item))) return { depth: depth - 1, ...same };
  }
  if (restart) {
    const depth = depthFor(path, style, restart.system, entry);
    return { depth, ...restart };
  }
  for (let depth = path.length; depth > 0; depth--) {
    const item = path[depth - 1]!;
    if (item.role === "heading" || item.role === "label") break;
    const same = item.style === style && readings.find(({ system }) => system === item.system);
    if (same) return { depth: depth - 1, ...same };
  }
  return {
    depth: depthFor(path, style, readings[0]?.system ?? "number", entry),
    system: readings[0]?.system ?? "number",
    value: readings[0]?.value ?? 0,
  };
}

/** How much of the path a list that starts here keeps: the item we are in holds it. */
function depthFor(path: readonly OpenClause[], style: string, system: OpenClause["system"], entry: Entry): number {
  for (let depth = path.length; depth > 0; depth--) {
    const item = path[depth - 1]!;
    if (item.role === "heading" || item.role === "label") break;
    // The same manner again at the same depth is a new list in the same place.
    if (item.style === style && item.system === system && entry.indent < item.indent + 2) return depth - 1;
  }
  const top = path.at(-1);
  return top?.role === "item" && entry.indent + 1 < top.indent ? path.length - 1 : path.length;
}

interface Reading {
  system: "number" | "letter" | "roman";
  value: number;
}

/** Labels repeat: `a`, `b`, `i`, `1` stand in every list. */
const known = new Map<string, readonly Reading[]>();
const MOST_KNOWN = 1000;

function valuesOf(inner: string): readonly Reading[] {
  let readings = known.get(inner);
  if (!readings) {
    readings = readValues(inner);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(inner, readings);
  }
  return readings;
}

function readValues(inner: string): readonly Reading[] {
  if (/^\d+$/.test(inner)) return [{ system: "number", value: Number(inner) }];
  const [letter, roman] = [letterValue(inner), romanValue(inner)];
  const readings: Reading[] = [];
  if (letter !== undefined) readings.push({ system: "letter", value: letter });
  if (roman !== undefined) readings.push({ system: "roman", value: roman });
  return readings;
}

/** `(i)` after `(h)` is roman when `(ii)` follows it, or when it stands deeper and `(j)` does not follow. */
function isRoman({ nextItem, indent }: Entry, after: OpenClause): boolean {
  if (after.system !== "letter" || after.value !== 8) return false;
  if (nextItem === "ii" || nextItem === "II") return true;
  return nextItem !== "j" && nextItem !== "J" && indent >= after.indent + 2;
}
