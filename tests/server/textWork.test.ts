import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import type { Question } from "../../src/server/questions.ts";
import { type StartWorker, TextWork } from "../../src/server/textWork.ts";

/** A worker that does as the name of its work says, without Vite. */
const OBEDIENT = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", ({ text }) => {
    const done = () => {
      const made = new TextEncoder().encode(text.source).buffer;
      parentPort.postMessage({ made }, [made]);
    };
    if (text.hash.includes("exit")) process.exit(1);
    if (text.hash.includes("crash")) throw new Error("out of paper");
    if (text.hash.includes("hang")) for (;;);
    parentPort.postMessage({ progress: 0.5 });
    setTimeout(done, text.hash.includes("slow") ? 100 : 0);
  });
`;

function open(longestMs?: number) {
  let started = 0;
  const start: StartWorker = () => {
    started += 1;
    return new Worker(OBEDIENT, { eval: true });
  };
  const work = new TextWork(start, longestMs);
  onTestFinished(() => work.close());
  return { work, started: () => started };
}

const question = (name: string): Question => ({
  name,
  job: { kind: "clauses", text: { hash: name, source: `done: ${name}` } },
});

test("equal questions share one piece of work, and one worker does many", async () => {
  const { work, started } = open();
  const both = [work.do(question("a"), true), work.do(question("a"), true)];
  expect(both[0]).toBe(both[1]);
  expect(String(await both[0])).toBe("done: a");
  for (const name of ["b", "c", "d"]) expect(String(await work.do(question(name), true))).toBe(`done: ${name}`);
  expect(started()).toBe(1);
});

test("what somebody waits for goes before what is only prepared", async () => {
  const { work } = open();
  const order: string[] = [];
  const add = (name: string, isAsked: boolean) => work.do(question(name), isAsked).then(() => order.push(name));
  const all = [add("slow 1", false), add("slow 2", false), add("slow 3", false), add("asked", true)];
  work.hurry("slow 3");
  await Promise.all(all);
  expect(order.indexOf("asked")).toBeLessThan(order.indexOf("slow 2"));
  expect(order.indexOf("slow 3")).toBeLessThan(order.indexOf("slow 2"));
});

test("how far a piece of work is can be told while it lasts", async () => {
  const { work } = open();
  const made = work.do(question("slow"), true);
  await expect.poll(() => work.promisedOf("slow").progress).toBe(0.5);
  await made;
});

test.each([
  ["exit", /its thread ended/],
  ["crash", /out of paper/],
])("a worker that dies (%s) takes only its own work with it", async (name, why) => {
  const { work, started } = open();
  const [lost, kept] = [work.do(question(name), true), work.do(question("slow"), true)];
  await expect(lost).rejects.toThrow(why);
  expect(String(await kept)).toBe("done: slow");
  expect(String(await work.do(question("after"), true))).toBe("done: after");
  expect(started()).toBeLessThanOrEqual(3);
});

test("work that never ends is ended, and the next piece is done", async () => {
  const { work } = open(200);
  await expect(work.do(question("hang"), true)).rejects.toThrow("it took longer than 0.2 seconds");
  expect(String(await work.do(question("after"), true))).toBe("done: after");
});

test("so many questions at once that nobody would get an answer are refused", async () => {
  const { work } = open();
  const asked = Array.from({ length: 250 }, (_, n) => work.do(question(`q ${n}`), true));
  const answers = await Promise.allSettled(asked);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(200);
  expect(answers.at(-1)).toMatchObject({ reason: { code: "busy" } });
});

test("a server that stops leaves no worker behind", async () => {
  const { work } = open();
  const lost = work.do(question("hang"), true);
  const refused = expect(lost).rejects.toThrow("The server is stopping.");
  await work.close();
  await refused;
  await expect(work.do(question("after"), true)).rejects.toMatchObject({ code: "busy" });
});
