import { expect, test } from "vitest";
import { actsOf, TRAPPED } from "./payload.ts";
import { countByClass, payloads, someOfEach } from "./payloads.ts";

const CANARY = "127.0.0.1:9";
const all = payloads(CANARY);

test("the collection has more than 2,000 shapes, whatever harm stands in them, and many of each class", () => {
  const acts = actsOf(CANARY).sort((a, b) => b.length - a.length);
  const shapes = new Set(all.map(({ text }) => acts.reduce((rest, act) => rest.replaceAll(act, "⟦A⟧"), text)));
  console.log(`${all.length} payloads, ${shapes.size} shapes: ${JSON.stringify(countByClass(all))}`);
  expect(shapes.size).toBeGreaterThan(2000);
  for (const count of Object.values(countByClass(all))) expect(count).toBeGreaterThanOrEqual(60);
});

test("nothing of the frame in which payloads are written is left in them", () => {
  expect(all.filter(({ text }) => /⟦\w⟧/.test(text))).toEqual([]);
  expect(all.filter(({ text }) => text.includes(TRAPPED) || text.includes(CANARY)).length).toBeGreaterThan(1000);
});

test("a part of it holds all classes", () => {
  const some = someOfEach(all, 20);
  expect(new Set(Object.values(countByClass(some)))).toEqual(new Set([20]));
  expect(new Set(some).size).toBe(some.length);
});
