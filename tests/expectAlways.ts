import fc from "fast-check";

const isWhole = import.meta.env.MODE === "laws";
const MANY = 10_000;
const SEED = 4160;

/**
 * Expects a law to hold for any cases.
 *
 * `npm test` tries the same `few` each time: whether a change is right must not
 * hang on what is drawn. `npm run laws` tries 10,000 that nobody has seen. What
 * fails is printed with its seed, made as small as it can be.
 */
export function expectAlways<T>(property: fc.IProperty<T>, few = 100): void {
  fc.assert(property, isWhole ? { numRuns: MANY } : { numRuns: few, seed: SEED });
}
