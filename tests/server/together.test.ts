import { expect, test } from "vitest";
import { together } from "../../src/server/together.ts";

/** A question that takes until it is answered by hand. */
function slowQuestion() {
  const answers: ((value: number) => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const ask = together(
    () =>
      new Promise<number>((answer, fail) => {
        answers.push(answer);
        failures.push(fail);
      }),
  );
  return { ask, answers, failures };
}

test("who comes while a question is under way shares the one after it: what was added since is in it", async () => {
  const { ask, answers } = slowQuestion();
  const first = ask();
  const others = Array.from({ length: 1000 }, () => ask());
  expect(answers).toHaveLength(1);
  answers[0]!(1);
  expect(await first).toBe(1);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]!(2);
  expect(new Set(await Promise.all(others))).toEqual(new Set([2]));
  const later = ask();
  answers[2]!(3);
  expect(await later).toBe(3);
});

test("a question that fails is put again for those who came meanwhile", async () => {
  const { ask, answers, failures } = slowQuestion();
  const first = ask();
  const second = ask();
  failures[0]!(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]!(2);
  expect(await second).toBe(2);
});
