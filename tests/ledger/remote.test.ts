import { expect, test } from "vitest";
import type { Entry } from "../../src/ledger/entry.ts";
import { RemoteLedger, type World } from "../../src/ledger/remote.ts";

/** A server whose record grows by hand, and a page before it. Time goes on by hand, too. */
async function openPage() {
  const record: Entry[] = [];
  const asked: number[] = [];
  const timers: { atMs: number; call: () => void }[] = [];
  let nowMs = 0;
  let isAway = false;
  let hear: (name: string, data: object) => void = () => {};
  const world: World = {
    async fetch(url) {
      const after = Number(new URL(url, "http://x").searchParams.get("after"));
      asked.push(after);
      if (isAway) throw new TypeError("Failed to fetch");
      const entries = record.filter(({ seq }) => seq > after);
      return Response.json({ entries, last: record.length, people: {} });
    },
    openEvents() {
      const listeners = new Map<string, (event: { data?: unknown }) => void>();
      hear = (name, data) => listeners.get(name)?.({ data: JSON.stringify(data) });
      return {
        addEventListener: (name, listener) => void listeners.set(name, listener),
        close: () => listeners.clear(),
      };
    },
    after(delayMs, call) {
      const timer = { atMs: nowMs + delayMs, call };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
    random: () => 0,
  };
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  };
  const add = () => {
    record.push({ seq: record.length + 1, text: `Comment ${record.length + 1}` } as unknown as Entry);
    return record.length;
  };
  const ledger = new RemoteLedger({ document: "ferry", amendment: "open" }, world);
  const page = {
    ledger,
    asked,
    add,
    /** Somebody else says something, and the page is told. */
    async say() {
      hear("entry", { seq: add() });
      await settle();
    },
    greet: async () => {
      hear("hello", { last: record.length, stamp: "" });
      await settle();
    },
    lose: (away: boolean) => {
      isAway = away;
    },
    async pass(ms: number) {
      for (nowMs += ms; ; ) {
        const due = timers.findIndex(({ atMs }) => atMs <= nowMs);
        if (due < 0) return;
        timers.splice(due, 1)[0]!.call();
        await settle();
      }
    },
    shown: () => ledger.view().entries.map(({ seq }) => seq),
  };
  await page.greet();
  await page.pass(1000);
  return page;
}

test("somebody else's comment is shown at once, and fifty in a second are asked for a few times, none left out", async () => {
  const page = await openPage();
  await page.say();
  expect(page.shown()).toEqual([1]);
  await page.pass(1000);
  const before = page.asked.length;
  for (let count = 0; count < 50; count++) {
    await page.say();
    await page.pass(20);
  }
  await page.pass(1000);
  expect(page.shown()).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
  expect(page.asked.length - before).toBeLessThanOrEqual(6);
});

test("one's own comment is shown at once, however much others say", async () => {
  const page = await openPage();
  await page.say();
  await page.say();
  expect(page.shown()).toEqual([1]);
  await page.ledger.expect(page.add());
  expect(page.shown()).toEqual([1, 2, 3]);
});

test("when the server is away while something is told of, the page says so, asks seldom, and has it afterwards", async () => {
  const page = await openPage();
  page.lose(true);
  await page.say();
  expect(page.ledger.view().connection).toBe("lost");
  const before = page.asked.length;
  await page.pass(60_000);
  expect(page.asked.length).toBe(before);
  page.lose(false);
  await page.greet();
  expect(page.ledger.view().connection).toBe("live");
  expect(page.shown()).toEqual([1]);
});
