/**
 * The shortest time of each piece of work, in milliseconds. Taken in turns:
 * what else the machine does meanwhile slows all of them, not one.
 *
 * @param warmUps Rounds that are not counted.
 */
export function bestMs(works: readonly (() => unknown)[], { runs = 9, warmUps = 3 } = {}): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = -warmUps; round < runs; round++) {
    works.forEach((work, index) => {
      const started = performance.now();
      work();
      const took = performance.now() - started;
      if (round >= 0) best[index] = Math.min(best[index]!, took);
    });
  }
  return best;
}
