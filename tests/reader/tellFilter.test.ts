import { expect, test } from "vitest";
import { MARKS, STANCES } from "../../src/discuss/said.ts";
import { REQUEST_STATES, THREAD_STATES } from "../../src/discuss/thread.ts";
import { tellEmpty, VALUE_NAMES, without } from "../../src/reader/tellFilter.ts";

test.each([
  [{}, "Nobody has said anything yet."],
  [{ waiting: true }, "No thread waits for an answer."],
  [{ since: 12 }, "No thread is new since you were last here."],
  [{ words: "lamp" }, "No thread holds “lamp”."],
  [{ clause: "" }, "No thread is about the whole."],
  [{ state: "reopened", words: "lamp" }, "No thread is marked Reopened and holds “lamp”."],
  [
    { clause: "4.16", mark: "question", stance: "object", words: "lamp", order: "time" },
    "No thread is about 4.16, is marked Question, Object and holds “lamp”.",
  ],
] as const)("a filter that leaves nothing says why: %j", (filter, told) => {
  expect(tellEmpty(filter)).toBe(told);
});

test("each value one can filter by has a name", () => {
  expect(Object.keys(VALUE_NAMES.state)).toEqual(expect.arrayContaining([...THREAD_STATES, ...REQUEST_STATES]));
  expect(Object.keys(VALUE_NAMES.mark)).toEqual([...MARKS]);
  expect(Object.keys(VALUE_NAMES.stance)).toEqual([...STANCES]);
});

test("one thing is taken from a filter, the rest stays", () => {
  expect(without({ state: "open", words: "lamp" }, "state")).toEqual({ words: "lamp" });
});
