/** Asks until the answer is yes. @throws When it is not within `withinMs`: what was waited for, and the last answer. */
export async function until(what: string, ask: () => unknown, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  let answer: unknown;
  do {
    answer = await ask();
    if (answer === true) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  } while (performance.now() < deadline);
  throw new Error(`Not within ${withinMs} ms: ${what}. Last answer: ${JSON.stringify(answer)}`);
}
