import { type Clause, eachClause, type ParsedBylaws } from "../text/clause.ts";
import { AmendedText, type OpenNode, spliceWords } from "./amendedText.ts";
import { type Carriers, chooseCarriers, type Share } from "./carriers.ts";
import type { Change, ComparedClause, Comparison } from "./comparison.ts";
import { makeQuoter } from "./findWords.ts";
import {
  type ClauseRef,
  type Heading,
  type Instruction,
  type NewClause,
  openingOf,
  type Place,
  type Step,
} from "./instruction.ts";
import { tellStep } from "./tellStep.ts";
import { compareWording } from "./wording.ts";

/** What `listInstructions` needs of `ComparedTexts`. */
interface Compared {
  before: ParsedBylaws;
  after: ParsedBylaws;
  comparison: Comparison;
}

/**
 * Every change as a resolution would say it: instructions that turn the text
 * in force into the new one exactly, without a look at the new one
 * (`applyInstructions`). In reading order, as far as one does not rest on a later one.
 *
 * Time in proportion to the two texts and their changes.
 */
export function listInstructions(texts: Compared): Instruction[] {
  return new InstructionWriter(texts).write();
}

class InstructionWriter {
  readonly #texts: Compared;
  readonly #text: AmendedText;
  readonly #carriers: Carriers;
  readonly #written: { instruction: Instruction; key: number }[] = [];
  /** For each clause of the new text: the row it is first in, never less than that of a clause before it. */
  readonly #keys = new Map<string, number>();
  readonly #rowsOf = new Map<string, { row: ComparedClause; index: number }[]>();
  /** Clauses whose words went or came from elsewhere, with the last row in which they did. */
  readonly #touched = new Map<OpenNode, number>();
  readonly #refs = new Map<Clause, ClauseRef>();

  constructor(texts: Compared) {
    this.#texts = texts;
    this.#text = new AmendedText(texts.before);
    this.#carriers = chooseCarriers(texts.before, texts.after, texts.comparison);
    texts.comparison.rows.forEach((row, index) => {
      if (!row.after) return;
      const rows = this.#rowsOf.get(row.after.address);
      if (rows) rows.push({ row, index });
      else this.#rowsOf.set(row.after.address, [{ row, index }]);
    });
    let key = 0;
    for (const { address } of eachClause(texts.after.clauses)) {
      key = Math.max(key, this.#rowsOf.get(address)?.[0]?.index ?? key);
      this.#keys.set(address, key);
    }
  }

  write(): Instruction[] {
    const { before, after } = this.#texts;
    if (before.title !== after.title) this.#add({ do: "retitle", strike: before.title, insert: after.title }, -1);
    this.#place(after.clauses, undefined);
    for (const clause of eachClause(after.clauses)) this.#amend(clause);
    this.#strikeRest();
    this.#name(after.clauses, undefined, "");
    // The sort keeps the order of those with the same key.
    return this.#written.sort((a, b) => a.key - b.key).map(({ instruction }) => instruction);
  }

  #add(step: Step, key: number, { row = key, change }: { row?: number; change?: Change } = {}): void {
    const sentence = tellStep(step, this.#text);
    this.#written.push({ instruction: { ...step, sentence, row, ...(change && { change }) }, key });
  }

  /** Puts every clause of the new text where it belongs. */
  #place(clauses: readonly Clause[], parent: Clause | undefined): void {
    const stays = this.#carriers.findStaying(clauses, parent);
    let previous: Clause | undefined;
    for (const clause of clauses) {
      const old = this.#carriers.oldOf(clause);
      const place: Place = {
        ...(parent && { inside: this.#refs.get(parent)! }),
        ...(previous && { behind: this.#refs.get(previous)! }),
      };
      const isWhole = old ? false : this.#insert(clause, place);
      if (old) this.#keep(clause, old, stays.has(clause) ? undefined : place);
      previous = clause;
      if (!isWhole) this.#place(clause.clauses, clause);
    }
  }

  #keep(clause: Clause, old: Clause, place: Place | undefined): void {
    const ref = { before: old.address };
    this.#refs.set(clause, ref);
    const key = this.#keys.get(clause.address)!;
    const node = this.#text.find(ref)!;
    const isSame = clause.kind === old.kind && clause.label === old.label;
    const as = isSame ? undefined : headingOf(clause);
    if (place) {
      this.#add({ do: "move", clause: ref, opening: openingOf(old), place, ...(as && { as }) }, key);
      this.#text.move(node, place);
    } else if (as) this.#add({ do: "number", clause: ref, opening: openingOf(old), as }, key);
    if (as) this.#text.number(node, as);
    this.#takeWords(clause, node, ref, key);
  }

  /** @returns Whether all that stands inside it is put in with it. */
  #insert(clause: Clause, place: Place): boolean {
    const ref = { after: clause.address };
    this.#refs.set(clause, ref);
    const key = this.#keys.get(clause.address)!;
    const isWhole = this.#carriers.isNew(clause);
    const [first, ...rest] = this.#carriers.sharesOf(clause);
    const bare = newClause(clause, isWhole);
    const from = first && this.#findTaken(first);
    if (!from) this.#add({ do: "insert", clause: bare, place }, key);
    else {
      const take = { from: { before: first.from.address }, words: first.words };
      this.#add({ do: "insert", clause: { ...bare, text: "", spans: [], items: [] }, place, take }, key);
    }
    const node = this.#text.insert(from ? { ...bare, text: "", spans: [] } : bare, place);
    if (isWhole) for (const inner of eachClause(clause.clauses)) this.#refs.set(inner, { after: inner.address });
    if (!from) return isWhole;
    this.#text.take(from, first.words, node, "end");
    this.#touch(from, key);
    this.#touch(node, key);
    for (const share of rest) this.#take(share, node, ref, "end", key);
    return isWhole;
  }

  /** Words that come from clauses other than the one it was. */
  #takeWords(clause: Clause, node: OpenNode, ref: ClauseRef, key: number): void {
    const shares = this.#carriers.sharesOf(clause);
    const own = shares.findIndex(({ from }) => from === node.before);
    for (const share of shares.slice(own + 1)) if (share.from !== node.before) this.#take(share, node, ref, "end", key);
    for (const share of shares.slice(0, Math.max(0, own)).reverse()) this.#take(share, node, ref, "start", key);
  }

  #take(share: Share, to: OpenNode, ref: ClauseRef, at: "start" | "end", key: number): void {
    const from = this.#findTaken(share);
    if (!from) return;
    this.#add({ do: "take", from: { before: share.from.address }, words: share.words, to: ref, at }, key);
    this.#text.take(from, share.words, to, at);
    this.#touch(from, key);
    this.#touch(to, key);
  }

  #findTaken({ from, words }: Share): OpenNode | undefined {
    const node = this.#text.find({ before: from.address });
    return node?.text.includes(words) ? node : undefined;
  }

  #touch(node: OpenNode, key: number): void {
    this.#touched.set(node, Math.max(key, this.#touched.get(node) ?? 0));
  }

  /** The words of a clause, and then its markup, become those of the new text. */
  #amend(clause: Clause): void {
    const ref = this.#refs.get(clause)!;
    const node = this.#text.find(ref)!;
    if (!node.before && !this.#touched.has(node)) return;
    const key = Math.max(this.#keys.get(clause.address)!, this.#touched.get(node) ?? 0);
    for (const part of ["title", "text"] as const) {
      const { changes, row } = this.#changesOf(clause, node, part);
      const quote = makeQuoter(node[part]);
      for (const change of changes) {
        const { before, after } = change;
        const insert = clause[part].slice(after.from, after.to);
        const step: Step = { do: "words", clause: ref, part, ...quote(before.from, before.to), insert };
        this.#add(step, key, row === undefined ? {} : { row, change });
      }
      this.#text.splice(
        node,
        part,
        changes.map(({ before, after }) => ({ ...before, insert: clause[part].slice(after.from, after.to) })),
      );
    }
    if (isSameMarkup(node.spans, clause.spans)) return;
    const spans = clause.spans.map((span) => ({ ...span, words: clause.text.slice(span.from, span.to) }));
    this.#add({ do: "mark", clause: ref, spans }, key);
  }

  /** @returns The changes of the row that compares the two wordings, and its index; or changes of no row, where there is none. */
  #changesOf(clause: Clause, node: OpenNode, part: "title" | "text"): { changes: readonly Change[]; row?: number } {
    if (node[part] === clause[part]) return { changes: [] };
    const address = node.before?.address;
    const found = this.#rowsOf.get(clause.address)?.find(({ row }) => row.before && row.before.address === address);
    if (found && !this.#touched.has(node)) {
      const changes = found.row[part];
      const splices = changes.map(({ before, after }) => ({
        ...before,
        insert: clause[part].slice(after.from, after.to),
      }));
      const isAll = changes.every(({ quiet }) => quiet !== "elsewhere");
      if (isAll && spliceWords(node[part], splices) === clause[part]) return { changes, row: found.index };
    }
    return { changes: compareWording(node[part], clause[part]) };
  }

  /** Clauses of which the new text has nothing: each with what stands inside it. */
  #strikeRest(): void {
    const { rows } = this.#texts.comparison;
    const keys = new Map<string, number>();
    rows.forEach(({ before, movedTo }, index) => {
      if (before && movedTo === undefined) keys.set(before.address, index);
    });
    const lastKey = (clause: Clause): number => {
      const now = this.#carriers.newOf(clause);
      const own = now ? this.#keys.get(now.address)! : (keys.get(clause.address) ?? 0);
      const node = this.#text.find({ before: clause.address });
      return Math.max(own, (node && this.#touched.get(node)) ?? 0, ...clause.clauses.map(lastKey));
    };
    const strike = (clauses: readonly Clause[], isGone: boolean): void => {
      for (const clause of clauses) {
        const isKept = this.#carriers.newOf(clause) !== undefined;
        if (!isKept && !isGone) {
          const ref = { before: clause.address };
          this.#add({ do: "strike", clause: ref, opening: openingOf(clause) }, lastKey(clause));
          this.#text.strike(this.#text.find(ref)!);
        }
        strike(clause.clauses, !isKept);
      }
    };
    strike(this.#texts.before.clauses, false);
  }

  /** What is called otherwise than its place says gets its address said. */
  #name(clauses: readonly Clause[], parent: Clause | undefined, parentAddress: string): void {
    const counts: { [letter: string]: number } = { p: parent?.text ? 1 : 0, b: 0, t: 0 };
    for (const clause of clauses) {
      const ref = this.#refs.get(clause)!;
      const node = this.#text.find(ref)!;
      this.#text.count(node, counts);
      if (node.isImplied && this.#text.impliedAddress(node, parentAddress, counts) !== clause.address) {
        const key = this.#keys.get(clause.address)!;
        this.#add({ do: "number", clause: ref, opening: openingOf(node.before!), as: headingOf(clause) }, key);
      }
      this.#name(clause.clauses, clause, clause.address);
    }
  }
}

function headingOf({ kind, label, address }: Clause): Heading {
  return { kind, label, address };
}

function newClause(clause: Clause, isWhole: boolean): NewClause {
  const { source: _, titleRuns: __, textRuns: ___, clauses, ...rest } = clause;
  return { ...rest, clauses: isWhole ? clauses.map((inner) => newClause(inner, true)) : [] };
}

function isSameMarkup(a: Clause["spans"], b: Clause["spans"]): boolean {
  return a.length === b.length && a.every((span, index) => isSameSpan(span, b[index]!));
}

function isSameSpan(a: Clause["spans"][number], b: Clause["spans"][number]): boolean {
  return a.from === b.from && a.to === b.to && a.kind === b.kind && a.href === b.href;
}
