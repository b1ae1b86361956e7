import { join } from "node:path";
import { expect, test } from "vitest";
import { makeLog } from "../../src/server/log.ts";
import { LIMITS } from "../../src/server/settings.ts";
import { openDatabase } from "../../src/store/database.ts";
import { COMMENT, startOwnServer } from "./started.ts";

const CLOCK = () => new Date("2026-06-15T12:00:00.000Z");

test("each request is one event: number, route, status and time, and nothing of what was asked or by whom", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name("Ada Lindqvist");
  const said = await ada.say({ ...COMMENT, text: "Words of mine." }, "key-of-mine");
  await ada.ask("/api/entries?document=ferry&amendment=open", { headers: { authorization: "Bearer secret-word" } });
  await ada.ask("/nothing/here?for=somebody@example.org");
  expect(server.events.filter(({ event }) => event === "request")).toEqual([
    expect.objectContaining({ method: "POST", route: "/api/guest", status: 201 }),
    {
      ...{ message: "POST /api/entries: 201", event: "request", level: "info" },
      ...{ request: said.headers.get("x-request-id"), method: "POST", route: "/api/entries", status: 201 },
      ms: expect.any(Number),
    },
    expect.objectContaining({ method: "GET", route: "/api/entries", status: 200 }),
    expect.objectContaining({ method: "GET", route: "/*", status: 404, level: "warn" }),
  ]);
  // The link for the secretary is for whoever reads the log, and for nobody else.
  const log = JSON.stringify(server.events.filter(({ event }) => event !== "secretary-link"));
  for (const private_ of ["Lindqvist", "Words of mine", "key-of-mine", "secret-word", "somebody", "127.0.0.1"])
    expect(log).not.toContain(private_);
  expect(log).not.toContain(ada.cookie.split("=")[1]);
});

test("what was refused is in the log with its number and why: signed out, cross-site, too many, unreadable", async () => {
  const server = await startOwnServer({ limits: { ...LIMITS, postsByAddress: { most: 3, seconds: 60 } } });
  const browser = server.browser();
  await browser.say(COMMENT, "k1");
  await browser.post("/api/entries", COMMENT, { "idempotency-key": "k2", "sec-fetch-site": "cross-site" });
  await browser.post("/api/entries", "{not json", { "idempotency-key": "k3" });
  for (let n = 0; n < 2; n++) await browser.say(COMMENT, `k${4 + n}`);
  const refused = server.events.filter(({ refusal }) => refusal !== undefined);
  expect(refused.map(({ level, status, refusal }) => [level, status, refusal])).toEqual([
    ["warn", 401, "signed-out"],
    ["warn", 403, "cross-site"],
    ["warn", 400, "not-json"],
    ["warn", 401, "signed-out"],
    ["warn", 429, "too-many-requests"],
  ]);
  for (const { request } of refused) expect(request).toMatch(/^[0-9a-f]{12}$/);
});

test("the number of a request is the server's own, whatever the request calls itself", async () => {
  const { headers } = await (await startOwnServer())
    .browser()
    .ask("/api/library", { headers: { "x-request-id": "mine", "request-id": "mine" } });
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{12}$/);
});

test("a mistake of ours is told with the number under which the log has it, with where it happened", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  const database = openDatabase(join(server.settings.data, "openfloor.db"));
  database.connection.exec("ALTER TABLE stamps RENAME TO gone");
  const { status, json, headers } = await ada.ask("/api/entries?document=ferry");
  database.connection.exec("ALTER TABLE gone RENAME TO stamps");
  database.close();
  expect([status, json.code]).toEqual([500, "server-error"]);
  const number = headers.get("x-request-id")!;
  expect(json).toMatchObject({ request: number, message: expect.stringContaining(number) });
  expect(json.message).not.toContain("stamps");
  expect(server.events.find(({ event }) => event === "error")).toMatchObject({
    level: "error",
    request: number,
    message: expect.stringContaining("stamps"),
    stack: expect.stringContaining("\n    at "),
  });
});

test.each(["Ada\nGET /forged: 200", "\u001b[2Jclean", 'a"b\\c', "\u2028next"])(
  "what others wrote (%j) neither ends a line of the log nor begins one",
  (words) => {
    let written = "";
    makeLog(
      "json",
      (text) => (written += text),
      CLOCK,
    )(`A person is called ${words}.`, { event: "named", person: "p1" });
    expect(written.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(written)).toEqual({
      ...{ at: "2026-06-15T12:00:00.000Z", level: "info", event: "named" },
      ...{ message: `A person is called ${words}.`, person: "p1" },
    });
    written = "";
    makeLog("text", (text) => (written += text))(`A person is called ${words}.`);
    expect(
      written
        .trimEnd()
        .split("\n")
        .slice(1)
        .every((line) => line.startsWith("  ")),
    ).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
    expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]/);
  },
);

test("a person at a terminal is not told of each request, but of mistakes with where they happened", () => {
  let written = "";
  const log = makeLog("text", (text) => (written += text));
  log("GET /api/library: 200", { event: "request" });
  log("It broke", { event: "error", stack: "Error: It broke\n    at here" });
  expect(written).toBe("Error: It broke\n      at here\n");
});

test("the server is alive and ready, and says neither version nor where anything is kept", async () => {
  const browser = (await startOwnServer()).browser();
  expect(await browser.ask("/healthz")).toMatchObject({ status: 200, json: { ok: true, last: 0 } });
  expect(await browser.ask("/readyz")).toMatchObject({ status: 200, json: { ready: true } });
  for (const path of ["/healthz", "/readyz"])
    expect((await browser.ask(path)).text).not.toMatch(/\d\.\d|openfloor|sqlite|postgres|\//i);
});

test("metrics are in the text format of Prometheus: every family described, every line a name and a number", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name();
  await ada.say(COMMENT, "k1");
  await ada.say(COMMENT, "k1");
  await ada.ask('/strange"path\\');
  const { text, headers } = await ada.ask("/metrics");
  expect(headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const described = new Set<string>();
  for (const line of text.trimEnd().split("\n")) {
    const [, name] = /^# TYPE (\w+) (?:gauge|counter|histogram)$/.exec(line) ?? [];
    if (name) described.add(name);
    if (line.startsWith("#")) continue;
    const sample = /^(\w+?)(?:_bucket|_sum|_count)?(\{(?:\w+="(?:[^"\\]|\\.)*",?)+\})? -?[\d.e+-]+$/.exec(line);
    expect(sample, line).not.toBeNull();
    expect(
      [...described].some((family) => line.startsWith(family)),
      line,
    ).toBe(true);
  }
  expect(text).toMatch(/^openfloor_entries_added_total 1$/m);
  expect(text).toMatch(/^openfloor_record_last 1$/m);
  expect(text).toMatch(/^openfloor_record_writable 1$/m);
  expect(text).toMatch(/^openfloor_live_readers 0$/m);
  expect(text).toMatch(
    /^openfloor_request_duration_seconds_count\{route="\/api\/entries",method="POST",status="201"\} 1$/m,
  );
  expect(text).toMatch(/^process_resident_memory_bytes \d{7,}$/m);
});

test.each<[string, object, Record<string, string>, number]>([
  ["a program on this machine", {}, {}, 200],
  ["whoever is behind a proxy on this machine", {}, { "x-forwarded-for": "192.0.2.7" }, 404],
  ["this machine, of a server that is public", { origin: "https://floor.example.org" }, {}, 404],
  ["this machine, of a server behind a proxy", { trustProxy: 1 }, {}, 404],
  ["whoever has the token", { metricsToken: "0123456789abcdef" }, { authorization: "Bearer 0123456789abcdef" }, 200],
  [
    "whoever has another token",
    { metricsToken: "0123456789abcdef" },
    { authorization: "Bearer 0123456789abcdee" },
    404,
  ],
  ["this machine, where a token is set", { metricsToken: "0123456789abcdef" }, {}, 404],
])("metrics asked for by %s", async (_, settings, headers, status) => {
  const server = await startOwnServer(settings);
  expect((await server.browser().ask("/metrics", { headers })).status).toBe(status);
});
