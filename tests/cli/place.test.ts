import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { openStore } from "../../src/store/openStore.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { makeFolder } from "../store/folder.ts";
import { HOME, run } from "./command.ts";

const SLUG = "2026-records-officer";
const AMENDMENT = `harbour-commons/amendments/${SLUG}`;
const AT = "2026-11-22T12:00:00.000Z";

/** A bylaws folder of the test's own, and a record with comments on words of revision 2 and of the text in force. */
async function prepare() {
  const folder = makeFolder();
  const bylaws = join(folder, "bylaws");
  cpSync(join(HOME, "bylaws"), bylaws, { recursive: true });
  const data = join(folder, "data");
  const store = await openStore({ data });
  const revision = readFileSync(join(bylaws, AMENDMENT, "2.md"), "utf8");
  const base = readFileSync(join(bylaws, "harbour-commons/versions/2024-05-15.md"), "utf8");
  const say = (key: string, body: object) =>
    store.ledger.append({
      document: "harbour-commons",
      amendment: SLUG,
      revision: 2,
      kind: "comment",
      text: "Why?",
      key: `ada/${key}`,
      by: "ada",
      at: AT,
      ...body,
    } as never);
  const on = (source: string, address: string, quote: string) => {
    const clause = findClause(parseBylaws(source), address)!;
    const from = clause.text.indexOf(quote);
    expect(from, `“${quote}” in ${address}`).toBeGreaterThanOrEqual(0);
    const side = source === base ? "before" : "after";
    const anchor = makeAnchor({ text: sha256(source), side, clause, part: "text", from, to: from + quote.length })!;
    return { clause: address, anchor };
  };
  await store.people.add("Ada", AT, { id: "ada", skeleton: "ada" });
  await say("1", on(revision, "6.5(b)", "within ten days"));
  await say("2", on(revision, "6.5(a)", "maintain an index"));
  await say("3", on(revision, "6.5(d)", "destroy no record"));
  await say("4", { clause: "6.5" });
  await say("5", {});
  await say("6", on(base, "6.4", "The Secretary gives"));
  await store.close();
  return { folder, bylaws, data, file: join(bylaws, AMENDMENT, "3.md"), revision };
}

describe("openfloor place, for the secretary", () => {
  test("tells of a revision that is not listed yet where each comment would stand, and which need a look", async () => {
    const { data, file, revision } = await prepare();
    const next = revision
      .replace("answer within ten days every request", "answer within eight days every request")
      .replace(/\(d\) destroy no record.*\n\n/, "");
    expect(next).not.toContain("destroy no record");
    writeFileSync(file, next);
    const { code, stdout, stderr } = await run(["place", file, "--data", data]);
    expect(stderr).toBe("");
    expect(stdout).toBe(
      [
        `6 comments on ${SLUG}:`,
        "     1 gone: their clause is struck, and they are shown where it stood",
        "     1 changed: their words are edited",
        "     3 intact: the same words in the same clause",
        "     1 about the amendment as a whole",
        "",
        "To look at before it is published:",
        "  #3 (6.5(d), revision 2) “destroy no record”: gone, behind 6.5(c)",
        "",
      ].join("\n"),
    );
    expect(code).toBe(0);
  });

  test("tells programs where, and a person's choice counts", async () => {
    const { data, file, revision } = await prepare();
    writeFileSync(file, revision.replace("answer within ten days every", "answer every"));
    const store = await openStore({ data });
    const chosen = { kind: "placement", places: 2, on: sha256(revision), document: "harbour-commons" };
    await store.ledger.append({ ...chosen, amendment: SLUG, key: "ada/7", by: "ada", at: AT } as never);
    await store.close();
    const { stdout } = await run(["place", file, "--data", data, "--json"]);
    const { counts, comments } = JSON.parse(stdout);
    expect(counts).toEqual({ clause: 1, gone: 1, intact: 3, whole: 1 });
    expect(comments[0]).toMatchObject({ number: 1, quote: "within ten days", placement: { clause: "6.5(b)", at: 7 } });
    expect(comments[1]).toMatchObject({ number: 2, state: "gone" });
  });

  test("says what is the matter with a file that is no revision", async () => {
    const { data, bylaws } = await prepare();
    const version = join(bylaws, "harbour-commons/versions/2024-05-15.md");
    expect((await run(["place", version, "--data", data])).stderr).toMatch(/is no revision/);
    expect((await run(["place", join(bylaws, "x.md"), "--data", data])).stderr).toMatch(/does not exist/);
    expect(await run(["place"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/takes one revision/) });
  });
});

describe("openfloor place, for programs", () => {
  const VERSIONS = [
    "# Rules\n\n1.1 **Boats &amp; berths.** No *boat* may lie\nhere.\n\n1.2 Fees. Each member pays.\n",
    "# Rules\n\n1.1 Name. It is a harbour.\n\n1.2 **Boats &amp; berths.** No long *boat* may lie\nhere.\n",
  ];

  async function place(quotes: readonly string[]) {
    const folder = makeFolder();
    const files = VERSIONS.map((text, index) => {
      writeFileSync(join(folder, `${index}.md`), text);
      return join(folder, `${index}.md`);
    });
    const anchors = quotes.map((quote, index) => {
      const start = VERSIONS[0]!.indexOf(quote);
      return JSON.stringify({ id: `${index}`, version: 0, start, end: start + quote.length });
    });
    writeFileSync(join(folder, "anchors.jsonl"), `${anchors.join("\n")}\n`);
    const { stdout, stderr } = await run(["place", ...files, "--anchors", join(folder, "anchors.jsonl")]);
    expect(stderr).toBe("");
    return stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
      .map(({ state, start, end }) => [state, start === undefined ? "" : VERSIONS[1]!.slice(start, end)]);
  }

  test("finds words through markup, entities, line ends and labels, in offsets of the sources", async () => {
    expect(await place(["lie\nhere", "Boats &amp; berths", "No *boat*", "1.1", "1.1 **Boats", "Each member"])).toEqual([
      ["moved", "lie\nhere"],
      ["moved", "Boats &amp; berths"],
      ["changed", "No long *boat"],
      ["moved", "1.2"],
      ["moved", "1.2 **Boats"],
      ["gone", ""],
    ]);
  });

  test("names the line that is no anchor", async () => {
    const folder = makeFolder();
    const [text, anchors] = [join(folder, "0.md"), join(folder, "anchors.jsonl")];
    writeFileSync(text, VERSIONS[0]!);
    for (const line of ["{}", "null", "x", '{"id":"1","version":2,"start":0,"end":4}']) {
      writeFileSync(anchors, `{"id":"0","version":0,"start":0,"end":4}\n${line}\n`);
      const { code, stderr } = await run(["place", text, text, "--anchors", anchors]);
      expect([code, stderr]).toEqual([2, "Line 2 is no anchor in one of the 2 versions.\n"]);
    }
  });
});
