/** Two places, one on each side, with what their text weighs (in words). */
export interface Pair {
  before: number;
  after: number;
  weight: number;
}

/**
 * The heaviest selection of pairs that runs forwards on both sides: what stayed.
 * The pairs left out of it moved.
 *
 * @param pairs No two share a place. Any order.
 * @returns In order of both sides.
 */
export function heaviestChain<T extends Pair>(pairs: readonly T[]): T[] {
  const sorted = [...pairs].sort((a, b) => a.before - b.before);
  const places = [...pairs].sort((a, b) => a.after - b.after);
  const rank = new Map(places.map((pair, index) => [pair, index + 1]));
  // A Fenwick tree over the places on the new side: the best chain that ends at or before each.
  const best = new Float64Array(sorted.length + 1);
  const bestPair = new Int32Array(sorted.length + 1).fill(-1);
  const total = new Float64Array(sorted.length);
  const previous = new Int32Array(sorted.length).fill(-1);
  let end = -1;
  sorted.forEach((pair, index) => {
    const place = rank.get(pair)!;
    for (let at = place - 1; at > 0; at -= at & -at) {
      if (best[at]! > total[index]!) {
        total[index] = best[at]!;
        previous[index] = bestPair[at]!;
      }
    }
    total[index]! += pair.weight;
    for (let at = place; at <= sorted.length; at += at & -at) {
      if (total[index]! > best[at]!) {
        best[at] = total[index]!;
        bestPair[at] = index;
      }
    }
    if (end < 0 || total[index]! > total[end]!) end = index;
  });
  const chain: T[] = [];
  for (let at = end; at >= 0; at = previous[at]!) chain.push(sorted[at]!);
  return chain.reverse();
}
