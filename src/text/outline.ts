import { Addresses, addressOfLabel, makeSlug } from "./address.ts";
import type { Clause, ClauseKind } from "./clause.ts";
import type { Hint } from "./hint.ts";
import { type Label, readLabel } from "./labels.ts";
import { leaveForSection, leaveItems } from "./leave.ts";
import { type Entry, type LastValue, makeClause, type OpenClause, openClause, remember } from "./openClause.ts";
import { isItem, placeItem } from "./placeItem.ts";
import { type Problem, problem } from "./problem.ts";

/** Clauses stand in each other at most so deep: more is a mistake, and would make every address longer than the last. */
const DEEPEST = 60;

/** What the whole text says about its parts. */
export interface Shape {
  /** Are there headings or labels of sections? Then a list in front of them is part of the preamble. */
  hasSections: boolean;
  /** How high the headings of each word stand: `book` above `part`, here. */
  levels: ReadonlyMap<string, number>;
}

/** The tree of clauses while it grows; `#path` holds the clauses we are inside, outermost first. */
export class Outline {
  readonly clauses: Clause[] = [];
  readonly problems: Problem[] = [];
  hasNumber = false;
  readonly #addresses = new Addresses();
  readonly #root: OpenClause;
  readonly #shape: Shape;
  #path: OpenClause[] = [];

  constructor(shape: Shape) {
    this.#shape = shape;
    const source = { from: 0, to: 0, line: 1 };
    this.#root = openClause(
      {
        ...makeClause("section", "", "", { source, title: undefined, text: undefined, rows: undefined }),
        clauses: this.clauses,
      },
      "heading",
      0,
      0,
    );
  }

  /** A heading, or a paragraph that starts with `4.16`, `Article IV`, `§ 3`. */
  addSection(entry: Entry): void {
    const { label } = entry;
    leaveForSection(this.#path, entry, this.#shape.levels);
    const parent = this.#top();
    const kind = kindOf(label);
    if (!label) {
      const slug = makeSlug(entry.title?.text ?? "") || "section";
      const inner = parent.clause.address ? `${parent.clause.address}-${slug}` : undefined;
      const { address } = this.#addresses.take(slug, inner);
      this.#push(entry, kind, "", address, "heading");
      return;
    }
    const base = addressOfLabel(label, label.text, parent.clause.address, parent.label);
    const isTail = label.kind === "named" && parent.clause.address !== "";
    const { address, isFirst } = this.#addresses.take(base, isTail ? `${parent.clause.address}-${base}` : undefined);
    if (!isFirst) this.#usedTwice(base, entry.source.line);
    const value = Number.parseInt(label.numbers.at(-1)!, 10);
    if (label.kind === "decimal" || label.kind === "named")
      this.#follow(
        parent,
        { style: label.word || label.kind, system: String(label.numbers.length), value, label: label.text },
        entry.source.line,
      );
    const pushed = this.#push(entry, kind, label.text, address, entry.level <= 7 ? "heading" : "label");
    pushed.label = label;
  }

  /** A paragraph without label; inside an item when it is indented that far. */
  addParagraph(entry: Entry): void {
    while (this.#path.length > 0) {
      const top = this.#top();
      if (top.role === "heading" || top.role === "label") break;
      if (top.role === "item" && entry.indent >= Math.max(2, top.contentIndent)) break;
      this.#path.pop();
    }
    const parent = this.#top();
    const { clause } = parent;
    if (entry.rows) {
      const base = clause.address || "preamble";
      const { address } = this.#addresses.take(`${base}-t${++parent.tables}`);
      this.#push(entry, "table", "", address, "paragraph");
      this.#path.pop();
      return;
    }
    if (parent !== this.#root && clause.text === "" && clause.clauses.length === 0) {
      clause.text = entry.text!.text;
      clause.spans = entry.text!.spans;
      clause.textRuns = entry.text!.runs;
      clause.source.to = Math.max(clause.source.to, entry.source.to);
      parent.paragraphs = 1;
      return;
    }
    const number = ++parent.paragraphs;
    const wish = clause.address ? `${clause.address}-p${number}` : number === 1 ? "preamble" : `preamble-p${number}`;
    this.#push(entry, clause.address ? "paragraph" : "preamble", "", this.#addresses.take(wish).address, "paragraph");
  }

  /** `[^1]: …`, in the section it stands in. */
  addFootnote(entry: Entry, label: string): void {
    while (this.#path.length > 0 && this.#top().role !== "heading" && this.#top().role !== "label") this.#path.pop();
    const slug = makeSlug(label) || "note";
    this.#push(entry, "footnote", label, this.#addresses.take(`footnote-${slug}`).address, "paragraph");
  }

  addBullet(entry: Entry): void {
    leaveItems(this.#path, "•", entry.indent);
    const parent = this.#top();
    const base = parent.clause.address || "preamble";
    const { address } = this.#addresses.take(`${base}-b${++parent.bullets}`);
    const item = this.#push(entry, "item", "", address, "item");
    item.style = "•";
    item.contentIndent = entry.marker!.contentIndent;
  }

  /** `(a)`, `(iv)`, `2.`: beside the item it follows, or inside the clause we are in when it starts a list. */
  addItem(entry: Entry): void {
    const label = entry.label!;
    const inner = label.numbers[0]!;
    const isAuto = entry.marker?.kind === "ordered";
    const place = placeItem(this.#path, label.style, inner, entry, isAuto);
    this.#path.length = place.depth;
    let parent = this.#top();
    // A list rendered from `1. 1. 1.` counts by itself.
    const value = isAuto && place.after && place.value <= place.after ? place.after + 1 : place.value;
    const shown = isAuto ? String(value) : inner;
    const written = isAuto ? shown + label.text.slice(inner.length) : label.text;
    if (parent.role === "paragraph") {
      // "7.2(a)" although a paragraph stands between 7.2 and it, unless 7.2 has an (a) already.
      const paragraph = this.#path.pop()!;
      parent = this.#top();
      parent.labels ??= new Set(parent.clause.clauses.map((clause) => clause.label));
      const isTaken = parent.labels.has(written);
      if (isTaken || (parent === this.#root && !label.style.endsWith("1"))) {
        this.#path.push(paragraph);
        parent = paragraph;
      }
    }
    const isSection = parent === this.#root && !this.#shape.hasSections;
    const wish = isSection
      ? shown
      : addressOfLabel(label, shown, parent === this.#root ? "preamble" : parent.clause.address, parent.label);
    const { address, isFirst } = this.#addresses.take(wish);
    if (!isFirst && !isAuto) this.#usedTwice(wish, entry.source.line);
    const next = { style: label.style, system: place.system, value, label: label.text };
    if (value > 1 && !isAuto) this.#follow(parent, next, entry.source.line);
    else remember(parent, next);
    const item = this.#push(entry, "item", written, address, "item");
    item.style = label.style;
    item.system = place.system;
    item.value = value;
    item.contentIndent = entry.marker?.contentIndent ?? entry.indent + 2;
    if (isSection) item.label = { ...label, kind: "decimal", numbers: [shown] };
  }

  /** May this label open an item here, or is it a word in brackets? */
  isItem(label: Label, indent: number): boolean {
    return isItem(this.#path, label, indent);
  }

  /** A paragraph of which a comment says what it is. */
  addHinted(entry: Entry, hint: Hint, label: string): void {
    this.#path.length = Math.min(hint.depth, this.#path.length);
    const isHeading = hint.kind === "article" || hint.kind === "section" || hint.kind === "appendix";
    const role = isHeading ? "heading" : hint.kind === "item" ? "item" : "paragraph";
    const { address } = this.#addresses.take(hint.address);
    const pushed = this.#push(entry, hint.kind as ClauseKind, label, address, role);
    if (isHeading) pushed.label = readLabel(label, "heading");
  }

  #push(entry: Entry, kind: ClauseKind, label: string, address: string, role: OpenClause["role"]): OpenClause {
    const clause = makeClause(kind, label, address, entry);
    if (label) this.hasNumber = true;
    if (this.#path.length >= DEEPEST) this.#path.length = DEEPEST - 1;
    const parent = this.#top();
    parent.clause.clauses.push(clause);
    parent.labels?.add(label);
    const pushed = openClause(clause, role, entry.level, entry.indent);
    this.#path.push(pushed);
    return pushed;
  }

  #top(): OpenClause {
    return this.#path.at(-1) ?? this.#root;
  }

  #usedTwice(address: string, line: number): void {
    this.problems.push(
      problem(
        "number-used-twice",
        `${address} is used twice. Links to it lead to the first; give the second another number.`,
        { line },
      ),
    );
  }

  #follow(parent: OpenClause, next: LastValue, line: number): void {
    const last = remember(parent, next);
    const { value, label } = next;
    if (!last || Number.isNaN(value) || Number.isNaN(last.value) || value === last.value || value === last.value + 1)
      return;
    const [code, matter] =
      value > last.value
        ? ["number-skipped", "a number between them is missing"]
        : ["number-out-of-order", "they are not in order"];
    this.problems.push(
      problem(code, `${label} follows ${last.label}: ${matter}. Check the numbers, or leave it so if it is meant.`, {
        line,
        remark: true,
      }),
    );
  }
}

function kindOf(label: Label | undefined): ClauseKind {
  if (!label) return "section";
  if (label.rank === 0) return "appendix";
  return label.kind === "named" && label.rank <= 4 ? "article" : "section";
}
