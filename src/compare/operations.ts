import { diffArrays } from "diff";
import { type Clause, eachClause, type ParsedBylaws } from "../text/clause.ts";
import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { compareWording } from "./wording.ts";

/** Positions in a source, UTF-16 units, end exclusive. */
type SourceSpan = [from: number, to: number];

/** What becomes of a part of the old source, of the new one, or of both. */
export interface Operation {
  op: "equal" | "delete" | "insert" | "replace" | "move";
  old?: SourceSpan;
  new?: SourceSpan;
  /** Of a replacement that leaves the law the same. */
  kind?: "typography" | "renumbered" | "quiet";
}

/** A numbered section, counted from 0 in its text, and the one it became. */
export interface SectionLink {
  old: number | null;
  new: number | null;
  kind: "same" | "moved" | "split" | "merged" | "added" | "removed";
}

/** A source with its text. */
export interface Source {
  source: string;
  parsed: ParsedBylaws;
}

const QUIETS = ["", "typography", "renumbered", "quiet"] as const;
const [LOUD, TYPOGRAPHY, RENUMBERED, QUIET] = [0, 1, 2, 3];
const [EQUAL, MOVED] = [1, 2];

/**
 * Tells a comparison in positions of the two sources, for other programs:
 * every character that is not white space stands in exactly one operation,
 * labels and markup among them.
 */
export function listOperations(comparison: Comparison, before: Source, after: Source): Operation[] {
  const links = new Links(before.source, after.source);
  const moving = movingRows(comparison, before.parsed, after.parsed);
  for (const row of comparison.rows) if (row.before && row.after) linkRow(links, row, moving.has(row) ? MOVED : EQUAL);
  linkOutside(links, before, after);
  return links.toOperations();
}

/** Rows that stand elsewhere, those among them that only went along. */
function movingRows({ rows }: Comparison, before: ParsedBylaws, after: ParsedBylaws): Set<ComparedClause> {
  const [oldParents, newParents] = [parentsOf(before), parentsOf(after)];
  const moving = new Set<ComparedClause>();
  const movedTo = new Map<string, string>();
  for (const row of rows) {
    if (!row.before || !row.after) continue;
    const [a, b] = [oldParents.get(row.before.address), newParents.get(row.after.address)];
    if (!row.fate.moved && (a === undefined || b === undefined || movedTo.get(a) !== b)) continue;
    moving.add(row);
    movedTo.set(row.before.address, row.after.address);
  }
  return moving;
}

function parentsOf({ clauses }: ParsedBylaws): Map<string, string> {
  const parents = new Map<string, string>();
  for (const clause of eachClause(clauses))
    for (const { address } of clause.clauses) parents.set(address, clause.address);
  return parents;
}

/** Which character of the new source is which of the old one. White space is never linked. */
class Links {
  readonly old: string;
  readonly now: string;
  readonly toOld: Int32Array;
  readonly toNew: Int32Array;
  readonly #how: Uint8Array;
  readonly #oldQuiet: Uint8Array;
  readonly #newQuiet: Uint8Array;

  constructor(old: string, now: string) {
    this.old = old;
    this.now = now;
    this.toOld = new Int32Array(now.length).fill(-1);
    this.toNew = new Int32Array(old.length).fill(-1);
    this.#how = new Uint8Array(now.length);
    this.#oldQuiet = new Uint8Array(old.length);
    this.#newQuiet = new Uint8Array(now.length);
  }

  link(old: number, now: number, how: number): void {
    if (this.toOld[now]! >= 0 || this.toNew[old]! >= 0 || isSpace(this.now, now) || isSpace(this.old, old)) return;
    if (!isTwin(this.old[old]!, this.now[now]!)) {
      // An entity on one side, the letter itself on the other.
      this.markQuiet("old", old, old + 1, TYPOGRAPHY);
      this.markQuiet("new", now, now + 1, TYPOGRAPHY);
      return;
    }
    this.toOld[now] = old;
    this.toNew[old] = now;
    this.#how[now] = how;
  }

  markQuiet(side: "old" | "new", from: number, to: number, quiet: number): void {
    (side === "old" ? this.#oldQuiet : this.#newQuiet).fill(quiet, from, to);
  }

  /** Is this character struck, or put in? */
  isLoud(side: "old" | "new", at: number): boolean {
    const [linked, quiet] = side === "old" ? [this.toNew, this.#oldQuiet] : [this.toOld, this.#newQuiet];
    return at >= 0 && linked[at]! < 0 && quiet[at] === LOUD;
  }

  /** Links equal stretches of the sources from both ends inwards, whole tokens only, and calls the rest quiet. */
  linkEnds(old: readonly [number, number], now: readonly [number, number], how: number, quiet: number): void {
    if (old[0] >= old[1] && now[0] >= now[1]) return;
    const a = tokensIn(this.old, old);
    const b = tokensIn(this.now, now);
    let start = 0;
    while (start < a.length && start < b.length && this.#isSame(a[start]!, b[start]!))
      this.#linkTokens(a[start]!, b[start++]!, how);
    let end = 0;
    while (
      end < a.length - start &&
      end < b.length - start &&
      this.#isSame(a[a.length - 1 - end]!, b[b.length - 1 - end]!)
    ) {
      this.#linkTokens(a[a.length - 1 - end]!, b[b.length - 1 - end]!, how);
      end++;
    }
    if (start < a.length - end) this.markQuiet("old", a[start]![0], a[a.length - 1 - end]![1], quiet);
    if (start < b.length - end) this.markQuiet("new", b[start]![0], b[b.length - 1 - end]![1], quiet);
  }

  #isSame(a: SourceSpan, b: SourceSpan): boolean {
    return this.old.slice(...a) === this.now.slice(...b);
  }

  #linkTokens(a: SourceSpan, b: SourceSpan, how: number): void {
    for (let i = 0; i < a[1] - a[0]; i++) this.link(a[0] + i, b[0] + i, how);
  }

  toOperations(): Operation[] {
    const operations: Operation[] = [];
    const struck = this.#freeRuns(this.old, this.toNew, this.#oldQuiet);
    const oldBehind = new Map(struck.map((run) => [`${run.behind} ${run.quiet}`, run]));
    const put = this.#freeRuns(this.now, this.toOld, this.#newQuiet);
    for (const run of put) {
      const partner = oldBehind.get(`${run.behind < 0 ? -1 : this.toOld[run.behind]!} ${run.quiet}`);
      const isPair = partner !== undefined && !partner.isUsed;
      if (isPair) partner.isUsed = true;
      operations.push(makeChange(isPair ? partner.span : undefined, run.span, run.quiet));
    }
    for (const run of struck) if (!run.isUsed) operations.push(makeChange(run.span, undefined, run.quiet));
    for (const run of this.#linkedRuns()) operations.push(run);
    return operations.sort((a, b) => (a.new?.[0] ?? a.old![0]) - (b.new?.[0] ?? b.old![0]));
  }

  #linkedRuns(): Operation[] {
    const runs: Operation[] = [];
    let open: Operation | undefined;
    for (let now = 0; now < this.now.length; now++) {
      const old = this.toOld[now]!;
      if (old < 0) {
        if (!isSpace(this.now, now)) open = undefined;
        continue;
      }
      const op = this.#how[now] === MOVED ? "move" : "equal";
      if (open && open.op === op && nextSolid(this.old, open.old![1]) === old) {
        open.old![1] = old + 1;
        open.new![1] = now + 1;
      } else {
        open = { op, old: [old, old + 1], new: [now, now + 1] };
        runs.push(open);
      }
    }
    return runs;
  }

  #freeRuns(text: string, linked: Int32Array, quiets: Uint8Array): FreeRun[] {
    const runs: FreeRun[] = [];
    let open: FreeRun | undefined;
    let behind = -1;
    for (let at = 0; at < text.length; at++) {
      if (isSpace(text, at)) continue;
      if (linked[at]! >= 0) {
        behind = at;
        open = undefined;
      } else if (open && open.quiet === quiets[at]) open.span[1] = at + 1;
      else {
        open = { span: [at, at + 1], quiet: quiets[at]!, behind, isUsed: false };
        runs.push(open);
      }
    }
    return runs;
  }
}

interface FreeRun {
  span: SourceSpan;
  quiet: number;
  /** The linked character before it, or -1. */
  behind: number;
  isUsed: boolean;
}

function makeChange(old: SourceSpan | undefined, now: SourceSpan | undefined, quiet: number): Operation {
  if (quiet !== LOUD) {
    const kind = QUIETS[quiet] as Operation["kind"];
    // A quiet change is always a replacement, be it by nothing: nobody counts it.
    return { op: "replace", old: old ?? [0, 0], new: now ?? [0, 0], kind };
  }
  if (old && now) return { op: "replace", old, new: now };
  return old ? { op: "delete", old } : { op: "insert", new: now! };
}

function linkRow(links: Links, row: ComparedClause, how: number): void {
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

function isTwin(a: string, b: string): boolean {
  if (a === b) return true;
  const plain = (unit: string): string => unit.replace(/[‘’]/, "'").replace(/[“”„]/, '"').replace(/[–—]/, "-");
  return plain(a) === plain(b);
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

/** The title of the whole and what is no law: equal lines in order are the same. */
function linkOutside(links: Links, before: Source, after: Source): void {
  const [old, now] = [linesOutside(before), linesOutside(after)];
  let [i, j] = [0, 0];
  const text = (source: string, span: SourceSpan): string => source.slice(...span).replace(/\s+/g, "");
  const parts = diffArrays(
    old.map((span) => text(before.source, span)),
    now.map((span) => text(after.source, span)),
    { maxEditLength: 2000 },
  );
  for (const { added, removed, count } of parts ?? []) {
    for (let k = 0; k < count && !added && !removed; k++) links.linkEnds(old[i + k]!, now[j + k]!, EQUAL, QUIET);
    if (!added) i += count;
    if (!removed) j += count;
  }
  const titles = [titleSpan(before), titleSpan(after)] as const;
  if (titles[0] && titles[1]) linkTitles(links, titles[0], titles[1]);
  for (const [side, spans, source, linked] of [
    ["old", old, before, links.toNew],
    ["new", now, after, links.toOld],
  ] as const) {
    const title = titleSpan(source);
    for (const [from, to] of spans) {
      for (let at = from; at < to; at++) {
        const isTitle = title !== undefined && at >= title[0] && at < title[1];
        if (linked[at]! < 0 && !isTitle) links.markQuiet(side, at, at + 1, QUIET);
      }
    }
  }
}

function linkTitles(links: Links, old: SourceSpan, now: SourceSpan): void {
  const [before, after] = [links.old.slice(...old), links.now.slice(...now)];
  let [a, b] = [0, 0];
  for (const change of [
    ...compareWording(before, after),
    { before: { from: before.length, to: 0 }, after: { from: after.length, to: 0 } },
  ]) {
    for (let i = 0; i < change.before.from - a; i++) links.link(old[0] + a + i, now[0] + b + i, EQUAL);
    [a, b] = [change.before.to, change.after.to];
  }
}

function titleSpan({ source, parsed }: Source): SourceSpan | undefined {
  if (!parsed.title) return undefined;
  const at = source.indexOf(parsed.title.split(" ")[0]!);
  const end = at < 0 ? -1 : source.indexOf("\n", at);
  return at < 0 ? undefined : [at, end < 0 ? source.length : end];
}

/** Lines, or parts of lines, that stand in no clause. */
function linesOutside({ source, parsed }: Source): SourceSpan[] {
  const spans = Array.from(eachClause(parsed.clauses), ({ source: { from, to } }): SourceSpan => [from, to]).sort(
    (a, b) => a[0] - b[0],
  );
  const lines: SourceSpan[] = [];
  let at = 0;
  for (const [from, to] of [...spans, [source.length, source.length] as SourceSpan]) {
    while (at < from) {
      const end = source.indexOf("\n", at);
      const stop = end < 0 || end >= from ? from : end + 1;
      if (!isBlank(source, [at, stop])) lines.push([at, stop]);
      at = stop;
    }
    at = Math.max(at, to);
  }
  return lines;
}

/** Source offset of every unit of a plain text; -1 for what stands for nothing in the source. */
function offsetsOf(clause: Clause, part: "title" | "text"): Int32Array {
  const offsets = new Int32Array(clause[part].length).fill(-1);
  for (const { at, source, length } of clause[`${part}Runs`])
    for (let i = 0; i < length; i++) offsets[at + i] = source + i;
  return offsets;
}

function tokensIn(text: string, [from, to]: readonly [number, number]): SourceSpan[] {
  const tokens: SourceSpan[] = [];
  for (const match of text.slice(from, to).matchAll(/[\p{N}]+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+|\S/gu))
    tokens.push([from + match.index, from + match.index + match[0].length]);
  return tokens;
}

function solidIn(text: string, from: number, to: number): number[] {
  const places: number[] = [];
  for (let at = from; at < to; at++) if (!isSpace(text, at)) places.push(at);
  return places;
}

const SPACE = /\s/;

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code >= 160 && SPACE.test(text[at]!);
}

function isBlank(text: string, [from, to]: readonly [number, number]): boolean {
  for (let at = from; at < to; at++) if (!isSpace(text, at)) return false;
  return true;
}

function solidBefore(text: string, to: number): number {
  let at = to - 1;
  while (at >= 0 && isSpace(text, at)) at--;
  return at;
}

function nextSolid(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text, at)) at++;
  return at;
}

/** Which numbered heading (`### 4.16 …`) became which, counted from 0 on each side. */
export function linkSections({ rows }: Comparison, before: Source, after: Source): SectionLink[] {
  const [old, now] = [numberedSections(before), numberedSections(after)];
  const links = new Map<string, SectionLink>();
  const add = (a: number | undefined, b: number | undefined, kind: SectionLink["kind"]): void => {
    if (a !== undefined || b !== undefined) links.set(`${a} ${b}`, { old: a ?? null, new: b ?? null, kind });
  };
  for (const row of rows) {
    const a = row.before && row.part !== "text" ? old.get(row.before.address) : undefined;
    const b = row.after && row.part !== "text" ? now.get(row.after.address) : undefined;
    if (row.movedTo !== undefined) continue;
    if (a !== undefined && b !== undefined) add(a, b, row.fate.moved ? "moved" : "same");
    for (const address of row.from ?? [])
      if (b !== undefined && old.has(address)) add(old.get(address), b, row.fate.split ? "split" : "merged");
  }
  const linked = [...links.values()];
  for (const a of old.values()) if (!linked.some((link) => link.old === a)) add(a, undefined, "removed");
  for (const b of now.values()) if (!linked.some((link) => link.new === b)) add(undefined, b, "added");
  return [...links.values()];
}

function numberedSections({ source, parsed }: Source): Map<string, number> {
  const places = new Map<string, number>();
  for (const clause of eachClause(parsed.clauses)) {
    if (/^#{1,6} \d+\.\d+[A-Z]?\.? /.test(source.slice(clause.source.from, clause.source.from + 40)))
      places.set(clause.address, places.size);
  }
  return places;
}
