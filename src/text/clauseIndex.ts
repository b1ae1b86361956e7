import { familyOf } from "./citing.ts";
import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { readLabel } from "./labels.ts";
import { numberOf } from "./numberOf.ts";

/** What else a clause may be labelled with: `Section 4` leads to `4.`, and to `§ 4`. */
const OTHER_LABELS: { [family: string]: readonly string[] } = {
  section: ["", "§"],
  "§": ["", "section"],
  article: [""],
  rule: [""],
  bylaw: [""],
};

/** Finds clauses by what people cite them with. Made in one pass over the text. */
export class ClauseIndex {
  readonly #parents = new Map<Clause, Clause>();
  readonly #decimals = new Map<string, Clause>();
  readonly #named = new Map<string, Clause[]>();
  /** The same by the clause they stand in. */
  readonly #namedUnder = new Map<Clause | undefined, Map<string, Clause[]>>();
  readonly #inner = new Map<Clause, Map<string, string>>();
  readonly #addresses = new Map<string, Clause>();
  /** The highest number of each family, and how many there are. */
  readonly #families = new Map<string, { highest: number; count: number }>();

  constructor({ clauses }: ParsedBylaws) {
    for (const clause of eachClause(clauses)) {
      this.#addresses.set(clause.address, clause);
      for (const child of clause.clauses) this.#parents.set(child, clause);
      if (clause.label) this.#add(clause);
    }
  }

  #add(clause: Clause): void {
    const label = readLabel(clause.label, "heading");
    if (!label) return;
    // An item stands in its clause, and is found from there; at the outermost level `5.` is a section.
    if (label.kind === "item" && this.#parents.has(clause)) return;
    if (label.numbers.length > 1) {
      const number = plainDecimal(label.numbers.join("."));
      if (!this.#decimals.has(number)) this.#decimals.set(number, clause);
      this.#count("decimal", Number.parseInt(number, 10));
      return;
    }
    const family = label.word ? familyOf(label.word) : "";
    const number = label.numbers[0]!.toLowerCase();
    const key = `${family} ${number}`;
    const parent = this.#parents.get(clause);
    const under = this.#namedUnder.get(parent) ?? new Map<string, Clause[]>();
    this.#namedUnder.set(parent, under);
    for (const lists of [this.#named, under]) {
      const same = lists.get(key);
      if (same) same.push(clause);
      else lists.set(key, [clause]);
    }
    this.#count(family, Number.parseInt(number, 10));
  }

  #count(family: string, value: number): void {
    const known = this.#families.get(family) ?? { highest: 0, count: 0 };
    this.#families.set(family, { highest: Math.max(known.highest, value || 0), count: known.count + 1 });
  }

  parentOf(clause: Clause): Clause | undefined {
    return this.#parents.get(clause);
  }

  clauseAt(address: string): Clause | undefined {
    return this.#addresses.get(address);
  }

  decimal(number: string): Clause | undefined {
    return this.#decimals.get(plainDecimal(number));
  }

  /** All clauses with this name and number, `Section 2` of every article. */
  named(family: string, written: string): readonly Clause[] {
    return this.#named.get(this.#keyOf(family, written)) ?? [];
  }

  /** Those of them that stand straight in a clause; without one, at the outermost level. */
  namedUnder(outer: Clause | undefined, family: string, written: string): readonly Clause[] {
    return this.#namedUnder.get(outer)?.get(this.#keyOf(family, written)) ?? [];
  }

  #keyOf(family: string, written: string): string {
    const number = numberOf(written);
    if (this.#families.has(family)) return `${family} ${number}`;
    return `${OTHER_LABELS[family]?.find((one) => this.#named.has(`${one} ${number}`)) ?? family} ${number}`;
  }

  /** Does the text number its clauses so, and as far as this or nearly? Then a number that is missing is a mistake. */
  mightHave(family: string, number: string): boolean {
    if (number.includes("-")) return false; // As laws count that put articles in between, `29-11`.
    const known = this.#families.get(number.includes(".") ? "decimal" : family);
    const value = Number.parseInt(numberOf(number), 10);
    return known !== undefined && known.count >= 3 && value <= known.highest + 3;
  }

  /** The address of what stands under a clause as `(a)`, `2.` or `ii)`, inside a sentence or on its own. */
  inside(clause: Clause, written: string): string | undefined {
    const inner = this.innerOf(clause);
    return inner.get(written) ?? inner.get(written.toLowerCase());
  }

  /** Everything that stands under a clause with a label of its own. */
  innerOf(clause: Clause): ReadonlyMap<string, string> {
    const known = this.#inner.get(clause);
    if (known) return known;
    const inner = new Map<string, string>();
    const add = (written: string, address: string) => {
      const label = readLabel(written, "paragraph");
      if (label?.kind === "named" && label.word !== "") return; // A section, which is named by its word.
      const name = label?.numbers.at(-1) ?? written.replace(/[().]/g, "");
      if (!inner.has(name)) inner.set(name, address);
    };
    for (const child of clause.clauses) {
      if (child.label) add(child.label, child.address);
      else for (const one of child.clauses) if (one.kind === "item" && one.label) add(one.label, one.address);
    }
    for (const item of clause.items) {
      if (item.address.length === clause.address.length + item.label.length) add(item.label, item.address);
    }
    // `Absatz 2` of a section whose paragraphs have no numbers.
    if (![...inner.keys()].some((name) => /^\d+$/.test(name))) {
      for (const child of clause.clauses) {
        const number = /-p(\d+)$/.exec(child.address)?.[1];
        if (number) inner.set(number, child.address);
      }
      if (inner.has("2") && clause.text) inner.set("1", clause.address);
    }
    this.#inner.set(clause, inner);
    return inner;
  }
}

/** `4.09` and `4.9` name the same section. */
function plainDecimal(number: string): string {
  return numberOf(number).replace(/(^|\.)0+(?=\d)/g, "$1");
}
