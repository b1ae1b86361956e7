import { expect } from "vitest";

/** In characters, each four times the one before. */
const SIZES = [4_000, 16_000, 64_000];
/** Less is noise. */
const LEAST_MS = 60;
const NOISE_MS = 10;
/** Four times the text takes four times as long; sixteen times where each letter is held against each. */
const MOST_TIMES = 10;

/** Processor time, which does not grow with what else the machine does. */
function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Holds that work on one piece of text over and over costs about as much as the
 * text is long: growth is compared, not time, so that it says the same on every
 * machine. What looks too much is measured again before it is called so.
 */
export function expectSteadyGrowth(work: (text: string) => void, piece: string, before = "", after = ""): void {
  let earlier = 0;
  for (const size of SIZES) {
    const text = `${before}${piece.repeat(Math.ceil(size / piece.length))}${after}`;
    const most = Math.max(LEAST_MS, MOST_TIMES * Math.max(earlier, NOISE_MS));
    let cost = costOf(() => work(text));
    for (let again = 0; again < 3 && cost > most; again++)
      cost = Math.min(
        cost,
        costOf(() => work(text)),
      );
    const told = `${JSON.stringify([before, piece, after])}, ${size} characters: ${Math.round(earlier)} → ${Math.round(cost)} ms`;
    expect(cost, told).toBeLessThanOrEqual(most);
    earlier = cost;
  }
}
