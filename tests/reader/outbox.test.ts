// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser } from "../../src/reader/browser.ts";
import { drafts, findDraft } from "../../src/reader/drafts.ts";
import { outbox, putOnRecord, tryAgain } from "../../src/reader/outbox.ts";
import { checkRecord, recordTrouble } from "../../src/reader/recordTrouble.ts";
import { takeUpAgain, undo } from "../../src/reader/undo.ts";
import { me, refreshMe } from "../../src/reader/useMe.ts";

const PLACE = { document: "openstack-foundation", amendment: "2019-open-meetings", revision: 1 };
const ADA = { id: "ada", name: "Ada", standing: "guest", isVerified: false };
const signIn = { mail: "printed", providers: [], guests: true };

/** What the server answers to each kind of request; replaced by the tests. */
let answers: Record<string, () => Response>;
const asked: string[] = [];
const delays: number[] = [];
const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

beforeEach(async () => {
  answers = { "/api/me": () => json(200, { person: ADA, signIn }) };
  asked.length = 0;
  delays.length = 0;
  outbox.set([]);
  drafts.set([]);
  recordTrouble.set(undefined);
  vi.spyOn(browser, "fetch").mockImplementation(async (url) => {
    asked.push(url);
    const answer = answers[url];
    if (!answer) throw new TypeError("no network");
    return answer();
  });
  vi.spyOn(browser, "after").mockImplementation((delayMs) => {
    delays.push(delayMs);
    return () => {};
  });
  vi.spyOn(browser, "random").mockReturnValue(0);
  await refreshMe();
});
afterEach(() => vi.restoreAllMocks());

const say = (key: string) => putOnRecord({ key, place: PLACE, said: { kind: "comment", text: "Why?" } });
const settled = (state: string) => vi.waitFor(() => expect(outbox.get()[0]?.state).toBe(state));

test("a full disk is told on every page, and what was said waits as long as the server asked", async () => {
  answers["/api/entries"] = () =>
    json(507, { code: "ledger-full", message: "The disk is full.", request: "4f2a" }, { "retry-after": "30" });
  await say("a");
  await settled("waiting");
  expect(recordTrouble.get()).toMatchObject({ code: "ledger-full", request: "4f2a" });
  expect(outbox.get()[0]?.refusal).toBe("Nothing can be added to the record now.");
  await vi.waitFor(() => expect(delays).toContain(30_000));
});

test("when the record takes entries again, the banner goes", async () => {
  recordTrouble.set({ code: "ledger-read-only", message: "" });
  answers["/readyz"] = () => json(503, { ready: false, code: "ledger-read-only", message: "The disk failed." });
  await checkRecord();
  expect(recordTrouble.get()?.code).toBe("ledger-read-only");
  answers["/readyz"] = () => json(200, { ready: true });
  await checkRecord();
  expect(recordTrouble.get()).toBeUndefined();
});

test("an error of the server is told with its number, under which the log has it", async () => {
  answers["/api/entries"] = () =>
    json(500, { code: "server-error", message: "The server made a mistake.", request: "77" });
  await say("b");
  await settled("waiting");
  expect(outbox.get()[0]?.refusal).toBe("The server made a mistake. Request 77.");
  expect(recordTrouble.get()).toBeUndefined();
});

test("without a network a thing waits without a reason of the server's, and is tried every two seconds", async () => {
  await say("c");
  await settled("waiting");
  expect(outbox.get()[0]?.refusal).toBeUndefined();
  await vi.waitFor(() => expect(delays).toContain(2000));
});

test("what was refused because the session had ended says so, and asks anew who speaks", async () => {
  answers["/api/entries"] = () => json(401, { code: "signed-out", message: "Give a name first. Your text is kept." });
  answers["/api/me"] = () => json(200, { person: null, signIn });
  await say("d");
  await settled("refused");
  expect(outbox.get()[0]).toMatchObject({ refusal: "Give a name first. Your text is kept.", needsSpeaker: true });
  await vi.waitFor(() => expect(me.get()?.person).toBeNull());
});

test("what was said later is not sent first: while one waits, all after it do", async () => {
  await say("first");
  await say("second");
  await vi.waitFor(() => expect(outbox.get().map(({ state }) => state)).toEqual(["waiting", "waiting"]));
  await vi.waitFor(() => expect(delays.length).toBeGreaterThan(0));
  const sent: unknown[] = [];
  vi.mocked(browser.fetch).mockImplementation(async (_, init) => {
    sent.push(new Headers(init?.headers).get("idempotency-key"));
    return json(201, { seq: 20 + sent.length });
  });
  tryAgain("second");
  await vi.waitFor(() => expect(outbox.get().map(({ state }) => state)).toEqual(["sent", "sent"]));
  expect(sent).toEqual(["first", "second"]);
});

test("a mistake of the server over one thing does not hold up the others", async () => {
  const bodies: string[] = [];
  vi.mocked(browser.fetch).mockImplementation(async (url, init) => {
    if (url === "/api/me") return json(200, { person: ADA, signIn });
    const { text } = JSON.parse(String(init?.body)) as { text: string };
    bodies.push(text);
    return text === "Bad." ? json(500, { code: "server-error", message: "A mistake." }) : json(201, { seq: 3 });
  });
  await putOnRecord({ key: "bad", place: PLACE, said: { kind: "comment", text: "Bad." } });
  await putOnRecord({ key: "good", place: PLACE, said: { kind: "comment", text: "Good." } });
  await vi.waitFor(() => expect(outbox.get().map(({ state }) => state)).toEqual(["waiting", "sent"]));
  expect(bodies.slice(0, 1)).toEqual(["Bad."]);
});

test("an edit over an edit made elsewhere is a draft again, with both texts, and follows the newer one", async () => {
  answers["/api/entries"] = () => json(409, { code: "edited-meanwhile", message: "You have edited this." });
  answers["/api/entries?document=openstack-foundation&amendment=2019-open-meetings"] = () =>
    json(200, {
      entries: [
        { seq: 4, kind: "comment", key: "a/x", text: "Frist." },
        { seq: 6, kind: "edit", edits: 4, key: "a/y", text: "First, at work.", at: "2026-11-22T13:02:00.000Z" },
      ],
    });
  await putOnRecord({ key: "e", place: PLACE, said: { kind: "edit", text: "First, at home.", edits: 4, after: 4 } });
  await vi.waitFor(() => expect(drafts.get()).toHaveLength(1));
  const draft = findDraft(drafts.get()[0]!.key)!;
  expect(draft).toMatchObject({ said: { kind: "edit", edits: 4, after: 6 }, text: "First, at home." });
  expect(draft.others).toMatchObject([{ text: "First, at work.", at: "2026-11-22T13:02:00.000Z" }]);
  expect(draft.refusal).toContain("Both texts are here");
  await vi.waitFor(() => expect(outbox.get()).toEqual([]));
});

test("a position that comes after the close is a draft again, with the day", async () => {
  const message = "This amendment has been closed for comment since 8 April 2019.";
  answers["/api/entries"] = () => json(403, { code: "closed-for-comment", message });
  const said = { kind: "position", position: "object", reason: "Too wide." } as const;
  await putOnRecord({ key: "p", place: PLACE, said });
  await vi.waitFor(() =>
    expect(drafts.get()).toMatchObject([
      { said: { kind: "position", position: "object" }, text: "Too wide.", refusal: message },
    ]),
  );
  expect(outbox.get()).toEqual([]);
});

test("what was refused is mended under a new key; what may have arrived, under its own", async () => {
  answers["/api/entries"] = () => json(400, { code: "text-too-long", message: "Too long." });
  await say("f");
  await settled("refused");
  await takeUpAgain(outbox.get()[0]!);
  expect(drafts.get()[0]).toMatchObject({ text: "Why?", refusal: "Too long." });
  expect(drafts.get()[0]!.entryKey).not.toBe("f");

  drafts.set([]);
  delete answers["/api/entries"];
  await say("g");
  await settled("waiting");
  await takeUpAgain(outbox.get()[0]!);
  expect(drafts.get()[0]!.entryKey).toBe("g");
});

test("a position is taken back by taking the one before again; a first one is not", async () => {
  let seq = 10;
  answers["/api/entries"] = () => json(201, { seq: seq++ });
  const first = { kind: "position", position: "support" } as const;
  await putOnRecord({ key: "h", place: PLACE, said: first });
  await settled("sent");
  await undo("h");
  expect(outbox.get()).toHaveLength(1);
  await putOnRecord({ key: "i", place: PLACE, said: { kind: "position", position: "object" }, earlier: first });
  await vi.waitFor(() => expect(outbox.get()[1]?.state).toBe("sent"));
  await undo("i");
  await vi.waitFor(() => expect(outbox.get()[2]).toMatchObject({ said: first, state: "sent" }));
});
