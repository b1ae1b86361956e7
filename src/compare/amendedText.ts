import type { Clause, ParsedBylaws, TableRow } from "../text/clause.ts";
import { findItems } from "../text/items.ts";
import type { Stretch } from "./comparison.ts";
import type { ClauseRef, Heading, NewClause, Place } from "./instruction.ts";
import { nameOf } from "./name.ts";

/** A clause of a text that is being amended. */
export interface OpenNode {
  /** As it stood in the text in force; missing for one that was put in. */
  before?: Clause;
  /** How a sentence calls it. */
  name: string;
  heading: Heading;
  /** Its address follows from where it stands, not from `heading`. */
  isImplied: boolean;
  title: string;
  text: string;
  spans: Clause["spans"];
  parent?: OpenNode;
  previous?: OpenNode;
  next?: OpenNode;
  first?: OpenNode;
}

/** Words that take the place of a stretch. */
export interface Splice extends Stretch {
  insert: string;
}

/** A text in force while instructions are carried out on it, one by one. */
export class AmendedText {
  title: string;
  readonly #root: OpenNode = { ...emptyNode(), name: "the text" };
  readonly #old = new Map<string, OpenNode>();
  readonly #new = new Map<string, OpenNode>();

  constructor({ title, clauses }: ParsedBylaws) {
    this.title = title;
    this.#hang(clauses, this.#root);
  }

  find(ref: ClauseRef): OpenNode | undefined {
    return "before" in ref ? this.#old.get(ref.before) : this.#new.get(ref.after);
  }

  /** @returns `undefined` when a clause that it names is not there. */
  findPlace({ inside, behind }: Place): { parent: OpenNode; previous?: OpenNode } | undefined {
    const parent = inside ? this.find(inside) : this.#root;
    if (!behind) return parent && { parent };
    const previous = this.find(behind);
    return parent && previous?.parent === parent ? { parent, previous } : undefined;
  }

  insert(clause: NewClause, place: Place): OpenNode {
    const node = this.#makeNew(clause);
    this.#put(node, this.findPlace(place)!);
    return node;
  }

  move(node: OpenNode, place: Place): void {
    unhang(node);
    this.#put(node, this.findPlace(place)!);
  }

  number(node: OpenNode, heading: Heading): void {
    node.heading = heading;
    node.isImplied = false;
  }

  /** Strikes a clause and what stands inside it: none of it is found again. */
  strike(node: OpenNode): void {
    unhang(node);
    const forget = (gone: OpenNode): void => {
      if (gone.before) this.#old.delete(gone.before.address);
      else this.#new.delete(gone.heading.address);
      for (const child of childrenOf(gone)) forget(child);
    };
    forget(node);
  }

  /** @param splices In order, none overlapping. */
  splice(node: OpenNode, part: "title" | "text", splices: readonly Splice[]): void {
    if (part === "text") node.spans = carrySpans(node.spans, splices);
    node[part] = spliceWords(node[part], splices);
  }

  /** Takes words out of one text and puts them before or behind another; their markup is lost. */
  take(from: OpenNode, words: string, to: OpenNode, at: "start" | "end"): void {
    const place = from.text.indexOf(words);
    const [left, right] = [from.text.slice(0, place), from.text.slice(place + words.length)];
    const glue = /\s$/.test(left) || /^\s/.test(right) ? " " : "";
    from.text = join(left.trimEnd(), right.trimStart(), glue);
    to.text = at === "start" ? join(words, to.text, " ") : join(to.text, words, " ");
    from.spans = [];
    to.spans = [];
  }

  /** The text as it reads now. Where it stands in a source is not known. */
  finish(): ParsedBylaws {
    return { title: this.title, clauses: this.#close(this.#root, ""), notLaw: [], problems: [] };
  }

  /** What a clause is called now, if no instruction says so: its number stays, what is around it may have another one. */
  impliedAddress(node: OpenNode, parentAddress: string, counts: { [letter: string]: number }): string {
    const { before } = node;
    if (!before) return node.heading.address;
    const counted = /-([pbt])\d+$/.exec(before.address)?.[1];
    if (counted && before.label === "") return `${parentAddress || "preamble"}-${counted}${counts[counted]}`;
    const old = this.#oldParents.get(before) ?? "";
    return old !== "" && before.address.startsWith(old)
      ? parentAddress + before.address.slice(old.length)
      : before.address;
  }

  /** Counts the paragraphs, points and tables of one clause. */
  count({ heading: { kind, label } }: OpenNode, counts: { [letter: string]: number }): void {
    const letter = { paragraph: "p", preamble: "p", definition: "p", note: "p", item: "b", table: "t" }[kind as string];
    if (label === "" && letter) counts[letter]!++;
  }

  readonly #oldParents = new Map<Clause, string>();

  #hang(clauses: readonly Clause[], parent: OpenNode): void {
    let previous: OpenNode | undefined;
    for (const clause of clauses) {
      const { kind, label, address, title, text, spans } = clause;
      const node = {
        before: clause,
        name: nameOf(clause),
        heading: { kind, label, address },
        isImplied: true,
        title,
        text,
        spans,
      };
      this.#old.set(address, node);
      this.#oldParents.set(clause, parent.heading.address);
      this.#put(node, { parent, previous });
      previous = node;
      this.#hang(clause.clauses, node);
    }
  }

  #makeNew(clause: NewClause): OpenNode {
    const { kind, label, address, title, text, spans } = clause;
    const node: OpenNode = {
      name: `the new ${nameOf(clause as Clause)}`,
      heading: { kind, label, address },
      isImplied: false,
      title,
      text,
      spans,
    };
    this.#new.set(address, node);
    let previous: OpenNode | undefined;
    for (const inner of clause.clauses) {
      const child = this.#makeNew(inner);
      this.#put(child, { parent: node, previous });
      previous = child;
    }
    return node;
  }

  #put(node: OpenNode, { parent, previous }: { parent: OpenNode; previous?: OpenNode }): void {
    node.parent = parent;
    node.previous = previous;
    node.next = previous ? previous.next : parent.first;
    if (previous) previous.next = node;
    else parent.first = node;
    if (node.next) node.next.previous = node;
  }

  #close(parent: OpenNode, parentAddress: string): Clause[] {
    const counts: { [letter: string]: number } = { p: parent.text ? 1 : 0, b: 0, t: 0 };
    return Array.from(childrenOf(parent), (node) => {
      const { kind, label } = node.heading;
      this.count(node, counts);
      const address = node.isImplied ? this.impliedAddress(node, parentAddress, counts) : node.heading.address;
      const clause: Clause = {
        kind,
        label,
        address,
        title: node.title,
        text: node.text,
        spans: node.spans,
        items: kind === "table" ? [] : findItems(node.text, address),
        clauses: this.#close(node, address),
        source: { from: 0, to: 0, line: 1 },
        titleRuns: [],
        textRuns: [],
      };
      if (kind === "table") clause.rows = rowsOf(node.text);
      return clause;
    });
  }
}

function* childrenOf(node: OpenNode): Generator<OpenNode> {
  for (let child = node.first; child; child = child.next) yield child;
}

/** A wording after its splices, which are in order and do not overlap. */
export function spliceWords(text: string, splices: readonly Splice[]): string {
  let spliced = "";
  let at = 0;
  for (const { from, to, insert } of splices) {
    spliced += text.slice(at, from) + insert;
    at = to;
  }
  return spliced + text.slice(at);
}

/** Markup stays on the words it was on; words put in at its edge stand outside it. */
function carrySpans(spans: Clause["spans"], splices: readonly Splice[]): Clause["spans"] {
  const carry = (position: number, isStart: boolean): number => {
    let shift = 0;
    for (const { from, to, insert } of splices) {
      if (to > position || (to === position && !isStart)) {
        if (from < position) return isStart ? from + shift + insert.length : from + shift;
        break;
      }
      shift += insert.length - (to - from);
    }
    return position + shift;
  };
  return spans.flatMap((span) => {
    const [from, to] = [carry(span.from, true), carry(span.to, false)];
    return from < to ? [{ ...span, from, to }] : [];
  });
}

function unhang(node: OpenNode): void {
  if (node.previous) node.previous.next = node.next;
  else if (node.parent) node.parent.first = node.next;
  if (node.next) node.next.previous = node.previous;
  node.parent = undefined;
  node.previous = undefined;
  node.next = undefined;
}

function join(left: string, right: string, glue: string): string {
  return left && right ? left + glue + right : left || right;
}

/** Cells stand between tabs and rows between line breaks. */
function rowsOf(text: string): TableRow[] {
  let at = 0;
  return text.split("\n").map((line) => {
    const cells = line.split("\t").map((cell) => {
      const from = at;
      at += cell.length + 1;
      return { from, to: from + cell.length };
    });
    return { cells };
  });
}

function emptyNode(): OpenNode {
  return {
    name: "",
    heading: { kind: "section", label: "", address: "" },
    isImplied: false,
    title: "",
    text: "",
    spans: [],
  };
}
