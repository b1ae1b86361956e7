import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeTexts } from "../bench/makeTexts.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import { LiveCrowd } from "./LiveCrowd.ts";
import { commentOf, nameGuest, sleep, until } from "./rounds.ts";

async function start(): Promise<RunningServer> {
  const server = await runServer({ OPENFLOOR_LIMITS: "off" }, SHORT);
  onTestFinished(server.close);
  return server;
}

function post({ address }: RunningServer, cookie: string, key: string, text: string): Promise<Response> {
  return fetch(`${address}/api/entries`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, "idempotency-key": key },
    body: JSON.stringify(commentOf(text)),
  });
}

/** Hands over the head of a post and the first half of its body, and then nothing more. */
async function sendHalf({ address }: RunningServer, cookie: string, key: string, text: string) {
  const { hostname, port, host } = new URL(address);
  const body = JSON.stringify(commentOf(text));
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  socket.write(
    `POST /api/entries HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncookie: ${cookie}\r\n` +
      `idempotency-key: ${key}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, body.length / 2)}`,
  );
  return { socket, closed };
}

test.each([
  ["stopped", (server: RunningServer) => server.stop()],
  ["killed", (server: RunningServer) => server.kill()],
])("a server is %s between two halves of a post: the same one sent again is added once", async (_, end) => {
  const server = await start();
  const { cookie } = await nameGuest(server.address, "Ada Lindqvist");
  const { document, amendment } = commentOf("");
  const key = randomUUID();
  const { closed } = await sendHalf(server, cookie, key, "Said in two halves.");
  await sleep(100); // For the half to arrive; were it late, the server would end all the same.
  await end(server);
  await closed;
  await server.start();
  expect(await server.entries(document, amendment)).toEqual([]);
  expect((await post(server, cookie, key, "Said in two halves.")).status).toBe(201);
  expect((await post(server, cookie, key, "Said in two halves.")).status).toBe(200);
  expect(await server.entries(document, amendment)).toHaveLength(1);
});

test("it stops within 10 s, in order, with open pages, slow requests and a comparison under way; what was acknowledged is kept", async () => {
  const server = await start();
  const { cookie } = await nameGuest(server.address, "Ada Lindqvist");
  const { document, amendment } = commentOf("");
  addLongDocument(server.bylaws);
  await until(
    async () => (await (await fetch(`${server.address}/api/library`)).text()).includes("long-society"),
    "read",
  );
  const crowd = new LiveCrowd(server.address);
  onTestFinished(() => crowd.close());
  await crowd.join(100, 20_000);
  for (let n = 0; n < 20; n++) await sendHalf(server, cookie, randomUUID(), "Never said.");
  const library = (await (await fetch(`${server.address}/api/library`)).json()) as {
    documents: { slug: string; versions: { hash: string }[] }[];
  };
  const [before, after] = library.documents.find(({ slug }) => slug === "long-society")!.versions;
  const compared = await fetch(`${server.address}/api/comparisons/${before!.hash}/${after!.hash}`);
  expect(compared.status, "the comparison takes a while").toBe(202);
  const said = await post(server, cookie, randomUUID(), "Said before the stop.");
  expect(said.status).toBe(201);

  const code = await server.stop();
  expect(code).toBe(0);
  expect(server.printed()).toMatch(/Stopping/);

  await server.start();
  await until(() => crowd.live === 100, "all pages are back");
  expect((await server.entries(document, amendment)).map(({ text }) => text)).toEqual(["Said before the stop."]);
});

test("while it stops, who asks on an open connection is told to come again, and what for; nothing is half done", async () => {
  const server = await start();
  const { cookie } = await nameGuest(server.address, "Ada Lindqvist");
  const { hostname, port, host } = new URL(server.address);
  // A request that is half sent keeps the server from ending at once.
  const { closed } = await sendHalf(server, cookie, randomUUID(), "Never said.");
  const socket = connect(Number(port), hostname);
  let heard = "";
  socket.setEncoding("utf8").on("data", (words: string) => (heard += words));
  socket.on("error", () => {});
  // The connection is busy with a request of which the head is not whole yet: so it is not an idle one.
  socket.write(`GET /api/library HTTP/1.1\r\nhost: ${host}\r\n`);
  await sleep(100);
  const stopping = server.stop();
  await until(() => /Stopping/.test(server.printed()), "it is stopping");
  await sleep(50);
  socket.write("\r\n");
  await stopping;
  await closed;
  expect(heard).toMatch(/^HTTP\/1\.1 503 /);
  expect(heard).toMatch(/^retry-after: \d+\r$/im);
  expect(heard).toContain('"code":"closing"');
});

/** Two versions of which a comparison takes longer than the server waits with its answer. */
function addLongDocument(bylaws: string): void {
  const { before, after } = makeTexts({ words: 200_000, edits: 400, seed: 3 });
  const files = {
    "document.yaml": `title: Bylaws
organisation: Long Society
language: en
invented: true
about: Invented for a test.
versions:
  - on: 2020-05-10
    file: versions/2020-05-10.md
    kind: in force
  - on: 2023-05-14
    file: versions/2023-05-14.md
    kind: in force
`,
    "versions/2020-05-10.md": before,
    "versions/2023-05-14.md": after,
  };
  mkdirSync(join(bylaws, "long-society/versions"), { recursive: true });
  for (const [path, source] of Object.entries(files)) writeFileSync(join(bylaws, "long-society", path), source);
}
