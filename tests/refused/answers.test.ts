import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Settings } from "../../src/server/settings.ts";
import { COMMENT, startOwnServer } from "../server/started.ts";
import { makeFolder } from "../store/folder.ts";
import { rawRequest } from "./rawRequest.ts";

const HTML = `<!doctype html><html lang="en"><head><title>Openfloor</title></head><body><div id="page"></div></body></html>`;

function buildPages(): string {
  const pages = join(makeFolder(), "pages");
  mkdirSync(join(pages, "assets"), { recursive: true });
  writeFileSync(join(pages, "index.html"), HTML);
  writeFileSync(join(pages, "icon.svg"), "<svg/>");
  writeFileSync(join(pages, "assets/index-abc.js"), "export const x = 1;");
  writeFileSync(join(pages, "assets/index-abc.css"), "p{}");
  return pages;
}

interface Answer {
  kind: string;
  status: number;
  headers: Headers;
}

/** One answer of every kind the server gives. */
async function everyKind(changes: Partial<Settings> = {}): Promise<Answer[]> {
  const server = await startOwnServer({ pages: buildPages(), ...changes });
  const answers: Answer[] = [];
  const ask = async (kind: string, path: string, init: RequestInit = {}) => {
    const answer = await fetch(server.address + path, init);
    if (!path.startsWith("/api/events")) await answer.text();
    else await answer.body?.cancel();
    answers.push({ kind, status: answer.status, headers: answer.headers });
    return answer;
  };
  const json = (body: string): RequestInit => ({
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": "k" },
    body,
  });
  await ask("a page", "/");
  await ask("a page of an amendment", "/ferry/amendments/open");
  await ask("a page that is not there", "/nowhere");
  await ask("an address nobody can read", "/%E0%A4%A");
  await ask("a script", "/assets/index-abc.js");
  await ask("a style sheet", "/assets/index-abc.css");
  await ask("a picture", "/icon.svg");
  await ask("a script that is gone", "/assets/gone.js");
  const { headers } = await ask("an answer", "/api/library");
  await ask("an answer that has not changed", "/api/library", { headers: { "if-none-match": headers.get("etag")! } });
  await ask("a description of the interface", "/api/openapi.json");
  await ask("an unknown address of the interface", "/api/nothing");
  await ask("a question without a field", "/api/history/ferry/x");
  await ask("a text there is not", `/api/texts/${"0".repeat(64)}`);
  await ask("news", "/api/events");
  await ask("a feed", "/feed.atom");
  await ask("a feed of nothing", "/nowhere/feed.atom");
  await ask("health", "/healthz");
  await ask("a new guest", "/api/guest", json('{"name":"Ada"}'));
  await ask("a post of nobody", "/api/entries", json(JSON.stringify(COMMENT)));
  await ask("a post that is no JSON", "/api/guest", json("{"));
  await ask("a post that is too long", "/api/guest", json("x".repeat(70_000)));
  await ask("a post of another site", "/api/guest", { ...json("{}"), headers: { "sec-fetch-site": "cross-site" } });
  await ask("a form", "/api/guest", { method: "POST", body: new URLSearchParams({ name: "Ada" }) });
  await ask("another method", "/api/guest", { method: "DELETE" });
  await ask("a question before the answer", "/api/guest", { method: "OPTIONS" });
  const raw = await rawRequest(server.address, "GET / HTTP/1.1\r\n bad\r\n\r\n");
  const lines = raw.split("\r\n\r\n")[0]!.split("\r\n").slice(1);
  answers.push({
    kind: "what is no request",
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(raw)?.[1]),
    headers: new Headers(lines.map((line) => [line.split(": ")[0]!, line.split(": ").slice(1).join(": ")])),
  });
  return answers;
}

test("every kind of answer forbids to guess its type, to frame it, to run what is not ours and to tell where from", async () => {
  const answers = await everyKind();
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201, 304, 400, 401, 403, 404, 413]));
  for (const { kind, headers } of answers) {
    const policy = headers.get("content-security-policy") ?? "";
    expect([kind, headers.get("x-content-type-options")]).toEqual([kind, "nosniff"]);
    expect([kind, headers.get("referrer-policy")]).toEqual([kind, "same-origin"]);
    expect([kind, policy.includes("frame-ancestors 'none'")]).toEqual([kind, true]);
    expect([kind, /unsafe|\*|http:|https:/.test(policy)]).toEqual([kind, false]);
    for (const name of ["server", "x-powered-by", "x-aspnet-version", "via"])
      expect([kind, headers.get(name)]).toEqual([kind, null]);
  }
});

test("what is no page can draw and run nothing, opened as one", async () => {
  for (const { kind, headers, status } of await everyKind()) {
    const type = headers.get("content-type") ?? "";
    if (status === 304 || /html|script|css|svg/.test(type)) continue;
    if (kind === "a script that is gone") continue;
    expect([kind, headers.get("content-security-policy")]).toEqual([
      kind,
      expect.stringContaining("default-src 'none'"),
    ]);
  }
});

test("pages take scripts and styles from here only, and make neither of a text", async () => {
  const answers = await everyKind();
  for (const { headers } of answers.filter((one) => one.headers.get("content-type")?.startsWith("text/html"))) {
    const rules = headers.get("content-security-policy")!.split(";");
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "object-src 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]) {
      expect(rules).toContain(rule);
    }
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("x-dns-prefetch-control")).toBe("off");
  }
});

test("every answer names its type with its letters", async () => {
  for (const { kind, headers, status } of await everyKind()) {
    if (status === 304) continue;
    const type = headers.get("content-type");
    expect([kind, type]).toEqual([kind, expect.stringMatching(/^[\w.+/-]+; charset=utf-8$|^image\/svg\+xml$/i)]);
  }
});

test("over https every answer tells the browser to stay there for a year, whatever the request says of itself", async () => {
  for (const { kind, headers } of await everyKind({ origin: "https://floor.example.org" })) {
    expect([kind, headers.get("strict-transport-security")]).toEqual([kind, "max-age=31536000; includeSubDomains"]);
  }
  for (const { kind, headers } of await everyKind()) {
    expect([kind, headers.get("strict-transport-security")]).toEqual([kind, null]);
    // A browser would look for us where nobody listens.
    expect(headers.get("content-security-policy")).not.toContain("upgrade-insecure-requests");
  }
});

test("nothing that is for one person is kept on the way", async () => {
  const kept = new Set(["a script", "a style sheet", "a picture"]);
  for (const { kind, headers } of await everyKind()) {
    if (kept.has(kind)) continue;
    expect([kind, headers.get("cache-control")]).toEqual([kind, expect.stringMatching(/^(?:no-store|no-cache)$/)]);
    if (headers.get("set-cookie")) expect([kind, headers.get("cache-control")]).toEqual([kind, "no-store"]);
  }
});
