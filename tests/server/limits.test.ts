import { expect, test } from "vitest";
import { networkOf } from "../../src/server/limits.ts";
import { LIMITS, type Limits } from "../../src/server/settings.ts";
import { makeDatabase } from "../postgres.ts";
import { COMMENT, startOwnServer } from "./started.ts";

const limits = (changes: { [Name in keyof Limits]?: number }): Limits => ({
  ...LIMITS,
  ...Object.fromEntries(Object.entries(changes).map(([name, most]) => [name, { most, seconds: 60 }])),
});

test("who posts too fast is told when to go on, and others are not held up", async () => {
  const server = await startOwnServer({ limits: limits({ postsByPerson: 3 }) });
  const ada = server.browser();
  const bob = server.browser();
  await ada.name();
  await bob.name("Bob");
  const sent = [];
  for (let n = 0; n < 4; n++) sent.push(await ada.say(COMMENT, `k${n}`));
  expect(sent.map(({ status }) => status)).toEqual([201, 201, 201, 429]);
  expect(sent[3]!.json).toEqual({
    code: "too-many-requests",
    message: expect.stringMatching(/again in \d+ seconds\. Your text is kept/),
  });
  expect(Number(sent[3]!.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await bob.say(COMMENT, "k")).status).toBe(201);
  expect((await ada.ask("/api/entries")).status).toBe(200);
});

test("an address has a limit for posts and one for reads; who watches the server has none", async () => {
  const server = await startOwnServer({ limits: limits({ postsByAddress: 2, readsByAddress: 3 }) });
  const posts = [];
  for (const name of ["Ada", "Bob", "Cleo"]) posts.push((await server.browser().post("/api/guest", { name })).status);
  expect(posts).toEqual([201, 201, 429]);
  const reads = [];
  for (let n = 0; n < 4; n++) reads.push((await server.browser().ask("/api/library")).status);
  expect(reads).toEqual([200, 200, 200, 429]);
  for (const path of ["/healthz", "/readyz", "/metrics"])
    expect((await server.browser().ask(path)).status, path).toBe(200);
});

test("an address that is not trusted cannot name another one", async () => {
  const server = await startOwnServer({ limits: limits({ readsByAddress: 2 }) });
  const statuses = [];
  for (let n = 0; n < 3; n++)
    statuses.push(
      (await server.browser().ask("/api/library", { headers: { "x-forwarded-for": `10.0.0.${n}` } })).status,
    );
  expect(statuses).toEqual([200, 200, 429]);
});

test.each<[string, 1 | readonly string[]]>([
  ["one hop", 1],
  ["its address", ["loopback"]],
])("behind a proxy known by %s, who writes X-Forwarded-For himself is still the one the proxy saw", async (_, by) => {
  const server = await startOwnServer({ limits: limits({ readsByAddress: 2 }), trustProxy: by, logAddresses: true });
  const ask = async (claimed: string, seen: string) =>
    (await server.browser().ask("/api/library", { headers: { "x-forwarded-for": `${claimed}, ${seen}` } })).status;
  expect(await ask("1.2.3.4", "192.0.2.7")).toBe(200);
  expect(await ask("1.2.3.5", "192.0.2.7")).toBe(200);
  expect(await ask("1.2.3.6", "192.0.2.7")).toBe(429);
  expect(await ask("1.2.3.4", "192.0.2.8")).toBe(200);
  const addresses = server.events.filter(({ event }) => event === "request").map(({ address }) => address);
  expect(addresses).toEqual(["192.0.2.7", "192.0.2.7", "192.0.2.7", "192.0.2.8"]);
});

test("an address has a limit for open pages, and gets a place back when one is closed", async () => {
  const server = await startOwnServer({ limits: limits({ streamsByAddress: 2 }) });
  const open = async () => {
    const stop = new AbortController();
    const response = await fetch(`${server.address}/api/events`, { signal: stop.signal });
    return { stop, response };
  };
  const streams = [await open(), await open()];
  const refused = await server.browser().ask("/api/events");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
  for (const { stop } of streams) stop.abort();
  const status = async () => {
    const { stop, response } = await open();
    stop.abort();
    return response.status;
  };
  await expect.poll(status, { timeout: 5000 }).toBe(200);
});

test("a server tells news to so many pages and no more, so that its memory has a bound", async () => {
  const server = await startOwnServer({ limits: limits({ streams: 1 }) });
  const stop = new AbortController();
  await fetch(`${server.address}/api/events`, { signal: stop.signal });
  expect(await server.browser().ask("/api/events")).toMatchObject({ status: 503, json: { code: "busy" } });
  stop.abort();
});

test("two servers on one database take no more together than one alone", async () => {
  const databaseUrl = await makeDatabase();
  const changes = { databaseUrl, limits: limits({ postsByPerson: 7, readsByAddress: 100 }) };
  const servers = [await startOwnServer(changes), await startOwnServer(changes)];
  const ada = servers[0]!.browser();
  await ada.name();
  const both = servers.map((server) => Object.assign(server.browser(), { cookies: new Map(ada.cookies) }));
  const posts = [];
  for (let n = 0; n < 10; n++) posts.push((await both[n % 2]!.say(COMMENT, `k${n}`)).status);
  expect(posts).toEqual([...Array(7).fill(201), 429, 429, 429]);
  // Reads are given out in twentieths: never more than the limit, and at most one twentieth less.
  const reads = await Promise.all(
    Array.from({ length: 120 }, async (_, n) => (await both[n % 2]!.ask("/api/library")).status),
  );
  const passed = reads.filter((status) => status !== 429).length;
  expect(passed).toBeLessThanOrEqual(100);
  expect(passed).toBeGreaterThanOrEqual(95);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2:ffff::1", "2001:db8:1:2"],
  ["2001:0db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
])("%s is counted as %s: a household has all addresses of a network", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
