import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { makeDatabase } from "../postgres.ts";
import { type Lies, startLiar, startProvider } from "./oidcProviders.ts";
import { signInByMail } from "./signedIn.ts";
import { type Browser, COMMENT, type OwnServer, startOwnServer } from "./started.ts";

const pathOf = (url: string | null) => (url ?? "").replace(/^http:\/\/127\.0\.0\.1:\d+/, "");

/** Goes to the provider and back. @returns Where it ends, and its way back. */
async function goThrough(browser: Browser, visit: (url: string) => string | Promise<string>, next = "/ferry") {
  const { status, json } = await browser.post("/api/sign-in/provider", { provider: "oidc", next });
  expect(status, JSON.stringify(json)).toBe(200);
  const back = pathOf(await visit(json.url));
  const answer = await browser.ask(back, { redirect: "manual" });
  return { back, url: json.url as string, status: answer.status, to: pathOf(answer.headers.get("location")) };
}

const whoIs = async (browser: Browser) => (await browser.ask("/api/me")).json.person;

describe.each([
  ["SQLite", async () => ({})],
  ["PostgreSQL", async () => ({ databaseUrl: await makeDatabase() })],
])("on %s", (_, place) => {
  const start = async () => {
    let server: OwnServer | undefined;
    const provider = await startProvider(() => `${server!.address}/api/sign-in/return/oidc`);
    server = await startOwnServer({ ...(await place()), accounts: { provider: provider.settings } });
    return { server, provider };
  };

  test("a provider says who somebody is and in what standing; the words of the guest on this device are his", async () => {
    const { server, provider } = await start();
    const browser = server.browser();
    expect((await browser.ask("/api/me")).json.signIn.providers).toEqual([{ id: "oidc", name: "Guild" }]);
    const guestId = await browser.name("A. Visitor");
    await browser.say(COMMENT, "k1");
    provider.says({
      sub: "17",
      name: "Ada Lovelace",
      email: "Ada@example.org",
      email_verified: true,
      groups: ["staff", "board"],
      company: "Acme",
    });
    const next = "/ferry/amendments/open/4.16?view=proposed#comment-1";
    const { to, status, url } = await goThrough(browser, provider.visit, next);
    expect([status, to]).toEqual([302, next]);
    expect(new URL(url).searchParams.get("code_challenge_method")).toBe("S256");
    const person = await whoIs(browser);
    expect(person).toEqual({
      id: expect.any(String),
      name: "A. Visitor",
      standing: "director",
      affiliation: "Acme",
      isVerified: true,
    });
    expect((await browser.ask("/api/entries")).json.people[guestId]).toEqual(person);
    expect((await browser.ask("/api/me")).json.account).toMatchObject({
      mail: "ada@example.org",
      provider: { id: "oidc", name: "Guild" },
      standingFrom: "provider",
    });
    // The provider thinks otherwise at the next sign-in.
    provider.says({ sub: "17", email: "ada@example.org", email_verified: true, groups: [], level: "Gold" });
    await goThrough(browser, provider.visit);
    expect(await whoIs(browser)).toEqual({ id: person.id, name: "A. Visitor", standing: "guest", isVerified: true });
  });

  test("by mail and with the provider, one verified mailbox is one person, in either order", async () => {
    const { server, provider } = await start();
    const [phone, desk, third] = [server.browser(), server.browser(), server.browser()];
    const byMail = await signInByMail(server, phone, "ada@example.org", "Ada");
    provider.says({ sub: "17", email: "ADA@example.org", email_verified: true });
    await goThrough(desk, provider.visit);
    expect(await whoIs(desk)).toEqual(byMail);
    provider.says({ sub: "18", email: "bob@example.org", email_verified: true, name: "Bob" });
    await goThrough(third, provider.visit);
    expect((await signInByMail(server, phone, "bob@example.org")).id).toBe((await whoIs(third)).id);
  });

  test("a mailbox the provider has not verified joins nobody and gives no standing, until it is verified", async () => {
    const { server, provider } = await start();
    const [ada, mallory] = [server.browser(), server.browser()];
    const known = await signInByMail(server, ada, "ada@example.org", "Ada");
    for (const email_verified of [false, undefined, "false", 1, null]) {
      provider.says({ sub: "66", name: "Mallory", email: "ada@example.org", email_verified });
      await goThrough(mallory, provider.visit);
      const other = await whoIs(mallory);
      expect(other.id).not.toBe(known.id);
      expect((await mallory.ask("/api/me")).json.account.mail).toBeUndefined();
    }
    provider.says({ sub: "66", email: "mallory@example.org", email_verified: true });
    await goThrough(mallory, provider.visit);
    expect((await mallory.ask("/api/me")).json.account.mail).toBe("mallory@example.org");
    expect(await whoIs(ada)).toEqual(known);
  });

  test("who signed in without a verified mailbox, and later with one that is known, is one person from then on", async () => {
    const { server, provider } = await start();
    const [phone, desk] = [server.browser(), server.browser()];
    provider.says({ sub: "17", name: "Ada at work" });
    await goThrough(desk, provider.visit);
    const before = await whoIs(desk);
    await desk.say(COMMENT, "k1");
    const byMail = await signInByMail(server, phone, "ada@example.org", "Ada");
    expect(byMail.id).not.toBe(before.id);
    provider.says({ sub: "17", email: "ada@example.org", email_verified: true });
    await goThrough(desk, provider.visit);
    expect(await whoIs(desk)).toEqual(byMail);
    expect((await desk.ask("/api/entries")).json.people[before.id]).toEqual(byMail);
  });

  test("the same number at another provider is another person; of tokens nothing is kept", async () => {
    const { server, provider } = await start();
    const browser = server.browser();
    provider.says({ sub: "17", name: "Ada" });
    await goThrough(browser, provider.visit);
    const first = await whoIs(browser);
    await server.close();
    const liar = await startLiar();
    liar.tells({ claims: { sub: "17" }, userInfo: { sub: "17", email: undefined } });
    const again = await startOwnServer({ ...server.settings, accounts: { provider: liar.settings } });
    const other = again.browser();
    await goThrough(other, liar.visit);
    expect((await whoIs(other)).id).not.toBe(first.id);
    const data = (await other.ask("/api/me/data")).text;
    for (const token of ["an-access-token", "a-refresh-token", "eyJ"]) expect(data).not.toContain(token);
    await again.close();
  });
});

test("state and browser belong together: another's answer, a made-up one and a second time are refused", async () => {
  let server: OwnServer | undefined;
  const provider = await startProvider(() => `${server!.address}/api/sign-in/return/oidc`);
  server = await startOwnServer({ accounts: { provider: provider.settings } });
  provider.says({ sub: "17", name: "Ada" });
  const [ada, mallory] = [server.browser(), server.browser()];
  const ask = async (browser: Browser) => (await browser.post("/api/sign-in/provider", { provider: "oidc" })).json.url;
  const refused = async (browser: Browser, path: string) => {
    const { status, headers } = await browser.ask(path, { redirect: "manual" });
    expect([status, pathOf(headers.get("location"))]).toEqual([
      302,
      expect.stringMatching(/^\/sign-in\?problem=provider-(refused|expired)&next=/),
    ]);
    expect(await whoIs(browser)).toBeNull();
  };
  const own = pathOf(await provider.visit(await ask(mallory)));
  await refused(ada, own); // No state of hers.
  await ask(ada);
  await refused(ada, own); // Mallory's state with her cookie.
  const back = pathOf(await provider.visit(await ask(ada)));
  const kept = new Map(ada.cookies);
  await refused(server.browser(), back);
  expect((await ada.ask(back, { redirect: "manual" })).status).toBe(302);
  expect((await whoIs(ada)).name).toBe("Ada");
  const replay = server.browser();
  kept.delete("openfloor");
  replay.cookies = kept;
  await refused(replay, back);
  for (const query of ["", "?code=1", "?state=1", "?error=access_denied", "?code=1&state=1&state=2", "?__proto__=1"]) {
    const { status } = await server.browser().ask(`/api/sign-in/return/oidc${query}`, { redirect: "manual" });
    expect([302, 400], query).toContain(status);
  }
});

test.each<[string, Lies]>([
  ["a nonce of another visit", { claims: { nonce: "another" } }],
  ["no nonce", { claims: { nonce: undefined } }],
  ["a token for another site", { claims: { aud: "another-site" } }],
  ["a token of another issuer", { claims: { iss: "https://evil.example" } }],
  ["a token that ended", { claims: { exp: 1_600_000_000 } }],
  ["no signature", { header: { alg: "none" }, key: "none" }],
  ["a signature with what both know, the client's secret", { header: { alg: "HS256" }, key: "secret" }],
  ["a signature with another key", { key: "other" }],
  ["claims of somebody else beside the token", { userInfo: { sub: "bob" } }],
  ["an answer from another issuer", { discovery: { authorization_response_iss_parameter_supported: true } }],
])("a provider's answer with %s is refused", async (_, lies) => {
  const liar = await startLiar();
  const server = await startOwnServer({ accounts: { provider: liar.settings } });
  const honest = server.browser();
  if (!lies.discovery) {
    liar.tells({});
    expect((await goThrough(honest, liar.visit)).to).toBe("/ferry");
    expect((await whoIs(honest)).isVerified).toBe(true);
  }
  liar.tells(lies);
  const browser = server.browser();
  expect((await goThrough(browser, liar.visit)).to).toBe("/sign-in?problem=provider-refused&next=%2Fferry");
  expect(await whoIs(browser)).toBeNull();
  const log = JSON.stringify(server.events);
  for (const word of ["a-code", "an-access-token", "ada@example.org"]) expect(log).not.toContain(word);
});

test("a provider that names itself otherwise, leads elsewhere or is down is said to be so, and all else goes on", async () => {
  const liar = await startLiar();
  const server = await startOwnServer({ accounts: { provider: liar.settings } });
  const browser = server.browser();
  for (const discovery of [
    { issuer: "https://evil.example" },
    { token_endpoint: "http://evil.example/token" },
    { jwks_uri: "file:///etc/passwd" },
    { authorization_endpoint: "javascript:alert(1)" },
  ]) {
    liar.tells({ discovery });
    const { status, json, headers } = await browser.post("/api/sign-in/provider", { provider: "oidc" });
    expect([status, json.code]).toEqual([503, "provider-unavailable"]);
    expect(headers.get("retry-after")).not.toBeNull();
  }
  await browser.name("Ada");
  liar.tells({}); // It is mended, and nobody starts anything anew.
  expect((await goThrough(browser, liar.visit)).to).toBe("/ferry");

  const redirecting = createServer((_, response) =>
    response.writeHead(302, { location: `${liar.issuer}/.well-known/openid-configuration` }).end(),
  );
  await new Promise<void>((resolve) => redirecting.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
  const other = await startOwnServer({ accounts: { provider: { ...liar.settings, issuer } } });
  expect((await other.browser().post("/api/sign-in/provider", { provider: "oidc" })).status).toBe(503);
  await new Promise((resolve) => redirecting.close(resolve));
  expect((await other.browser().post("/api/sign-in/provider", { provider: "oidc" })).status).toBe(503);
  const none = await startOwnServer();
  expect((await none.browser().post("/api/sign-in/provider", { provider: "oidc" })).status).toBe(404);
});
