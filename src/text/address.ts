import type { Clause } from "./clause.ts";
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

/** The address a label asks for: `4.16`, `article-iv`, `article-iv-section-2`, `4.16(a)(ii)`, `A.1`. */
export function addressOfLabel(
  label: Label,
  shown: string,
  parent: Clause | undefined,
  parentLabel: Label | undefined,
): string {
  if (label.kind === "item") return `${parent?.address ?? ""}(${shown})`;
  if (label.kind === "decimal") return label.numbers.join(".").replace(/\.\(/g, "(");
  if (label.word === "§" || label.word.startsWith("第")) return label.text.replace(/[§\s]/g, "");
  if (label.word === "") return label.numbers[0]!;
  const own = makeSlug(label.text);
  // "Section 1" begins anew in each article; "Article 1" rarely begins anew in each part.
  return label.rank === 5 && parent && parentLabel?.kind === "named" ? `${parent.address}-${own}` : own;
}

/** Gives each address once. */
export class Addresses {
  readonly #taken = new Map<string, number>();

  /** @returns The first of `wishes` that is free, or the last with `-2`, `-3` …; `isFirst` when no number was needed. */
  take(...wishes: string[]): { address: string; isFirst: boolean } {
    for (const wish of wishes) {
      if (this.#taken.has(wish)) continue;
      this.#taken.set(wish, 1);
      return { address: wish, isFirst: true };
    }
    const wish = wishes.at(-1)!;
    let count = this.#taken.get(wish)!;
    let address: string;
    do address = `${wish}-${++count}`;
    while (this.#taken.has(address));
    this.#taken.set(wish, count);
    this.#taken.set(address, 1);
    return { address, isFirst: false };
  }
}
