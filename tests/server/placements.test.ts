import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sha256 } from "../../src/store/sqlite.ts";
import { AFTER, anchorOn, BEFORE, type Browser, COMMENT, startOwnServer } from "./started.ts";

const [OLD, NEW] = [sha256(BEFORE), sha256(AFTER)];
const OTHER = sha256(AFTER.replace("fourteen", "seven"));

/** Asks until it is answered. */
async function place(browser: Browser, body: object) {
  for (;;) {
    const answer = await browser.post("/api/placements", { document: "ferry", ...body });
    if (answer.status !== 202) return answer;
  }
}

const soughtOn = (words: string, source = AFTER) => {
  const { text, clause, part, from, to } = anchorOn(words, source);
  return { text, clause, part, from, to };
};
const standing = (words: string, source = AFTER) => {
  const { clause, part, from, to } = anchorOn(words, source);
  return { clause, part, from, to };
};
const ITS_MEETINGS = anchorOn("its meetings", BEFORE);

test("words are found on another text, and on their own, without signing in", async () => {
  const server = await startOwnServer();
  const { status, headers, json } = await place(server.browser(), {
    texts: [NEW, OLD],
    sought: [soughtOn("publish its minutes", BEFORE), soughtOn("by every Member"), soughtOn("publish its minutes")],
  });
  const [before, after] = [standing("publish its minutes", BEFORE), standing("publish its minutes")];
  expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(json.placements).toEqual([
    [
      { state: "intact", ...after },
      { state: "intact", ...before },
    ],
    [
      { state: "intact", ...standing("by every Member") },
      expect.objectContaining({ state: "clause", clause: "4.16", at: ITS_MEETINGS.to }),
    ],
    [
      { state: "intact", ...after },
      { state: "intact", ...before },
    ],
  ]);
});

test("from one amendment to another they go by way of the text in force", async () => {
  const server = await startOwnServer();
  const { json } = await place(server.browser(), { texts: [OTHER], sought: [soughtOn("observation of its meetings")] });
  expect(json.placements).toEqual([[expect.objectContaining({ state: "intact", clause: "4.16" })]]);
});

test("a clause without words is found too", async () => {
  const server = await startOwnServer();
  const sought = { text: OLD, clause: "4.16", part: "text", from: 0, to: 0 };
  const { json } = await place(server.browser(), { texts: [NEW], sought: [sought] });
  expect(json.placements[0][0]).toMatchObject({ clause: "4.16", from: 0, to: 0 });
});

test("what is known nowhere is missing, and takes nothing else with it", async () => {
  const server = await startOwnServer();
  const words = soughtOn("by every Member");
  const sought = [
    { ...words, text: "f".repeat(64) },
    { ...words, text: "no hash at all" },
    { ...words, clause: "99.99" },
    { ...words, to: 100_000 },
    words,
  ];
  const { json } = await place(server.browser(), { texts: [OLD], sought });
  expect(json.placements.map(([one]: { state: string }[]) => one!.state)).toEqual([
    ...Array(4).fill("missing"),
    "clause",
  ]);
  const unknown = await place(server.browser(), { texts: ["e".repeat(64)], sought: [words] });
  expect(unknown.json.placements).toEqual([[{ state: "missing" }]]);
});

test("words selected before the file was mended are still found after", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name();
  await ada.say({ ...COMMENT, anchor: anchorOn("by every Member") }, "k");
  const mended = AFTER.replace("fourteen days", "14 days");
  writeFileSync(`${server.bylaws}/ferry/amendments/open/1.md`, mended);
  const ask = () => place(ada, { texts: [sha256(mended)], sought: [soughtOn("by every Member")] });
  await expect
    .poll(async () => (await ask()).json.placements[0][0], { timeout: 8000 })
    .toMatchObject({ state: "intact", clause: "4.16" });
});

test.each<[string, object, string, string]>([
  ["a document there is not", { document: "nowhere" }, "document-unknown", "document"],
  ["no texts", { texts: [] }, "wrong-value", "texts"],
  ["three texts", { texts: [OLD, NEW, OTHER] }, "wrong-value", "texts"],
  ["words that end before they start", { sought: [{ ...soughtOn("its"), to: 1 }] }, "wrong-value", "sought.0.to"],
  ["a field too many", { sought: [{ ...soughtOn("its"), quote: "its" }] }, "unknown-field", "sought.0.quote"],
  ["too many words", { sought: Array(5001).fill(soughtOn("its")) }, "wrong-value", "sought"],
  [
    "words of too many texts",
    { sought: Array.from({ length: 301 }, (_, at) => ({ ...soughtOn("its"), text: `text ${at}` })) },
    "wrong-value",
    "sought",
  ],
])("%s is refused", async (_, change, code, field) => {
  const server = await startOwnServer();
  const body = { document: "ferry", texts: [NEW], sought: [soughtOn("its")], ...change };
  const { status, json } = await server.browser().post("/api/placements", body);
  expect([status, json]).toEqual([code === "document-unknown" ? 404 : 400, expect.objectContaining({ code, field })]);
});

test("another site's page may not ask, and a form cannot", async () => {
  const server = await startOwnServer();
  const body = { document: "ferry", texts: [NEW], sought: [] };
  const foreign = await server.browser().post("/api/placements", body, { origin: "https://evil.example" });
  expect([foreign.status, foreign.json.code]).toEqual([403, "cross-site"]);
  const form = await server.browser().post("/api/placements", body, { "content-type": "text/plain" });
  expect([form.status, form.json.code]).toEqual([400, "not-json"]);
});

test("asking where words stand takes nothing from the share of what one may say", async () => {
  const { LIMITS } = await import("../../src/server/settings.ts");
  const server = await startOwnServer({ limits: { ...LIMITS, postsByAddress: { most: 2, seconds: 60 } } });
  const ada = server.browser();
  await ada.name();
  for (let times = 0; times < 5; times++) {
    expect((await place(ada, { texts: [NEW], sought: [soughtOn("its")] })).status).toBe(200);
  }
  expect((await ada.say(COMMENT, "k")).status).toBe(201);
});
