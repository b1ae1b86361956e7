import { Addresses, addressOfLabel, makeSlug } from "./address.ts";
import type { Clause, ClauseKind } from "./clause.ts";
import type { Inline } from "./inline.ts";
import { type Label, letterValue, romanValue } from "./labels.ts";
import { type Problem, problem } from "./problem.ts";

/** What is to be hung into the tree. */
export interface Entry {
  label?: Label;
  /** 1 to 6; 7 for a bold line, 8 for a label that opens a paragraph. */
  level: number;
  indent: number;
  /** Of a Markdown list. */
  marker?: { text: string; kind: "bullet" | "ordered"; number: number; contentIndent: number };
  title?: Inline;
  text?: Inline;
  source: Clause["source"];
  rows?: Clause["rows"];
  /** Label in the same manner on the item that follows: tells `(i)` after `(h)` from the roman one. */
  nextItem?: string;
}

interface Open {
  clause: Clause;
  role: "heading" | "label" | "item" | "paragraph";
  level: number;
  label?: Label;
  indent: number;
  contentIndent: number;
  style: string;
  /** Letters and roman numbers count differently. */
  system: "number" | "letter" | "roman" | "bullet";
  value: number;
  counts: { paragraphs: number; bullets: number; tables: number };
  /** Value of the last child in each manner of numbering. */
  lastValues?: Map<string, { value: number; label: string }>;
}

/** The tree of clauses while it grows; `#path` holds the clauses we are inside, outermost first. */
export class Outline {
  readonly clauses: Clause[] = [];
  readonly problems: Problem[] = [];
  hasNumber = false;
  readonly #addresses = new Addresses();
  readonly #root: Open;
  #path: Open[] = [];

  constructor() {
    const source = { from: 0, to: 0, line: 1 };
    this.#root = open({ ...makeClause("section", "", "", { source }), clauses: this.clauses }, "heading", 0, 0);
  }

  /** A heading, or a paragraph that starts with `4.16`, `Article IV`, `§ 3`. */
  addSection(entry: Entry): void {
    const { label } = entry;
    this.#leaveFor(entry);
    const parent = this.#top();
    const kind = kindOf(label);
    if (!label) {
      const slug = makeSlug(entry.title?.text ?? "") || "section";
      const { address } = this.#addresses.take(
        slug,
        ...(parent.clause.address ? [`${parent.clause.address}-${slug}`] : []),
      );
      this.#push(entry, kind, "", address, "heading");
      return;
    }
    const base = addressOfLabel(label, label.text, parent.clause.address ? parent.clause : undefined, parent.label);
    const isTail = label.kind === "named" && parent.clause.address !== "";
    const { address, isFirst } = this.#addresses.take(base, ...(isTail ? [`${parent.clause.address}-${base}`] : []));
    if (!isFirst) this.#usedTwice(base, entry.source.line);
    const value = Number.parseInt(label.numbers.at(-1)!, 10);
    if (label.kind === "decimal" || label.kind === "named")
      this.#follow(parent, `${label.kind}${label.word}${label.numbers.length}`, value, label.text, entry.source.line);
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
      const { address } = this.#addresses.take(`${base}-t${++parent.counts.tables}`);
      this.#push(entry, "table", "", address, "paragraph");
      this.#path.pop();
      return;
    }
    if (parent !== this.#root && clause.text === "" && clause.clauses.length === 0) {
      clause.text = entry.text!.text;
      clause.spans = entry.text!.spans;
      clause.textRuns = entry.text!.runs;
      clause.source.to = Math.max(clause.source.to, entry.source.to);
      parent.counts.paragraphs = 1;
      return;
    }
    const number = ++parent.counts.paragraphs;
    const wish = clause.address ? `${clause.address}-p${number}` : number === 1 ? "preamble" : `preamble-p${number}`;
    this.#push(entry, clause.address ? "paragraph" : "preamble", "", this.#addresses.take(wish).address, "paragraph");
  }

  addBullet(entry: Entry): void {
    this.#leaveItems("•", entry.indent);
    const parent = this.#top();
    const base = parent.clause.address || "preamble";
    const { address } = this.#addresses.take(`${base}-b${++parent.counts.bullets}`);
    const item = this.#push(entry, "item", "", address, "item");
    Object.assign(item, {
      style: "•",
      system: "bullet",
      indent: entry.indent,
      contentIndent: entry.marker!.contentIndent,
    });
  }

  /** `(a)`, `(iv)`, `2.`: beside the item it follows, or inside the clause we are in when it starts a list. */
  addItem(entry: Entry): void {
    const label = entry.label!;
    const inner = label.numbers[0]!;
    const isAuto = entry.marker?.kind === "ordered";
    const place = this.#placeItem(label.style, inner, entry, isAuto);
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
      const isTaken = parent.clause.clauses.some((clause) => clause.label === written);
      if (isTaken || (parent === this.#root && !label.style.endsWith("1"))) {
        this.#path.push(paragraph);
        parent = paragraph;
      }
    }
    const isSection = parent === this.#root;
    const wish = isSection ? shown : addressOfLabel(label, shown, parent.clause, parent.label);
    const { address, isFirst } = this.#addresses.take(wish);
    if (!isFirst && !isAuto) this.#usedTwice(wish, entry.source.line);
    if (value > 1 && !isAuto) this.#follow(parent, label.style + place.system, value, label.text, entry.source.line);
    else remember(parent, label.style + place.system, value, label.text);
    const item = this.#push(entry, "item", written, address, "item");
    const contentIndent = entry.marker?.contentIndent ?? entry.indent + 2;
    Object.assign(item, { style: label.style, system: place.system, value, indent: entry.indent, contentIndent });
    if (isSection) item.label = { ...label, kind: "decimal", numbers: [shown] };
  }

  /** May this label open an item here, or is it a word in brackets? */
  isItem(label: Label, indent: number): boolean {
    const inner = label.numbers[0]!;
    const values = valuesOf(inner);
    if (values.length === 0) return false;
    if (label.style.startsWith("(") || /^[0-9一(]/.test(label.style) || values.some(({ value }) => value === 1))
      return true;
    return this.#path.some(
      (item) =>
        item.style === label.style && item.indent <= indent + 4 && values.some(({ value }) => value > item.value),
    );
  }

  #placeItem(
    style: string,
    inner: string,
    entry: Entry,
    isAuto: boolean,
  ): { depth: number; system: Open["system"]; value: number; after?: number } {
    const readings = valuesOf(inner);
    const restart = readings.find(({ value }) => value === 1);
    for (let depth = this.#path.length; depth > 0; depth--) {
      const item = this.#path[depth - 1]!;
      if (item.role === "heading" || item.role === "label") break;
      if (item.style !== style || (isAuto && Math.abs(item.indent - entry.indent) > 1)) continue;
      const same = readings.find(({ system }) => system === item.system);
      if (!same) continue;
      if (isAuto) return { depth: depth - 1, ...same, after: item.value };
      if (same.value === item.value + 1 && !(restart && isRoman(entry, item))) return { depth: depth - 1, ...same };
    }
    if (restart) {
      const depth = this.#depthFor(style, restart.system, entry);
      return { depth, ...restart };
    }
    for (let depth = this.#path.length; depth > 0; depth--) {
      const item = this.#path[depth - 1]!;
      if (item.role === "heading" || item.role === "label") break;
      const same = item.style === style && readings.find(({ system }) => system === item.system);
      if (same) return { depth: depth - 1, ...same };
    }
    return {
      depth: this.#depthFor(style, readings[0]?.system ?? "number", entry),
      system: readings[0]?.system ?? "number",
      value: readings[0]?.value ?? 0,
    };
  }

  /** How much of the path a list that starts here keeps: the item we are in holds it. */
  #depthFor(style: string, system: Open["system"], entry: Entry): number {
    for (let depth = this.#path.length; depth > 0; depth--) {
      const item = this.#path[depth - 1]!;
      if (item.role === "heading" || item.role === "label") break;
      // The same manner again at the same depth is a new list in the same place.
      if (item.style === style && item.system === system && entry.indent < item.indent + 2) return depth - 1;
    }
    const top = this.#path.at(-1);
    return top?.role === "item" && entry.indent + 1 < top.indent ? this.#path.length - 1 : this.#path.length;
  }

  #leaveItems(style: string, indent: number): void {
    while (this.#path.length > 0) {
      const top = this.#top();
      if (top.role === "heading" || top.role === "label") return;
      if (top.role === "paragraph") {
        this.#path.pop();
        continue;
      }
      if (top.style !== style && (indent >= top.indent + 2 || (indent >= top.indent && /[:：]$/.test(top.clause.text))))
        return;
      if (top.style === style && indent >= top.indent + 2) return;
      this.#path.pop();
    }
  }

  /** Leaves the clauses that a new section cannot be inside of. The label counts, not the depth of the heading. */
  #leaveFor({ label, level }: Entry): void {
    const path = this.#path;
    while (
      path.length > 0 &&
      (this.#top().role === "item" || this.#top().role === "paragraph") &&
      !(label?.kind === "decimal" && isWithin(label, this.#top()))
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
      const top = this.#top();
      const stays =
        label?.kind === "named" && label.word !== ""
          ? this.#holdsNamed(label, level)
          : label?.kind === "decimal"
            ? top.label?.kind !== "decimal" &&
              (level >= 8 || top.level < level || (top.label?.kind === "named" && top.level <= level))
            : top.level < level;
      if (stays) return;
      path.pop();
    }
  }

  #holdsNamed(label: Label, level: number): boolean {
    const top = this.#top();
    if (top.label?.kind === "decimal") return false;
    if (top.label && top.label.word !== "") return top.label.rank < label.rank && top.label.rank > 0;
    const sibling = this.#path.findLast((open) => open.label?.word === label.word);
    return top.level < level && !sibling;
  }

  #push(entry: Entry, kind: ClauseKind, label: string, address: string, role: Open["role"]): Open {
    const clause = makeClause(kind, label, address, entry);
    if (label) this.hasNumber = true;
    this.#top().clause.clauses.push(clause);
    const pushed = open(clause, role, entry.level, entry.indent);
    this.#path.push(pushed);
    return pushed;
  }

  #top(): Open {
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

  #follow(parent: Open, manner: string, value: number, label: string, line: number): void {
    const last = parent.lastValues?.get(manner);
    remember(parent, manner, value, label);
    if (!last || Number.isNaN(value) || Number.isNaN(last.value) || value === last.value || value === last.value + 1)
      return;
    const [code, matter] =
      value > last.value
        ? ["number-skipped", "a number between them is missing"]
        : ["number-out-of-order", "they are not in order"];
    this.problems.push(
      problem(code, `${label} follows ${last.label}: ${matter}. Check the numbers, or leave it so if it is meant.`, {
        line,
      }),
    );
  }
}

function makeClause(
  kind: ClauseKind,
  label: string,
  address: string,
  { title, text, source, rows }: Pick<Entry, "title" | "text" | "source" | "rows">,
): Clause {
  const clause: Clause = {
    kind,
    label,
    address,
    title: title?.text ?? "",
    text: text?.text ?? "",
    spans: text?.spans ?? [],
    items: [],
    clauses: [],
    source,
    titleRuns: title?.runs ?? [],
    textRuns: text?.runs ?? [],
  };
  if (rows) clause.rows = rows;
  return clause;
}

function open(clause: Clause, role: Open["role"], level: number, indent: number): Open {
  const counts = { paragraphs: clause.text ? 1 : 0, bullets: 0, tables: 0 };
  return {
    clause,
    role,
    level,
    label: undefined,
    indent,
    contentIndent: 0,
    style: "",
    system: "bullet",
    value: 0,
    counts,
    lastValues: undefined,
  };
}

function remember(parent: Open, manner: string, value: number, label: string): void {
  parent.lastValues ??= new Map();
  parent.lastValues.set(manner, { value, label });
}

function kindOf(label: Label | undefined): ClauseKind {
  if (!label) return "section";
  if (label.rank === 0) return "appendix";
  return label.kind === "named" && label.rank <= 4 ? "article" : "section";
}

/** Is 4.16 within this clause: 4, 4.1 (no), Article IV? */
function isWithin({ numbers }: Label, { label }: Open): boolean {
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

function valuesOf(inner: string): { system: "number" | "letter" | "roman"; value: number }[] {
  if (/^\d+$/.test(inner)) return [{ system: "number", value: Number(inner) }];
  const [letter, roman] = [letterValue(inner), romanValue(inner)];
  const readings: { system: "letter" | "roman"; value: number }[] = [];
  if (letter !== undefined) readings.push({ system: "letter", value: letter });
  if (roman !== undefined) readings.push({ system: "roman", value: roman });
  return readings;
}

/** `(i)` after `(h)` is roman when `(ii)` follows it, or when it stands deeper and `(j)` does not follow. */
function isRoman({ nextItem, indent }: Entry, after: Open): boolean {
  if (after.system !== "letter" || after.value !== 8) return false;
  if (nextItem === "ii" || nextItem === "II") return true;
  return nextItem !== "j" && nextItem !== "J" && indent >= after.indent + 2;
}
