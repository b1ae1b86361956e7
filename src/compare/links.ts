import type { ParsedBylaws } from "../text/clause.ts";
import { isSpace, nextSolid } from "./spaces.ts";

/** Positions in a source, UTF-16 units, end exclusive. */
export type SourceSpan = [from: number, to: number];

/** A source with its text. */
export interface Source {
  source: string;
  parsed: ParsedBylaws;
}

/** What becomes of a part of the old source, of the new one, or of both. */
export interface Operation {
  op: "equal" | "delete" | "insert" | "replace" | "move";
  old?: SourceSpan;
  new?: SourceSpan;
  /** Of a replacement that leaves the law the same. */
  kind?: "typography" | "renumbered" | "quiet";
}

const QUIETS = ["", "typography", "renumbered", "quiet"] as const;
/** Whether a change counts, or why it does not. */
export const [LOUD, TYPOGRAPHY, RENUMBERED, QUIET] = [0, 1, 2, 3];
/** How characters are linked: in their place, or away from it. */
export const [EQUAL, MOVED] = [1, 2];

/** Which character of the new source is which of the old one. White space is never linked. */
export class Links {
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

export function isTwin(a: string, b: string): boolean {
  if (a === b) return true;
  const plain = (unit: string): string => unit.replace(/[‘’]/, "'").replace(/[“”„]/, '"').replace(/[–—]/, "-");
  return plain(a) === plain(b);
}

function tokensIn(text: string, [from, to]: readonly [number, number]): SourceSpan[] {
  const tokens: SourceSpan[] = [];
  for (const match of text.slice(from, to).matchAll(/[\p{N}]+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+|\S/gu))
    tokens.push([from + match.index, from + match.index + match[0].length]);
  return tokens;
}
