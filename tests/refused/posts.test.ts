import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { type OwnServer, startOwnServer } from "../server/started.ts";
import { postsInSources, readInterface, schemasIn } from "./interface.ts";

const JSON_TYPE = { "content-type": "application/json" };

/** @returns `POST /api/guest: 403 cross-site`, of each address that takes posts. */
async function postEverywhere(server: OwnServer, headers: Record<string, string>, body: BodyInit = "{}") {
  const { operations } = await readInterface(server.address);
  const posts = operations.filter(({ method }) => method === "POST");
  expect(posts.length).toBeGreaterThan(1);
  return Promise.all(
    posts.map(async ({ path }) => {
      const answer = await fetch(server.address + path, { method: "POST", headers, body });
      const { code } = (await answer.json()) as { code?: string };
      return `${path}: ${answer.status} ${code}`;
    }),
  );
}

test("the description of the interface names every address the sources take posts at", async () => {
  const server = await startOwnServer();
  const { operations } = await readInterface(server.address);
  const known = operations.map(({ template }) => template.replaceAll(/\{(\w+)\}/g, ":$1"));
  expect(postsInSources().length).toBeGreaterThan(1);
  for (const path of postsInSources()) expect(known).toContain(path);
});

test.each<[string, Record<string, string>]>([
  ["another site's page", { "sec-fetch-site": "cross-site" }],
  ["a neighbour's page", { "sec-fetch-site": "same-site" }],
  ["another origin", { origin: "https://evil.example" }],
  ["another port of this machine", { origin: "http://127.0.0.1:1" }],
  ["a page without an origin", { origin: "null" }],
  ["an origin that is none", { origin: "evil" }],
  ["another origin that calls itself ours", { origin: "https://evil.example", "sec-fetch-site": "same-origin" }],
])("no address takes a post from %s", async (_, headers) => {
  const server = await startOwnServer();
  for (const told of await postEverywhere(server, { ...JSON_TYPE, ...headers }))
    expect(told).toMatch(/: 403 cross-site$/);
});

test("where the operator named the origin, a post must come from just there", async () => {
  const server = await startOwnServer({ origin: "https://floor.example.org" });
  const post = (origin: string) => postEverywhere(server, { ...JSON_TYPE, origin });
  for (const other of [server.address, "https://floor.example.org:444", "http://floor.example.org"])
    for (const told of await post(other)) expect(told).toMatch(/: 403 cross-site$/);
  for (const told of await post("https://floor.example.org")) expect(told).not.toContain("cross-site");
});

test.each([
  ["a form", "application/x-www-form-urlencoded", "name=Ada"],
  ["a form with files", "multipart/form-data; boundary=x", "--x--"],
  ["plain text that is JSON", "text/plain", '{"name":"Ada"}'],
  ["a type that only looks like JSON", "application/jsonp", '{"name":"Ada"}'],
  ["JSON of a relation", "application/csp-report", '{"name":"Ada"}'],
])("no address takes %s", async (_, type, body) => {
  const server = await startOwnServer();
  for (const told of await postEverywhere(server, { "content-type": type }, body))
    expect(told).toMatch(/: 400 not-json$/);
});

test("no address takes a post without a content type, also where nothing need be said", async () => {
  const server = await startOwnServer();
  const told = await postEverywhere(server, {}, new Uint8Array());
  for (const one of told) expect(one).toMatch(/: 400 not-json$/);
});

test.each(["gzip", "br", "deflate", "zstd", "gzip, gzip"])(
  "no address unpacks a body: %s, which could be a thousand times as large as it looks",
  async (encoding) => {
    const server = await startOwnServer();
    const bomb = gzipSync(Buffer.alloc(1024 * 1024, 32));
    const headers = { ...JSON_TYPE, "content-encoding": encoding };
    for (const told of await postEverywhere(server, headers, bomb)) expect(told).toMatch(/: 415 body-encoded$/);
  },
);

test("nothing is changed by asking for it: what takes a post takes no other method", async () => {
  const server = await startOwnServer();
  const { operations } = await readInterface(server.address);
  const taken = new Set(operations.map(({ method, path }) => `${method} ${path}`));
  for (const { path } of operations.filter(({ method }) => method === "POST")) {
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      if (taken.has(`${method} ${path}`) || (method === "HEAD" && taken.has(`GET ${path}`))) continue;
      const answer = await fetch(server.address + path, { method });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  }
  expect(await server.browser().entries()).toEqual([]);
});

test("no answer lets another origin read it, whoever asks", async () => {
  const server = await startOwnServer();
  const { operations } = await readInterface(server.address);
  for (const { method, path } of operations.filter((one) => !one.path.includes("events"))) {
    for (const asked of [method, "OPTIONS"]) {
      const answer = await fetch(server.address + path, {
        method: asked,
        headers: { origin: "https://evil.example", "access-control-request-method": method },
      });
      await answer.text();
      const allowed = [...answer.headers.keys()].filter((name) => name.startsWith("access-control-"));
      expect([path, allowed]).toEqual([path, []]);
    }
  }
});

test("every body takes the fields it names, and no other", async () => {
  const server = await startOwnServer();
  const { operations, resolve } = await readInterface(server.address);
  const bodies = operations.filter(({ body }) => body !== undefined);
  expect(bodies.length).toBeGreaterThan(1);
  for (const { template, body } of bodies) {
    for (const { path, schema } of schemasIn(body!, resolve)) {
      if (!schema.properties) continue;
      expect([template, path, schema.additionalProperties]).toEqual([template, path, false]);
    }
  }
});

test.each([
  ["an unknown field", '{"isSecretary":true}'],
  ["a field of every object", '{"toString":"x","hasOwnProperty":1}'],
  ["a field of the answer", '{"id":"x","standing":"secretary","isVerified":true}'],
])("no address takes %s", async (_, body) => {
  const server = await startOwnServer();
  const { operations } = await readInterface(server.address);
  const headers = { ...JSON_TYPE, "idempotency-key": "k" };
  const wanted = new Set(operations.filter((one) => one.method === "POST" && one.body).map(({ path }) => path));
  for (const told of await postEverywhere(server, headers, body)) {
    if (wanted.has(told.split(":")[0]!))
      expect(told).toMatch(/: 4\d\d (?:unknown-field|wrong-value|field-missing|wrong-type)$/);
  }
});

test.each([
  ['{"__proto__":{"trapped":1},"name":"Ada"}'],
  ['{"constructor":{"prototype":{"trapped":1}},"name":"Ada"}'],
  ['{"name":{"__proto__":{"trapped":1}}}'],
  ['{"name":"Ada","\\u005f_proto__":{"trapped":1}}'],
  ['[{"__proto__":{"trapped":1}}]'],
])("%s changes no prototype", async (body) => {
  const server = await startOwnServer();
  for (const told of await postEverywhere(server, { ...JSON_TYPE, "idempotency-key": "k" }, body))
    expect(told).toMatch(/: 4\d\d /);
  // The server of this test runs in this process.
  expect(({} as Record<string, unknown>).trapped).toBeUndefined();
  expect((await server.browser().ask("/api/me")).status).toBe(200);
});

test("of a field that stands twice, one is judged and kept: the last", async () => {
  const browser = (await startOwnServer()).browser();
  expect((await browser.post("/api/guest", '{"name":"Ada","name":""}')).status).toBe(400);
  expect((await browser.post("/api/guest", '{"name":"","name":"Ada"}')).json).toMatchObject({
    person: { name: "Ada" },
  });
});

test("a question asked twice in one address is refused", async () => {
  const server = await startOwnServer();
  const { operations } = await readInterface(server.address);
  for (const { path, query } of operations.filter(({ method }) => method === "GET")) {
    for (const name of query) {
      const answer = await fetch(`${server.address}${path}?${name}=1&${name}=2`);
      await answer.text();
      expect([path, name, answer.status]).toEqual([path, name, 400]);
    }
  }
});
