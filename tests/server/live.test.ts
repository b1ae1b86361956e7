import { expect, test } from "vitest";
import { makeDatabase } from "../postgres.ts";
import { listen } from "./events.ts";
import { COMMENT, startOwnServer } from "./started.ts";

const soon = { timeout: 5000, interval: 10 };

test("an open page hears of a new entry by its number, and only of its own place", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name();
  const open = await listen(`${server.address}/api/events?document=ferry&amendment=open`);
  const document = await listen(`${server.address}/api/events?document=ferry`);
  const other = await listen(`${server.address}/api/events?document=ferry&amendment=other`);
  const all = await listen(`${server.address}/api/events`);
  for (const stream of [open, document, other, all]) await expect.poll(stream.hello, soon).toBeTruthy();
  for (const [index, amendment] of ["open", "other", "open"].entries())
    await ada.say({ ...COMMENT, amendment }, `k${index}`);
  await expect.poll(open.numbers, soon).toEqual([1, 3]);
  await expect.poll(document.numbers, soon).toEqual([1, 2, 3]);
  await expect.poll(all.numbers, soon).toEqual([1, 2, 3]);
  await expect.poll(other.numbers, soon).toEqual([2]);
  expect(open.heard.filter(({ event }) => event === "entry")).toEqual([
    { id: "1", event: "entry", data: '{"seq":1}' },
    { id: "3", event: "entry", data: '{"seq":3}' },
  ]);
});

test("a page that connects is greeted with where the record and the library stand", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name();
  await ada.say(COMMENT, "k1");
  const { stamp } = (await ada.ask("/api/library")).json;
  const stream = await listen(`${server.address}/api/events?document=ferry`);
  await expect.poll(stream.hello, soon).toEqual({ last: 1, stamp });
  expect(stream.heard[0]).toEqual({ retry: expect.stringMatching(/^\d{4}$/) });
  expect(stream.heard[1]).toMatchObject({ id: "1", event: "hello" });
  expect(stream.numbers()).toEqual([]);
  const { headers } = stream.response;
  expect(headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(headers.get("x-accel-buffering")).toBe("no");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("a page that comes back is told at once what it missed", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name();
  for (const [index, amendment] of ["open", "other", "open", "open"].entries())
    await ada.say({ ...COMMENT, amendment }, `k${index}`);
  const url = `${server.address}/api/events?document=ferry&amendment=open`;
  const stream = await listen(url, { "last-event-id": "1" });
  await expect.poll(stream.numbers, soon).toEqual([3, 4]);
  expect(stream.heard[1]).not.toHaveProperty("id");
  await ada.say(COMMENT, "k9");
  await expect.poll(stream.numbers, soon).toEqual([3, 4, 5]);
});

test.each(["999", "x", "-1"])("a number that cannot be (%s) is not believed", async (odd) => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name();
  await ada.say(COMMENT, "k1");
  const stream = await listen(`${server.address}/api/events?document=ferry`, { "last-event-id": odd });
  await expect.poll(stream.hello, soon).toMatchObject({ last: 1 });
  await ada.say(COMMENT, "k2");
  await expect.poll(stream.numbers, soon).toEqual([2]);
});

test("nothing is missed or told twice while many write and pages come and go", async () => {
  const server = await startOwnServer();
  const writers = await Promise.all(
    ["Ada", "Bob", "Cleo", "Dan"].map(async (name) => {
      const browser = server.browser();
      await browser.name(name);
      return browser;
    }),
  );
  const url = `${server.address}/api/events?document=ferry&amendment=open`;
  const writing = Promise.all(
    writers.map(async (browser) => {
      for (let n = 0; n < 25; n++) await browser.say(COMMENT, `k${n}`);
    }),
  );
  const streams: Awaited<ReturnType<typeof listen>>[] = [];
  for (let n = 0; n < 10; n++) streams.push(await listen(url, { "last-event-id": String(n) }));
  await writing;
  for (const [n, stream] of streams.entries()) {
    await expect.poll(() => stream.numbers().at(-1), soon).toBe(100);
    expect(stream.numbers()).toEqual(Array.from({ length: 100 - n }, (_, index) => n + 1 + index));
  }
});

test("streams end when the server stops, and do not keep it from stopping", async () => {
  const server = await startOwnServer();
  const stream = await listen(`${server.address}/api/events`);
  await expect.poll(stream.hello, soon).toBeTruthy();
  await server.close();
  await expect.poll(stream.isEnded, soon).toBe(true);
});

test("asking for the head of the stream opens none", async () => {
  expect(await (await startOwnServer()).browser().ask("/api/events", { method: "HEAD" })).toMatchObject({
    status: 404,
  });
});

test("an odd question is refused as everywhere else", async () => {
  const browser = (await startOwnServer()).browser();
  expect(await browser.ask("/api/events?amendment=open")).toMatchObject({ status: 400, json: { field: "document" } });
  expect(await browser.ask("/api/events?colour=red")).toMatchObject({ status: 400, json: { field: "colour" } });
});

test("a page behind two servers hears of everything said on either, once and in order, and never of an older record", async () => {
  const databaseUrl = await makeDatabase();
  const servers = [await startOwnServer({ databaseUrl }), await startOwnServer({ databaseUrl })];
  const ada = servers[0]!.browser();
  await ada.name();
  const both = servers.map((server) => {
    const browser = server.browser();
    browser.cookies = ada.cookies;
    return browser;
  });
  const streams: Awaited<ReturnType<typeof listen>>[] = [];
  for (const { address } of servers) streams.push(await listen(`${address}/api/events?document=ferry&amendment=open`));
  for (const stream of streams) await expect.poll(stream.hello, soon).toBeTruthy();
  let known = 0;
  for (let n = 0; n < 20; n++) {
    const { json } = await both[n % 2]!.say(COMMENT, `k${n}`);
    expect(json.seq).toBe(n + 1);
    // Asked at once of the other server, which may not have been told yet.
    const other = (await both[(n + 1) % 2]!.ask("/api/entries?document=ferry&amendment=open")).json;
    expect(other.last).toBeGreaterThanOrEqual(known);
    expect(other.entries).toHaveLength(n + 1);
    known = other.last;
  }
  for (const stream of streams)
    await expect.poll(stream.numbers, soon).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  const states = await Promise.all(
    both.map(async (browser) => {
      const { headers, text } = await browser.ask("/api/entries?document=ferry");
      return { etag: headers.get("etag"), text };
    }),
  );
  expect(states[0]).toEqual(states[1]);
  const counted = await Promise.all(both.map(async (browser) => (await browser.ask("/api/activity")).json));
  expect(counted[0]).toEqual(counted[1]);
});

test("open pages are told when somebody is known by another name, also when that happened on another server", async () => {
  const databaseUrl = await makeDatabase();
  const servers = [await startOwnServer({ databaseUrl }), await startOwnServer({ databaseUrl })];
  const ada = servers[0]!.browser();
  await ada.name("Ada");
  const streams: Awaited<ReturnType<typeof listen>>[] = [];
  for (const { address } of servers) streams.push(await listen(`${address}/api/events`));
  for (const stream of streams) await expect.poll(stream.hello, soon).toBeTruthy();
  await ada.name("Ada Lindqvist");
  const toldOf = (stream: (typeof streams)[number]) => stream.heard.some(({ event }) => event === "people");
  for (const stream of streams) await expect.poll(() => toldOf(stream), { ...soon, timeout: 20_000 }).toBe(true);
});
