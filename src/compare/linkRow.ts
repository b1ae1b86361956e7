import type { Clause } from "../text/clause.ts";
import type { Change, ComparedClause } from "./comparison.ts";
import { isTwin, type Links, LOUD, QUIET, RENUMBERED, TYPOGRAPHY } from "./links.ts";
import { isBlank, isSpace, solidBefore, solidIn } from "./spaces.ts";

/** Links the words of a row, then what stands before, between and after them in the sources. */
export function linkRow(links: Links, row: ComparedClause, how: number): void {
  const [before, after] = [row.before!, row.after!];
  const sides = [partsOf(before), partsOf(after)] as const;
  linkPart(links, before, after, "title", row.title, how);
  linkPart(links, before, after, "text", row.text, how);
  const [a, b] = sides;
  if (row.part !== "text") links.linkEnds(a.lead, b.lead, how, RENUMBERED);
  for (const part of ["title", "text"] as const) linkMarkup(links, before, after, part, how);
  if (a.middle && b.middle) links.linkEnds(a.middle, b.middle, how, QUIET);
  if (row.part === undefined) links.linkEnds(a.tail, b.tail, how, QUIET);
}

/** The source before the words, between title and text, and after them. */
function partsOf(clause: Clause): { lead: [number, number]; middle?: [number, number]; tail: [number, number] } {
  const [title, text] = [clause.titleRuns, clause.textRuns];
  const first = title[0] ?? text[0];
  const last = text.at(-1) ?? title.at(-1);
  const lead: [number, number] = [clause.source.from, Math.max(clause.source.from, first?.source ?? clause.source.to)];
  const tail: [number, number] = [last ? last.source + last.length : clause.source.to, clause.source.to];
  const endOfTitle = title.at(-1);
  if (!endOfTitle || !text[0]) return { lead, tail };
  return { lead, middle: [endOfTitle.source + endOfTitle.length, text[0].source], tail };
}

function linkPart(
  links: Links,
  before: Clause,
  after: Clause,
  part: "title" | "text",
  changes: readonly Change[],
  how: number,
): void {
  const [old, now] = [offsetsOf(before, part), offsetsOf(after, part)];
  const linkStretch = (a: number, b: number, length: number): void => {
    for (let i = 0; i < length; i++)
      if (old[a + i]! >= 0 && now[b + i]! >= 0) links.link(old[a + i]!, now[b + i]!, how);
  };
  let [a, b] = [0, 0];
  for (const change of changes) {
    linkStretch(a, b, change.before.from - a);
    if (change.quiet && change.quiet !== "elsewhere")
      linkQuiet(links, before[part], after[part], change, old, now, how);
    [a, b] = [change.before.to, change.after.to];
  }
  linkStretch(a, b, before[part].length - a);
}

/** Twins of the same length are the same letters to other programs; any other quiet change is a quiet replacement. */
function linkQuiet(
  links: Links,
  before: string,
  after: string,
  change: Change,
  old: Int32Array,
  now: Int32Array,
  how: number,
): void {
  const a = solidIn(before, change.before.from, change.before.to);
  const b = solidIn(after, change.after.from, change.after.to);
  if (change.quiet === "typography" && a.length === b.length) {
    a.forEach((at, index) => {
      if (isTwin(before[at]!, after[b[index]!]!) && old[at]! >= 0 && now[b[index]!]! >= 0)
        links.link(old[at]!, now[b[index]!]!, how);
    });
  }
  const quiet = change.quiet === "reference" ? RENUMBERED : TYPOGRAPHY;
  for (const at of a)
    if (old[at]! >= 0 && links.toNew[old[at]!]! < 0) links.markQuiet("old", old[at]!, old[at]! + 1, quiet);
  for (const at of b)
    if (now[at]! >= 0 && links.toOld[now[at]!]! < 0) links.markQuiet("new", now[at]!, now[at]! + 1, quiet);
}

/** Marks between words that are linked: `**`, line starts, entities. */
function linkMarkup(links: Links, before: Clause, after: Clause, part: "title" | "text", how: number): void {
  const [oldRuns, newRuns] = [before[`${part}Runs`], after[`${part}Runs`]];
  for (let i = 1; i < newRuns.length; i++) {
    const [last, next] = [newRuns[i - 1]!, newRuns[i]!];
    const now: [number, number] = [last.source + last.length, next.source];
    if (now[0] >= now[1] || isBlank(links.now, now)) continue;
    const lastOld = previousLinked(links.toOld, now[0] - 1);
    if (lastOld < 0) continue;
    const old: [number, number] = [lastOld + 1, nextLinked(links.toNew, lastOld + 1)];
    if (old[1] - old[0] > 2 * (now[1] - now[0]) + 8) continue;
    links.linkEnds(old, now, how, LOUD);
  }
  for (const [side, runs, linked, text] of [
    ["old", oldRuns, links.toNew, links.old],
    ["new", newRuns, links.toOld, links.now],
  ] as const) {
    for (let i = 1; i < runs.length; i++) {
      const [from, to] = [runs[i - 1]!.source + runs[i - 1]!.length, runs[i]!.source];
      // Marks inside words that were put in belong to them.
      if (links.isLoud(side, solidBefore(text, from)) && links.isLoud(side, to)) continue;
      for (let at = from; at < to; at++)
        if (linked[at]! < 0 && !isSpace(text, at)) links.markQuiet(side, at, at + 1, QUIET);
    }
  }
}

function previousLinked(linked: Int32Array, at: number): number {
  return at >= 0 ? linked[at]! : -1;
}

function nextLinked(linked: Int32Array, from: number): number {
  let at = from;
  while (at < linked.length && linked[at]! < 0) at++;
  return at;
}

/** Source offset of every unit of a plain text; -1 for what stands for nothing in the source. */
function offsetsOf(clause: Clause, part: "title" | "text"): Int32Array {
  const offsets = new Int32Array(clause[part].length).fill(-1);
  for (const { at, source, length } of clause[`${part}Runs`])
    for (let i = 0; i < length; i++) offsets[at + i] = source + i;
  return offsets;
}
