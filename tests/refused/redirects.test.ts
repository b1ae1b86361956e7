import { expect, test } from "vitest";
import { askLink } from "../server/signedIn.ts";
import { startOwnServer } from "../server/started.ts";

const ELSEWHERE = [
  "https://evil.example/",
  "http:evil.example",
  "//evil.example/",
  "///evil.example/",
  "/\\evil.example/",
  "\\\\evil.example/",
  "/\t/evil.example/",
  "/\n/evil.example/",
  "\t//evil.example/",
  " //evil.example/",
  "/%09/evil.example/..;//evil.example",
  "javascript:alert('trapped')",
  "java\tscript:alert('trapped')",
  "data:text/html,trapped",
  "evil.example",
  "@evil.example",
  ":@evil.example",
  "/..//evil.example/",
  "/.//evil.example/",
  "/ferry/..//evil.example/",
  "/a\r\nLocation: https://evil.example/",
  "/a\r\nSet-Cookie: trapped=1",
  "/\u2028/evil.example",
  "/\u0000/evil.example",
  "https://floor.example.org.evil.example/",
  "https://floor.example.org@evil.example/",
  "//floor.example.org/",
  `/${"a".repeat(1990)}`,
];

test.each(ELSEWHERE)("who signs in is led to a path of this site, never to %j", async (next) => {
  const server = await startOwnServer();
  const browser = server.browser();
  const token = await askLink(server, browser, "ada@example.org", next);
  const { json, headers } = await browser.post("/api/sign-in/link", { token });
  // As a browser reads it that goes there from the page of the link.
  const led = new URL(json.next, `${server.address}/sign-in/link`);
  expect(led.origin).toBe(server.address);
  expect(json.next).toMatch(/^\/(?![/\\])[^\\\r\n\t\0]*$/);
  expect(led.pathname.startsWith("//")).toBe(false);
  expect(headers.get("set-cookie")).not.toContain("trapped");
});

test("who signs in is led back to just where he was on this site", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  const next = "/ferry/amendments/open/4.16(ii)?view=proposed&show=a,b#comment-3";
  const token = await askLink(server, browser, "ada@example.org", next);
  expect((await browser.post("/api/sign-in/link", { token })).json.next).toBe(next);
});

test.each(ELSEWHERE)("an answer of a provider leads to this site whatever a cookie says: %j", async (next) => {
  const server = await startOwnServer({ origin: "https://floor.example.org" });
  const answer = await fetch(`${server.address}/api/sign-in/return/oidc?error=${encodeURIComponent(next)}&state=x`, {
    redirect: "manual",
    headers: {
      cookie: `__Host-openfloor-next=${encodeURIComponent(next)}; openfloor-next=${encodeURIComponent(next)}`,
    },
  });
  await answer.text();
  const led = new URL(answer.headers.get("location")!);
  expect(led.origin).toBe("https://floor.example.org");
  expect(led.pathname).toBe("/sign-in");
  expect(led.searchParams.get("next")).toMatch(/^\/(?![/\\])/);
  expect([...answer.headers.keys()].filter((name) => name.startsWith("trapped"))).toEqual([]);
});
