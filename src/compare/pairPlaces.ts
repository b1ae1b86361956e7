import { headAbove } from "./flat.ts";
import type { Pairing } from "./pairing.ts";

/** Pairs paragraphs under the same labels in one place, in order: rewritten, although no words are left. */
export function pairPlaces(pairing: Pairing, olds: readonly number[], nows: readonly number[]): void {
  const isOnly = olds.length === 1 && nows.length === 1;
  let next = 0;
  for (const old of olds) {
    const a = pairing.oldClause(old);
    const at = nows.findIndex((now, index) => {
      if (index < next || !pairing.isFree(old, now)) return false;
      const b = pairing.nowClause(now);
      return (
        a.kind === b.kind &&
        a.label === b.label &&
        (a.title === b.title || isFilled(pairing, old, now)) &&
        (a.label !== "" || isOnly) &&
        isUnderSame(pairing, old, now)
      );
    });
    if (at < 0) continue;
    pairing.pair(old, nows[at]!, Math.max(0.1, pairing.likeness(old, nows[at]!)));
    next = at + 1;
  }
}

/** Words that only keep a number ("[Reserved.]", "(weggefallen)"), on one side. */
const PLACEHOLDER_WORDS = 3;

/** Did a section that only kept its number get words, or the other way round? */
function isFilled(pairing: Pairing, old: number, now: number): boolean {
  return pairing.oldBag(old).size <= PLACEHOLDER_WORDS !== pairing.nowBag(now).size <= PLACEHOLDER_WORDS;
}

/** Do both stand under headings of the same words, or under headings that a paragraph beside them went from and to? */
function isUnderSame(pairing: Pairing, oldPlace: number, nowPlace: number): boolean {
  const { old, now, toAfter } = pairing;
  const [x, y] = [old.texts[oldPlace]!, now.texts[nowPlace]!];
  const isOtherTitle = old.titleIds[x] !== now.titleIds[y];
  const [a, b] = isOtherTitle ? [headAbove(old, x), headAbove(now, y)] : [old.heads[x]!, now.heads[y]!];
  if (a < 0 || b < 0) return a === b;
  if (old.titleIds[a] === now.titleIds[b]) return true;
  return [-1, 1].some((step) => {
    let place = oldPlace + step;
    while (old.heads[old.texts[place] ?? -1] === a && toAfter[place]! < 0) place += step;
    const beside = old.heads[old.texts[place] ?? -1] === a ? toAfter[place]! : -1;
    return beside >= 0 && now.heads[now.texts[beside]!] === b;
  });
}
