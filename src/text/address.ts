import type { Label } from "./labels.ts";

/** Longest address made of a title's words. */
const SLUG_UNITS = 48;

/** `Open Meetings and Records` as part of an address: `open-meetings-and-records`. */
export function makeSlug(words: string): string {
  const slug = words
    .slice(0, 4 * SLUG_UNITS)
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  if (slug.length <= SLUG_UNITS) return slug;
  const cut = slug.lastIndexOf("-", SLUG_UNITS);
  return Array.from(slug.slice(0, cut > 0 ? cut : SLUG_UNITS)).join("");
}

/**
 * The address a label asks for: `4.16`, `article-iv`, `article-iv-section-2`, `4.16(a)(ii)`, `A.1`.
 *
 * @param parent The address of the clause it stands in, empty for none.
 */
export function addressOfLabel(label: Label, shown: string, parent: string, parentLabel: Label | undefined): string {
  if (label.kind === "item") return `${parent}(${shown})`;
  if (label.kind === "decimal") return label.numbers.join(".").replace(/\.\(/g, "(");
  if (label.word === "§" || label.word.startsWith("第"))
    return label.text.replace(/[§\s]/g, "").replace(/[^\p{L}\p{M}\p{N}.]+/gu, "-");
  if (label.word === "") return label.numbers[0]!;
  const own = makeSlug(label.text);
  // "Section 1" begins anew in each article; "Article 1" rarely begins anew in each part.
  return label.rank >= 5 && parent && parentLabel?.kind === "named" ? `${parent}-${own}` : own;
}

/** Gives each address once. */
export class Addresses {
  readonly #taken = new Map<string, number>();

  /** @returns The wish or else the other one, where it is free, or the last with `-2`, `-3` …; `isFirst` when no number was needed. */
  take(wish: string, other?: string): { address: string; isFirst: boolean } {
    if (this.#takeIfFree(wish)) return { address: wish, isFirst: true };
    if (other !== undefined && this.#takeIfFree(other)) return { address: other, isFirst: true };
    const base = other ?? wish;
    let count = this.#taken.get(base)!;
    let address: string;
    do address = `${base}-${++count}`;
    while (this.#taken.has(address));
    this.#taken.set(base, count);
    this.#taken.set(address, 1);
    return { address, isFirst: false };
  }

  #takeIfFree(wish: string): boolean {
    if (this.#taken.has(wish)) return false;
    this.#taken.set(wish, 1);
    return true;
  }
}
