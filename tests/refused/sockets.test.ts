import { expect, test } from "vitest";
import { startOwnServer } from "../server/started.ts";
import { rawRequest } from "./rawRequest.ts";

const POST = "POST /api/guest HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
const BODY = '{"name":"Ada"}';

test.each([
  ["two lengths", `${POST}Content-Length: 14\r\nContent-Length: 15\r\n\r\n${BODY}`],
  ["a length and chunks", `${POST}Content-Length: 14\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n${BODY}\r\n0\r\n\r\n`],
  ["chunks named twice", `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`],
  ["chunks in disguise", `${POST}Transfer-Encoding: xchunked\r\n\r\ne\r\n${BODY}\r\n0\r\n\r\n`],
  ["a chunk of no size", `${POST}Transfer-Encoding: chunked\r\n\r\nZZ\r\n${BODY}\r\n0\r\n\r\n`],
  ["a chunk of a negative size", `${POST}Transfer-Encoding: chunked\r\n\r\n-1\r\n${BODY}\r\n0\r\n\r\n`],
  ["a length that is no number", `${POST}Content-Length: 14x\r\n\r\n${BODY}`],
  ["a negative length", `${POST}Content-Length: -14\r\n\r\n${BODY}`],
  ["a header over two lines", `GET /api/me HTTP/1.1\r\nHost: x\r\nX-A: a\r\n\r b: c\r\n\r\n`],
  ["a space before the colon", "GET /api/me HTTP/1.1\r\nHost : x\r\n\r\n"],
  ["a NUL in a header", "GET /api/me HTTP/1.1\r\nHost: x\r\nCookie: a\0b\r\n\r\n"],
  ["a NUL in the address", "GET /api/\0me HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["a space in the address", "GET /api/me x HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["no host", "GET /api/me HTTP/1.1\r\n\r\n"],
  ["a version there is not", "GET /api/me HTTP/9.9\r\nHost: x\r\n\r\n"],
  ["no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
  ["a made-up method", "SPAM /api/me HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["a header without an end", `GET /api/me HTTP/1.1\r\nHost: x\r\nX-A: ${"a".repeat(40_000)}\r\n\r\n`],
])("a request with %s is refused in one answer, and the connection closed", async (_, bytes) => {
  const server = await startOwnServer();
  const answered = await rawRequest(server.address, bytes);
  expect(answered).toMatch(/^HTTP\/1\.1 (?:400|431|403|501) /);
  expect(answered.match(/^HTTP\/1\.1 /gm)?.length).toBe(1);
  expect(answered.toLowerCase()).toMatch(/\r\nconnection: close\r\n/);
  expect(answered).not.toMatch(/set-cookie|evil|spam/i);
  expect((await server.browser().ask("/healthz")).status).toBe(200);
});

test.each(["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "PURGE"])(
  "%s does nothing, and is told nothing back",
  async (method) => {
    const server = await startOwnServer();
    for (const path of ["/", "/api/me", "/api/entries", "/healthz"]) {
      const bytes = `${method} ${path} HTTP/1.1\r\nHost: x\r\nX-Secret: trapped\r\nCookie: trapped=1\r\nConnection: close\r\n\r\n`;
      const answered = await rawRequest(server.address, bytes);
      expect(answered).toMatch(/^(?:$|HTTP\/1\.1 4\d\d )/);
      expect(answered).not.toContain("trapped");
    }
    expect((await server.browser().ask("/healthz")).status).toBe(200);
  },
);

test("what is left of a body that was refused is not taken for another request", async () => {
  const server = await startOwnServer();
  const smuggled = `${POST}Content-Length: 14\r\nConnection: close\r\n\r\n${BODY}`;
  const bytes = `POST /api/guest HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: ${smuggled.length}\r\nConnection: close\r\n\r\n${smuggled}`;
  const answered = await rawRequest(server.address, bytes);
  expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 400"]);
});

test("a body without an end is cut off at 64 kB", async () => {
  const server = await startOwnServer();
  const bytes = `${POST}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n${`1000\r\n${"a".repeat(4096)}\r\n`.repeat(20)}`;
  expect(await rawRequest(server.address, bytes)).toMatch(/^HTTP\/1\.1 413 /);
});
