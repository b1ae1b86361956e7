import { expect, test } from "vitest";
import { COMMENT, startOwnServer } from "./started.ts";

test("over https browsers are told to stay there", async () => {
  const browser = (await startOwnServer({ trustProxy: 1 })).browser();
  const { headers } = await browser.ask("/api/library", { headers: { "x-forwarded-proto": "https" } });
  expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
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

test("the description of the interface names every address and what goes in", async () => {
  const { json } = await (await startOwnServer()).browser().ask("/api/openapi.json");
  expect(json.openapi).toBe("3.1.0");
  expect(Object.entries<object>(json.paths).map(([path, methods]) => `${Object.keys(methods)} ${path}`)).toEqual([
    "post /api/guest",
    "get /api/me",
    "post /api/me/name",
    "post /api/sign-in/mail",
    "post /api/sign-in/link",
    "post /api/sign-in/provider",
    "get /api/sign-in/return/oidc",
    "post /api/secretary",
    "get /api/sessions",
    "post /api/sessions/revoke",
    "get /api/me/data",
    "post /api/me/leave",
    "get,post /api/people",
    "post /api/people/remove",
    "post /api/people/import",
    "post /api/people/sign-out",
    "post /api/sign-out",
    "post,get /api/entries",
    "get /api/events",
    "get /api/library",
    "get /api/texts/{hash}",
    "get /api/clauses/{hash}",
    "get /api/comparisons/{before}/{after}",
    "get /api/collisions/{document}/{amendment}",
    "get /api/history/{document}/{hash}",
    "get /api/former/{document}/{hash}",
    "post /api/placements",
    "get /api/activity",
    "get /feed.atom",
    "get /{document}/feed.atom",
    "get /{document}/amendments/{amendment}/feed.atom",
    "get /healthz",
    "get /readyz",
  ]);
  const text = JSON.stringify(json);
  for (const word of [
    "support-with-changes",
    "idempotency-key",
    "replyTo",
    "withdraws",
    "signs",
    "reopens",
    "outcome",
    "hides",
    "places",
    "sought",
    "quote",
  ])
    expect(text.toLowerCase()).toContain(word.toLowerCase());
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(json.components.schemas).toHaveProperty(name!);
});
