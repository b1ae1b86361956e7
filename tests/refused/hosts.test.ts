import { request } from "node:http";
import { expect, test } from "vitest";
import type { Settings } from "../../src/server/settings.ts";
import { type OwnServer, startOwnServer } from "../server/started.ts";
import { readInterface } from "./interface.ts";

const EVIL = "evil.example";
const LIES = {
  host: `${EVIL}:1`,
  "x-forwarded-host": EVIL,
  "x-forwarded-server": EVIL,
  "x-forwarded-proto": "https",
  "x-forwarded-port": "1",
  "x-forwarded-prefix": `//${EVIL}`,
  "x-forwarded-for": "203.0.113.7",
  "x-host": EVIL,
  "x-original-url": `/${EVIL}`,
  "x-rewrite-url": `/${EVIL}`,
  "x-http-method-override": "DELETE",
  forwarded: `host=${EVIL};proto=https`,
  referer: `https://${EVIL}/`,
};

interface Told {
  status: number;
  headers: string;
  text: string;
}

/** Asks with headers that `fetch` would not let be set. */
function ask({ address }: OwnServer, path: string, headers: Record<string, string>): Promise<Told> {
  return new Promise((resolve, reject) => {
    const asking = request(address + path, { headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (words: string) => {
        text += words;
      });
      const told = () => resolve({ status: answer.statusCode!, headers: JSON.stringify(answer.rawHeaders), text });
      if (path.startsWith("/api/events")) {
        told();
        answer.destroy();
      } else answer.on("end", told);
    });
    asking.on("error", reject).end();
  });
}

const OWN_PATHS = [
  "/",
  "/ferry",
  "/ferry/amendments/open",
  "/nowhere",
  "/%E0%A4%A",
  "/feed.atom",
  "/ferry/feed.atom",
  "/sign-in",
];

test.each<[string, Partial<Settings>]>([
  ["nobody is trusted", {}],
  ["a proxy is trusted", { trustProxy: 1 }],
  ["the operator named the origin", { origin: "https://floor.example.org", trustProxy: 1 }],
])("no answer repeats what a request says of its own host, also where %s", async (_, changes) => {
  const server = await startOwnServer(changes);
  const { operations } = await readInterface(server.address);
  const paths = [...new Set([...operations.map(({ path }) => path), ...OWN_PATHS])];
  for (const path of paths) {
    const told = await ask(server, path, LIES);
    expect([path, `${told.headers}${told.text}`.includes(EVIL)]).toEqual([path, false]);
    expect([path, told.status < 500]).toEqual([path, true]);
    const location = /"location","([^"]*)"/i.exec(told.headers)?.[1];
    if (location) expect([path, new URL(location).origin]).toEqual([path, changes.origin ?? server.address]);
  }
});

test("an answer that may be kept is the same whatever a request says of its own host", async () => {
  const server = await startOwnServer();
  const { address } = server;
  for (const path of [...OWN_PATHS, "/api/library", "/api/openapi.json", "/api/entries?document=ferry"]) {
    const [honest, lying] = [await ask(server, path, {}), await ask(server, path, LIES)];
    expect([path, lying.status, lying.text]).toEqual([path, honest.status, honest.text]);
  }
  const { text } = await ask(server, "/feed.atom", LIES);
  expect(text).toContain(`<id>${address}/feed.atom</id>`);
});

test("links lead to the origin the operator named", async () => {
  const server = await startOwnServer({ origin: "https://floor.example.org" });
  const { text } = await ask(server, "/ferry/amendments/open/feed.atom", LIES);
  expect(text).toContain('href="https://floor.example.org/ferry/amendments/open"');
  expect(text).not.toContain(server.address);
});

test("what differs by encoding says so, and nothing differs by anything else", async () => {
  const server = await startOwnServer();
  for (const path of ["/api/library", "/feed.atom", "/api/entries?document=ferry"]) {
    const { headers } = await fetch(server.address + path);
    expect([path, headers.get("vary")]).toEqual([path, "Accept-Encoding"]);
  }
});

test("a method is what the request line says, whatever a header would have it be", async () => {
  const server = await startOwnServer();
  const { status } = await ask(server, "/api/library", { "x-http-method-override": "POST", "x-http-method": "DELETE" });
  expect(status).toBe(200);
});
