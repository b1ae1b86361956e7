import { expect, test } from "vitest";
import { becomeSecretary, signInByMail } from "../server/signedIn.ts";
import { anchorOn, type Browser, COMMENT, startOwnServer } from "../server/started.ts";

const { text: _text, kind: _kind, clause: _clause, ...PLACE } = COMMENT;
const REQUEST = { ...COMMENT, mark: "request", anchor: anchorOn("by every Member"), wording: "by everyone" };
const DISPOSITION = { ...PLACE, kind: "disposition", text: "No.", answers: 1, outcome: "declined" };

/** A request of Ada's, and people of every standing. */
async function start() {
  const server = await startOwnServer();
  const sefa = server.browser();
  await becomeSecretary(server, sefa);
  const people: Record<string, Browser> = {};
  for (const standing of ["director", "moderator", "member"]) {
    const mail = `${standing}@example.org`;
    await sefa.post("/api/people", { row: { mail, name: `${standing} Lovelace`, standing } });
    people[standing] = server.browser();
    await signInByMail(server, people[standing], mail);
  }
  const [ada, guest] = [server.browser(), server.browser()];
  await ada.name("Ada");
  await guest.name("Gus");
  expect((await ada.say(REQUEST, "request")).status).toBe(201);
  return { server, ada, guest, sefa, ...(people as Record<"director" | "moderator" | "member", Browser>) };
}

test("nobody but the board answers for it, whatever he says of himself", async () => {
  const { server, ada, guest, member, moderator, director } = await start();
  for (const [who, browser] of Object.entries({ ada, guest, member, moderator })) {
    for (const forged of [
      DISPOSITION,
      { ...DISPOSITION, standing: "director" },
      { ...DISPOSITION, by: "someone of the board" },
    ]) {
      const { status } = await browser.say(forged, crypto.randomUUID());
      expect([who, status]).toEqual([who, "standing" in forged || "by" in forged ? 400 : 403]);
    }
  }
  expect((await server.browser().say(DISPOSITION, "k")).status).toBe(401);
  expect(await ada.entries()).toHaveLength(1);
  expect((await director.say(DISPOSITION, "k")).status).toBe(201);
});

test("nobody but moderators and the secretary hides words, also not directors, and not one’s own", async () => {
  const { server, ada, guest, member, director, moderator } = await start();
  const hide = { ...PLACE, kind: "moderation", text: "I do not like it.", hides: 1 };
  for (const browser of [ada, guest, member, director]) {
    expect((await browser.say(hide, crypto.randomUUID())).json.code).toBe("not-allowed");
  }
  expect((await server.browser().say(hide, "k")).status).toBe(401);
  expect((await moderator.say(hide, "k")).status).toBe(201);
  // Who was kept from hiding is kept from showing.
  expect((await ada.say({ ...hide, hides: undefined, shows: 1 }, "s")).json.code).toBe("not-allowed");
  expect((await server.browser().ask("/api/entries")).text).not.toContain("by everyone");
});

test("nobody signs his own request, edits or withdraws another’s words, or resolves them", async () => {
  const { ada, guest, member, director } = await start();
  const code = async (browser: Browser, said: object) =>
    (await browser.say({ ...PLACE, ...said }, crypto.randomUUID())).json.code;
  expect(await code(ada, { kind: "co-signature", signs: 1 })).toBe("own");
  for (const browser of [guest, member, director]) {
    expect(await code(browser, { kind: "edit", text: "Nonsense.", edits: 1, after: 1 })).toBe("not-yours");
    expect(await code(browser, { kind: "withdrawal", withdraws: 1 })).toBe("not-yours");
  }
  for (const browser of [guest, member]) {
    expect(await code(browser, { kind: "resolution", text: "Done.", resolves: 1 })).toBe("not-allowed");
    expect(await code(browser, { kind: "placement", places: 1, on: REQUEST.anchor.text })).toBe("not-allowed");
  }
  // Not even the board settles unanswered what somebody asked for.
  expect(await code(director, { kind: "resolution", text: "Done.", resolves: 1 })).toBe("unanswered");
  expect(await ada.entries()).toHaveLength(1);
});

test("more words than a page has are not sought, and a body larger than any page sends is not read", async () => {
  const { guest } = await start();
  const { text, clause, part, from, to } = REQUEST.anchor;
  const words = { text, clause, part, from, to };
  const ask = (sought: object[]) => guest.post("/api/placements", { document: "ferry", texts: [text], sought });
  expect((await ask(Array(5001).fill(words))).json).toMatchObject({ code: "wrong-value", field: "sought" });
  const { status, json } = await ask(Array(5000).fill({ ...words, clause: "x".repeat(1000) }));
  expect([status, json.code]).toEqual([413, "body-too-long"]);
  expect(json.message).toMatch(/ is longer than 2 MB\. /);
});
