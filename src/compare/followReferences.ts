import type { Word } from "./words.ts";

/**
 * What a cross-reference of the old text is called in the new one.
 *
 * @returns `undefined` when the words are no reference, or it kept its number.
 */
export type FollowReference = (number: string, wordBefore: string) => string | undefined;

/** More references than a clause has, on either side: beyond it, each is taken for what it says. */
const REFERENCES = 1000;

/**
 * The old words, with each reference that followed its clause under its new number.
 *
 * Where 4.7 became 4.6 and 4.8 became 4.7, the `4.7` of the new text may be
 * either: the references are paired in order, so that as many as possible
 * stayed or followed.
 */
export function followReferences(old: readonly Word[], now: readonly Word[], follow: FollowReference): readonly Word[] {
  const targets = new Map<number, string>();
  old.forEach(({ key }, index) => {
    const number = /[\dIVXLC]/.test(key) ? follow(key, old[index - 1]?.key ?? "") : undefined;
    if (number !== undefined && number !== key) targets.set(index, number);
  });
  if (targets.size === 0) return old;
  const numbers = new Set(targets.values());
  for (const index of targets.keys()) numbers.add(old[index]!.key);
  const [from, to] = [placesOf(numbers, old), placesOf(numbers, now)];
  if (from.length > REFERENCES || to.length > REFERENCES) return old;
  const named = [...old];
  for (const [index, number] of followed(old, now, from, to, targets))
    named[index] = { ...old[index]!, key: number, folded: number.toLowerCase() };
  return named;
}

function placesOf(numbers: ReadonlySet<string>, words: readonly Word[]): number[] {
  return words.flatMap(({ key }, index) => (numbers.has(key) ? [index] : []));
}

/** The old places that follow, with their new numbers: the longest list of pairs in order that stayed or followed. */
function* followed(
  old: readonly Word[],
  now: readonly Word[],
  from: readonly number[],
  to: readonly number[],
  targets: ReadonlyMap<number, string>,
): Generator<[index: number, number: string]> {
  const columns = to.length + 1;
  const best = new Uint16Array((from.length + 1) * columns);
  const isPair = (i: number, j: number): boolean => {
    const number = now[to[j]!]!.key;
    return number === old[from[i]!]!.key || number === targets.get(from[i]!);
  };
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--)
      best[i * columns + j] = Math.max(
        best[(i + 1) * columns + j]!,
        best[i * columns + j + 1]!,
        isPair(i, j) ? best[(i + 1) * columns + j + 1]! + 1 : 0,
      );
  for (let [i, j] = [0, 0]; i < from.length && j < to.length; ) {
    const here = best[i * columns + j]!;
    if (isPair(i, j) && here === best[(i + 1) * columns + j + 1]! + 1) {
      const number = now[to[j]!]!.key;
      if (number !== old[from[i]!]!.key) yield [from[i]!, number];
      i++;
      j++;
    } else if (here === best[(i + 1) * columns + j]!) i++;
    else j++;
  }
}
