import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { unpackComparison } from "../../src/compare/packed.ts";
import { questionsToCome } from "../../src/server/prepareComparisons.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { readLibrary } from "../../src/text/library.ts";
import { AFTER, BEFORE, type Browser, startOwnServer } from "./started.ts";

const soon = { timeout: 10_000, interval: 50 };

const FIRST = `# Rules of the Allotment Society

## 1 Plots

A plot is let for one year, and the tenant keeps it free of weeds and rubbish all year round.

## 2 Water

Water is drawn from the butts between dawn and dusk, and nobody leaves a hose running unwatched.

## 3 Bees

A member may keep two hives on a plot when the neighbours on both sides have agreed in writing.
`;
/** A section goes in before Water; Bees is struck a year later. */
const SECOND = FIRST.replace(
  "## 2 Water",
  "## 2 Sheds\n\nA shed may be six feet long and must be taken away when the tenancy of the plot has ended.\n\n## 3 Water",
).replace("## 3 Bees", "## 4 Bees");
const THIRD = SECOND.replace(/## 4 Bees[\s\S]*/, "").replace("one year", "two years");
const PROPOSED = THIRD.replace("two years", "three years");
const RIVAL = THIRD.replace("two years", "five years");
const LATE = SECOND.replace("one year", "half a year");

const amendment = (title: string, base: string, more = "") =>
  `title: ${title}\nsummary: Says what it says.\nbase: ${base}\n${more}comment: {opens: 2026-01-01}\nrevisions:\n  - number: 1\n`;
const DECIDED = "decision:\n  outcome: adopted\n  on: 2022-03-01\ninForce: 2022-04-01\n";

const GARDEN: Record<string, string> = {
  "garden/document.yaml": `title: Rules
organisation: Allotment Society
language: en
about: Invented.
versions:
  - {on: 2020-04-01, file: versions/1.md, kind: in force}
  - {on: 2022-04-01, file: versions/2.md, kind: in force}
  - {on: 2024-04-01, file: versions/3.md, kind: in force}
`,
  "garden/versions/1.md": FIRST,
  "garden/versions/2.md": SECOND,
  "garden/versions/3.md": THIRD,
  "garden/amendments/sheds/amendment.yaml": amendment("Sheds", "2020-04-01", DECIDED),
  "garden/amendments/sheds/1.md": SECOND,
  "garden/amendments/longer/amendment.yaml": amendment("Longer lets", "2024-04-01"),
  "garden/amendments/longer/1.md": PROPOSED,
  "garden/amendments/longest/amendment.yaml": amendment("Longest lets", "2024-04-01"),
  "garden/amendments/longest/1.md": RIVAL,
  "garden/amendments/late/amendment.yaml": amendment("Shorter lets", "2022-04-01"),
  "garden/amendments/late/1.md": LATE,
};

async function startGarden() {
  const server = await startOwnServer();
  for (const [path, text] of Object.entries(GARDEN)) {
    mkdirSync(dirname(join(server.bylaws, path)), { recursive: true });
    writeFileSync(join(server.bylaws, path), text);
  }
  const browser = server.browser();
  const slugs = async () =>
    (await browser.ask("/api/library")).json.documents.map(({ slug }: { slug: string }) => slug).join(" ");
  await expect.poll(slugs, soon).toBe("ferry garden");
  return { server, browser };
}

/** Where words stand in a text whose paragraphs have no markup. */
const wordsOf = (clause: string, source: string, words: string) => {
  const from = source
    .split("\n")
    .find((line) => line.includes(words))!
    .indexOf(words);
  return `clause=${clause}&part=text&from=${from}&to=${from + words.length}`;
};

test("a comparison is made away from the thread that answers, and says what it is worth", async () => {
  const browser = (await startOwnServer()).browser();
  const { json } = await browser.await(`/api/comparisons/${sha256(BEFORE)}/${sha256(AFTER)}`);
  const { before, after, comparison } = unpackComparison(json);
  expect([before.title, after.title]).toEqual(["Bylaws of the Ferry Club", "Bylaws of the Ferry Club"]);
  const [row] = comparison.rows.filter(({ fate }) => fate.amended);
  expect(row?.after?.address).toBe("4.16");
  const [{ after: put }] = row!.text as [(typeof row & object)["text"][number]];
  expect(row!.after!.text.slice(put.from, put.to).trim()).toBe("by every Member");
});

test("while one reader's texts are compared, all others are answered", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  const comparing = browser.await(`/api/comparisons/${sha256(BEFORE)}/${sha256(AFTER)}`);
  for (let count = 0; count < 5; count++) expect((await browser.ask("/healthz")).status).toBe(200);
  expect((await comparing).status).toBe(200);
});

test("what the secretary says of the clauses is part of the question: a new word of hers is a new answer", async () => {
  const server = await startOwnServer();
  const browser = server.browser();
  const path = `/api/comparisons/${sha256(BEFORE)}/${sha256(AFTER)}`;
  const etag = async () => (await browser.await(path)).headers.get("etag");
  const before = await etag();
  expect(await etag()).toBe(before);
  writeFileSync(
    join(server.bylaws, "ferry/amendments/open/amendment.yaml"),
    'title: Open meetings\nsummary: Lets every member watch.\nbase: 2020-01-15\nrevisions:\n  - number: 1\npairings:\n  - before: "4.15"\n    after: "4.16"\n',
  );
  await expect.poll(etag, soon).not.toBe(before);
});

test("amendments that change the same words are told of each other, and of what became law since", async () => {
  const { browser } = await startGarden();
  const others = (json: Awaited<ReturnType<Browser["ask"]>>["json"]) =>
    json.others.map(({ amendment, base }: { amendment: string; base?: string }) => [amendment, base]);

  const { json } = await browser.await("/api/collisions/garden/longer");
  expect(others(json)).toEqual([
    ["late", "2022-04-01"],
    ["longest", undefined],
  ]);
  expect(json.others[0].collisions).toEqual([]);
  expect(json.others[1]).toMatchObject({ title: "Longest lets", revision: 1 });
  expect(json.inForce).toBeUndefined();

  // It amends a text that is no longer in force.
  const late = (await browser.await("/api/collisions/garden/late")).json;
  expect(late.inForce.version).toBe("2024-04-01");
  expect((await browser.await("/api/collisions/garden/sheds")).json).toEqual({ others: [] });
  expect(await browser.ask("/api/collisions/garden/none")).toMatchObject({
    status: 404,
    json: { code: "amendment-unknown" },
  });
});

test("words are traced to the version and the amendment that brought them, or to the oldest text", async () => {
  const { browser } = await startGarden();
  const ask = (hash: string, query: string) => browser.await(`/api/history/garden/${hash}?${query}`);
  const whole = await ask(sha256(THIRD), wordsOf("2", THIRD, "six feet long"));
  expect(whole).toMatchObject({ status: 200, json: { oldest: "2020-04-01" } });
  expect(Array.isArray(whole.json.stretches)).toBe(true);
  // Words of a text that is only proposed, and of one that stands alone.
  expect((await ask(sha256(PROPOSED), wordsOf("1", PROPOSED, "three years"))).status).toBe(200);
  expect((await ask(sha256(FIRST), wordsOf("1", FIRST, "one year"))).json).toMatchObject({ oldest: "2020-04-01" });

  expect(await ask(sha256(THIRD), "clause=99&part=text&from=0&to=3")).toMatchObject({
    status: 400,
    json: { code: "clause-unknown" },
  });
  expect(await ask(sha256(THIRD), "clause=1&part=text&from=5&to=99999")).toMatchObject({
    status: 400,
    json: { code: "wrong-value", field: "to" },
  });
  expect(await ask("0".repeat(64), "clause=1&part=text&from=0&to=3")).toMatchObject({
    status: 404,
    json: { code: "text-unknown" },
  });
  expect((await ask(sha256(THIRD), "clause=1&part=text&from=a&to=3")).status).toBe(400);
});

test("an address that clauses had two versions ago leads to them, on the text in force and on a proposed one", async () => {
  const { browser } = await startGarden();
  const former = async (hash: string, clause: string) =>
    (await browser.await(`/api/former/garden/${hash}?clause=${encodeURIComponent(clause)}`)).json.former;
  // 4 was Bees on the second text, and was struck; nothing was ever called 9.
  expect(await former(sha256(THIRD), "4")).toEqual({ clause: "4", on: "2022-04-01" });
  expect(await former(sha256(PROPOSED), "4")).toEqual({ clause: "4", on: "2022-04-01" });
  expect(await former(sha256(THIRD), "9")).toBeNull();
  // 3 is Water now; on the first text Water was 2.
  expect(await former(sha256(SECOND), "2")).toEqual({ clause: "2", on: "2020-04-01", now: "3" });
  expect(await former(sha256(PROPOSED), "3")).toEqual({ clause: "3", on: "2024-04-01", now: "3" });
});

test("long texts are prepared: what is open for comment first, then what is in force, then the rest", () => {
  const long = (text: string) => `${text}\n\n${"A paragraph of the rules that nobody ever reads. ".repeat(1200)}`;
  const files = { ...GARDEN };
  for (const path of Object.keys(files)) if (path.endsWith(".md")) files[path] = long(files[path]!);
  const { library, texts } = readLibrary(
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
    sha256,
  );
  const names = new Map(
    Object.entries({ FIRST, SECOND, THIRD, PROPOSED, RIVAL, LATE }).map(([name, text]) => [sha256(long(text)), name]),
  );
  const shown = questionsToCome(library, (hash) => texts.get(hash)).map(({ name }) =>
    name.replace(/[0-9a-f]{64}/g, (hash) => names.get(hash) ?? "?").replace(/ [0-9a-f]{32}$/, ""),
  );
  expect(shown).toEqual([
    "comparison SECOND LATE",
    "collisions",
    "comparison THIRD PROPOSED",
    "collisions",
    "comparison THIRD RIVAL",
    "collisions",
    "comparison FIRST SECOND",
    "comparison SECOND THIRD",
  ]);
  // Short ones are made before anyone has noticed.
  const short = readLibrary(
    new Map(Object.entries(GARDEN).map(([path, text]) => [path, new TextEncoder().encode(text)])),
    sha256,
  );
  expect(questionsToCome(short.library, (hash) => short.texts.get(hash))).toEqual([]);
});
