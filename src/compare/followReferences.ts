import { splitWords, type Word } from "./words.ts";

/** Words that name a clause, `Section 4.16(ii)`. UTF-16 units into the wording, `to` exclusive. */
export interface Cited {
  from: number;
  to: number;
  address: string;
}

/** The references of two wordings of one clause, in reading order. */
interface CitedBoth {
  /** `became`: addresses in the new text of what it names. */
  old: readonly (Cited & { became: readonly string[] })[];
  now: readonly Cited[];
}

/** Where the references of one wording went. */
export interface FollowReference {
  /** The number that a clause has now, of one that got another: `7.5` for `7.4`. */
  renumbered(number: string): string | undefined;
  /** Is there a clause or an item with this in its address that has another address now? */
  isNumber(key: string): boolean;
  /** Finds the references; asked only where such numbers differ, and do not plainly follow. */
  cite(): CitedBoth;
}

/** More references than a clause has, on either side: beyond it, each is taken for what it says. */
const REFERENCES = 1000;
/** `4.16`, `IV`, `b`, `十四`: what a clause may be called by. */
const NUMBER = /\p{N}|^(?:[b-zA-Z]|[IVXLC]+|[〇零○一二三四五六七八九十百千]+)$/u;

/**
 * The old words, with each reference that followed its clause under its new number.
 *
 * Where 4.7 became 4.6 and 4.8 became 4.7, the `4.7` of the new text may be
 * either: the references are paired in order, so that as many as possible
 * stayed or followed.
 */
export function followReferences(old: readonly Word[], now: readonly Word[], follow: FollowReference): readonly Word[] {
  const [oldNumbers, newNumbers] = [numbersOf(old), numbersOf(now)];
  const [oldRest, newRest] = differing(old, now, oldNumbers, newNumbers);
  const amounts = new Set(oldRest.map((place) => old[place]!.key).filter((key) => !follow.isNumber(key.toLowerCase())));
  const mayFollow = oldRest.filter((place) => !amounts.has(old[place]!.key));
  if (mayFollow.length === 0) return old;
  let from = plainIn(old, mayFollow, follow);
  const others = newRest.filter((place) => !amounts.has(now[place]!.key));
  let to = from && plainIn(now, others);
  if (!from || !to) {
    const cited = follow.cite();
    from = withNumbers(cited.old, old, oldNumbers);
    to = withNumbers(cited.now, now, newNumbers);
  }
  if (from.length === 0 || to.length === 0 || from.length > REFERENCES || to.length > REFERENCES) return old;
  const named = [...old];
  for (const [one, other] of pairInOrder(from, to)) {
    one.places.forEach((place, index) => {
      rename(named, place, now[other.places[index]!]!);
    });
  }
  return named;
}

function numbersOf(words: readonly Word[]): number[] {
  const places: number[] = [];
  words.forEach(({ key }, index) => {
    const isWord = key.length > 1 && key >= "a" && key < "{" && words[index - 1]?.key !== "(";
    if (!isWord && (NUMBER.test(key) || isLettered(words, index))) places.push(index);
  });
  return places;
}

/** The numbers between those that both begin and end with. */
function differing(
  old: readonly Word[],
  now: readonly Word[],
  oldNumbers: readonly number[],
  newNumbers: readonly number[],
): [old: number[], now: number[]] {
  const shorter = Math.min(oldNumbers.length, newNumbers.length);
  const isSame = (a: number, b: number): boolean => old[oldNumbers[a]!]!.key === now[newNumbers[b]!]!.key;
  let [start, end] = [0, 0];
  while (start < shorter && isSame(start, start)) start++;
  while (end < shorter - start && isSame(oldNumbers.length - 1 - end, newNumbers.length - 1 - end)) end++;
  return [oldNumbers.slice(start, oldNumbers.length - end), newNumbers.slice(start, newNumbers.length - end)];
}

const WORD_BEFORE = /^(?:sections?|sec|§|articles?|art|rules?|by-?laws?)$/;
const MAY_STAND_BEFORE = /^[\p{Ll}.;(]/u;
/** No `of the Act`, no `and 4.17`, no `(ii)`. */
const MAY_STAND_BEHIND = /^(?!(?:of|under|in|to|from|and|or|through|des|der|und|oder|bis|du|de|et|ou)$)[\p{Ll}.;:)]/u;

/**
 * Nearly all numbers that differ say `as Section 7.4 provides` and name a clause
 * of this text: they are told without reading the paragraph for references.
 *
 * @returns `undefined` where one of them is not so plain.
 */
function plainIn(words: readonly Word[], places: readonly number[], follow?: FollowReference): Numbered[] | undefined {
  if (!places.every((place) => isPlain(words, place))) return undefined;
  return places.map((place) => {
    const { key } = words[place]!;
    return { address: key, became: [follow?.renumbered(key) ?? key], keys: [key], places: [place] };
  });
}

function isPlain(words: readonly Word[], place: number): boolean {
  const [outer, word, behind] = [words[place - 2], words[place - 1], words[place + 1]];
  return (
    /^\d+(?:\.\d+)+$/.test(words[place]!.key) &&
    WORD_BEFORE.test(word?.folded ?? "") &&
    MAY_STAND_BEFORE.test(outer?.key ?? ".") &&
    MAY_STAND_BEHIND.test(behind?.key ?? ".")
  );
}

function rename(words: Word[], place: number, { key, folded }: Word): void {
  words[place] = { ...words[place]!, key, folded };
}

/** `(iii)`, `Buchst. a`: words elsewhere. */
function isLettered(words: readonly Word[], index: number): boolean {
  const before = words[index - 1]?.key;
  if (before === "(") return words[index + 1]?.key === ")";
  return words[index]!.key === "a" && before !== undefined && /^(?:\.|buchstaben?)$/i.test(before);
}

interface Numbered {
  address: string;
  became?: readonly string[];
  keys: readonly string[];
  /** Of its numbers, in the words. */
  places: readonly number[];
}

function withNumbers(
  cited: readonly (Cited & { became?: readonly string[] })[],
  words: readonly Word[],
  numbers: readonly number[],
): Numbered[] {
  let next = 0;
  return cited.flatMap(({ from, to, address, became }) => {
    while (next < numbers.length && words[numbers[next]!]!.from < from) next++;
    const first = next;
    while (next < numbers.length && words[numbers[next]!]!.to <= to) next++;
    const places = numbers.slice(first, next);
    return places.length > 0 ? [{ address, became, keys: places.map((place) => words[place]!.key), places }] : [];
  });
}

/** The longest list of pairs in order that stayed or followed; of it, those that follow. */
function* pairInOrder(from: readonly Numbered[], to: readonly Numbered[]): Generator<[old: Numbered, now: Numbered]> {
  const columns = to.length + 1;
  const best = new Uint16Array((from.length + 1) * columns);
  const isPair = new Uint8Array(from.length * columns);
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--) {
      const pairs = isSameNumber(from[i]!, to[j]!) || isFollowing(from[i]!, to[j]!);
      if (pairs) isPair[i * columns + j] = 1;
      best[i * columns + j] = Math.max(
        best[(i + 1) * columns + j]!,
        best[i * columns + j + 1]!,
        pairs ? best[(i + 1) * columns + j + 1]! + 1 : 0,
      );
    }
  for (let [i, j] = [0, 0]; i < from.length && j < to.length; ) {
    const here = best[i * columns + j]!;
    if (isPair[i * columns + j] && here === best[(i + 1) * columns + j + 1]! + 1) {
      if (!isSameNumber(from[i]!, to[j]!)) yield [from[i]!, to[j]!];
      i++;
      j++;
    } else if (here === best[(i + 1) * columns + j]!) i++;
    else j++;
  }
}

function isSameNumber({ keys }: Numbered, other: Numbered): boolean {
  return keys.length === other.keys.length && keys.every((key, index) => key === other.keys[index]);
}

/**
 * It names what the clause became, and every number that differs is one of the
 * address: of `4.16(b)` where 4.16 has no items, nobody knows what `(b)` became.
 */
function isFollowing({ became, address, keys }: Numbered, now: Numbered): boolean {
  if (!became?.includes(now.address) || keys.length !== now.keys.length) return false;
  const [ours, theirs] = [numbersIn(address), numbersIn(now.address)];
  return keys.every(
    (key, index) =>
      key === now.keys[index] || (ours.has(key.toLowerCase()) && theirs.has(now.keys[index]!.toLowerCase())),
  );
}

/** `article-iv-section-2` has iv and 2, `4.16(b)` has 4.16 and b, `3-p2` has 3 and 2. */
export function numbersIn(address: string): ReadonlySet<string> {
  const isAscii = /^[ -~]*$/.test(address);
  const words = isAscii
    ? (address.match(/[^-()]+/g) ?? []).map((word) => word.replace(/^p(?=\d)/, ""))
    : splitWords(address.replace(/-p?(?=\p{N})|-/gu, " ")).map(({ folded }) => folded);
  return new Set(words.map((word) => word.toLowerCase()));
}
