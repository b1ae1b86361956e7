// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser } from "../../src/reader/browser.ts";
import { outbox, putOnRecord } from "../../src/reader/outbox.ts";
import { checkRecord, recordTrouble } from "../../src/reader/recordTrouble.ts";
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
