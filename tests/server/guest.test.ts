import { expect, test } from "vitest";
import { startOwnServer } from "./started.ts";

test("a guest gets a name and a cookie no script can read", async () => {
  const browser = (await startOwnServer()).browser();
  const signIn = { mail: "printed", providers: [], guests: true };
  expect((await browser.ask("/api/me")).json).toEqual({ person: null, signIn });
  const { status, json, headers } = await browser.post("/api/guest", { name: "  Ada   Lovelace " });
  expect([status, json.person]).toEqual([
    201,
    { id: expect.stringMatching(/^[\w-]{12}$/), name: "Ada Lovelace", standing: "guest", isVerified: false },
  ]);
  const cookie = headers.get("set-cookie")!;
  expect(cookie).toMatch(/^openfloor=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
  expect((await browser.ask("/api/me")).json).toMatchObject({
    ...json,
    account: { standingFrom: "none", claimed: [] },
  });
});

test("a second name is the same person's", async () => {
  const browser = (await startOwnServer()).browser();
  const id = await browser.name("Ada");
  const { status, json } = await browser.post("/api/guest", { name: "Ada L." });
  expect([status, json.person]).toEqual([200, { id, name: "Ada L.", standing: "guest", isVerified: false }]);
});

test("a person is known again after the server was started anew", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  const id = await browser.name("Ada");
  await server.close();
  const { startServer } = await import("../../src/server/main.ts");
  const again = await startServer(server.settings);
  const response = await fetch(`${again.address}/api/me`, { headers: { cookie: browser.cookie } });
  expect(await response.json()).toMatchObject({ person: { id, name: "Ada" } });
  await again.close();
});

test.each<[string, unknown, string]>([
  ["no name", {}, "name"],
  ["an empty one", { name: " \t" }, "name"],
  ["81 characters", { name: "x".repeat(81) }, "name"],
  ["a zero-width space", { name: "A\u200bda" }, "name"],
  ["a change of direction", { name: "A\u202eda" }, "name"],
  ["a control", { name: "A\u0007da" }, "name"],
  ["a number", { name: 7 }, "name"],
  ["a field too many", { name: "Ada", standing: "director" }, "standing"],
])("%s is refused with the reason", async (_, body, field) => {
  const { status, json, headers } = await (await startOwnServer()).browser().post("/api/guest", body);
  expect([status, json]).toEqual([400, { code: expect.any(String), message: expect.stringMatching(/.+\.$/), field }]);
  expect(headers.get("set-cookie")).toBeNull();
});

test("where people find the server over https, the cookie is for this host and for https only", async () => {
  const https = (await startOwnServer({ origin: "https://floor.example.org" })).browser();
  const { headers } = await https.post("/api/guest", { name: "Ada" });
  expect(headers.get("set-cookie")).toMatch(
    /^__Host-openfloor=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const forwarded = { "x-forwarded-proto": "https" };
  const http = (await startOwnServer()).browser();
  expect((await http.post("/api/guest", { name: "Ada" }, forwarded)).headers.get("set-cookie")).not.toContain("Secure");
});
