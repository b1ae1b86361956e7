import { expect, test } from "vitest";
import { COMMENT, startOwnServer } from "./started.ts";

test("every answer forbids foreign scripts and frames", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  for (const path of ["/api/library", "/api/nothing", "/healthz"]) {
    const { headers } = await browser.ask(path);
    const policy = headers.get("content-security-policy")!;
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "object-src 'none'",
    ]) {
      expect(policy.split(";")).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests/);
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  }
});

test("over https browsers are told to stay there", async () => {
  const browser = (await startOwnServer({ trustProxy: true })).browser();
  const { headers } = await browser.ask("/api/library", { headers: { "x-forwarded-proto": "https" } });
  expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
  expect(headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
});

test.each<[string, Record<string, string>, number]>([
  ["another site's page", { "sec-fetch-site": "cross-site" }, 403],
  ["a neighbour's page", { "sec-fetch-site": "same-site" }, 403],
  ["another origin", { origin: "https://evil.example" }, 403],
  ["nowhere a browser would name", { origin: "null" }, 403],
  ["our own page", { "sec-fetch-site": "same-origin" }, 201],
  ["a program", {}, 201],
])("a post from %s", async (_, headers, status) => {
  const server = await startOwnServer();
  const browser = server.browser();
  await browser.name();
  const posted = await browser.post("/api/entries", COMMENT, { "idempotency-key": "k", ...headers });
  expect(posted.status).toBe(status);
  const own = await browser.post("/api/entries", COMMENT, { "idempotency-key": "own", origin: server.address });
  expect(own.status).toBe(201);
});

const LIMITS = { postsByPerson: 3, postsByAddress: 100, readsByAddress: 1000, streamsByAddress: 2 };

test("who posts too fast is told when to go on, and others are not held up", async () => {
  const server = await startOwnServer({ limits: LIMITS });
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

test("an address has a limit for posts and one for reads", async () => {
  const server = await startOwnServer({ limits: { ...LIMITS, postsByAddress: 2, readsByAddress: 3 } });
  const posts = [];
  for (let n = 0; n < 3; n++) posts.push((await server.browser().post("/api/guest", { name: "Ada" })).status);
  expect(posts).toEqual([201, 201, 429]);
  const reads = [];
  for (let n = 0; n < 4; n++) reads.push((await server.browser().ask("/api/library")).status);
  expect(reads).toEqual([200, 200, 200, 429]);
  expect((await server.browser().ask("/healthz")).status).toBe(200);
});

test("an address that is not trusted cannot name another one", async () => {
  const server = await startOwnServer({ limits: { ...LIMITS, readsByAddress: 2 } });
  const statuses = [];
  for (let n = 0; n < 3; n++)
    statuses.push(
      (await server.browser().ask("/api/library", { headers: { "x-forwarded-for": `10.0.0.${n}` } })).status,
    );
  expect(statuses).toEqual([200, 200, 429]);
});

test("an address has a limit for open pages, and gets a place back when one is closed", async () => {
  const server = await startOwnServer({ limits: LIMITS });
  const streams = [];
  for (let n = 0; n < 2; n++) {
    const stop = new AbortController();
    streams.push({ stop, response: await fetch(`${server.address}/api/events`, { signal: stop.signal }) });
  }
  const refused = await server.browser().ask("/api/events");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
  for (const { stop } of streams) stop.abort();
  const status = async () => {
    const stop = new AbortController();
    const response = await fetch(`${server.address}/api/events`, { signal: stop.signal });
    stop.abort();
    return response.status;
  };
  await expect.poll(status, { timeout: 5000 }).toBe(200);
});

test("the description of the interface names every address and what goes in", async () => {
  const { json } = await (await startOwnServer()).browser().ask("/api/openapi.json");
  expect(json.openapi).toBe("3.1.0");
  expect(Object.entries<object>(json.paths).map(([path, methods]) => `${Object.keys(methods)} ${path}`)).toEqual([
    "post /api/guest",
    "get /api/me",
    "post,get /api/entries",
    "get /api/events",
    "get /api/library",
    "get /api/texts/{hash}",
    "get /api/clauses/{hash}",
    "get /api/comparisons/{before}/{after}",
    "get /api/collisions/{document}/{amendment}",
    "get /api/history/{document}/{hash}",
    "get /api/former/{document}/{hash}",
    "get /api/activity",
    "get /healthz",
  ]);
  const text = JSON.stringify(json);
  for (const word of ["support-with-changes", "idempotency-key", "replyTo", "withdraws", "quote"])
    expect(text.toLowerCase()).toContain(word.toLowerCase());
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(json.components.schemas).toHaveProperty(name!);
});
