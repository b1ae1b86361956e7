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
        a.title === b.title &&
        (a.label !== "" || isOnly) &&
        isUnderSame(pairing, old, now)
      );
    });
    if (at < 0) continue;
    pairing.pair(old, nows[at]!, Math.max(0.1, pairing.likeness(old, nows[at]!)));
    next = at + 1;
  }
}

/** Do both stand under headings of the same words? */
function isUnderSame({ old, now }: Pairing, oldPlace: number, nowPlace: number): boolean {
  const [a, b] = [old.heads[old.texts[oldPlace]!]!, now.heads[now.texts[nowPlace]!]!];
  return a < 0 || b < 0 ? a === b : old.titleIds[a] === now.titleIds[b];
}
