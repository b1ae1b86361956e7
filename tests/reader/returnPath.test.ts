// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { linkToken, takeLinkToken } from "../../src/reader/linkToken.ts";
import { returnPath, safePath } from "../../src/reader/returnPath.ts";

beforeEach(() => linkToken.set(undefined));

test.each([
  ["/harbour-commons/4.16?view=proposed#comment-3", "/harbour-commons/4.16?view=proposed#comment-3"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
  [null, "/"],
])("after signing in at %s one comes to %s", (next, path) => {
  expect(safePath(next)).toBe(path);
});

test("one comes back to the very address, with query and hash", () => {
  history.replaceState(null, "", "/a/amendments/b/4.16?revision=1#comment-2");
  expect(returnPath()).toBe("/a/amendments/b/4.16?revision=1#comment-2");
  history.replaceState(null, "", "/sign-in?next=%2Fa%2F4.16%23comment-2");
  expect(returnPath()).toBe("/a/4.16#comment-2");
});

test("the token of a link is taken out of the address, and out of no other", () => {
  history.replaceState(null, "", "/sign-in/link#secret-1");
  takeLinkToken();
  expect([linkToken.get(), location.href]).toEqual(["secret-1", "http://localhost:3000/sign-in/link"]);
  linkToken.set(undefined);
  history.replaceState(null, "", "/a/4.16#comment-2");
  takeLinkToken();
  expect([linkToken.get(), location.hash]).toEqual([undefined, "#comment-2"]);
});
