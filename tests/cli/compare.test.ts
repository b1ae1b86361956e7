import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyCommand } from "../../src/cli/apply.ts";
import { compareCommand } from "../../src/cli/compare.ts";
import { showProgress } from "../../src/cli/showProgress.ts";

const BEFORE = "bylaws/openstack-foundation/versions/2019-04-01.md";
const AFTER = "bylaws/openstack-foundation/amendments/2019-open-meetings/1.md";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "compare-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Command = typeof compareCommand | typeof applyCommand;

async function call(command: Command, args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const code = await command(args, {
    stdout: (text) => {
      written.stdout += text;
    },
    stderr: (text) => {
      written.stderr += text;
    },
  });
  return { code, ...written };
}

const run = (...args: string[]) => call(compareCommand, args);
const apply = (...args: string[]) => call(applyCommand, args);

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const HARBOUR = "bylaws/harbour-commons/versions";

describe("openfloor apply", () => {
  test("the steps of a comparison make the new text of the old one", async () => {
    for (const [before, after] of [
      [BEFORE, AFTER],
      [`${HARBOUR}/2021-05-12.md`, `${HARBOUR}/2024-05-15.md`],
    ] as const) {
      const steps = file("steps.json", (await run(before, after, "--format", "steps")).stdout);
      const { code, stdout, stderr } = await apply(before, steps);
      expect([code, stderr]).toEqual([0, ""]);
      expect(await run(file("made.md", stdout), after, "--format", "instructions")).toMatchObject({
        stdout: "The two texts say the same.\n",
      });
    }
  });

  test("on another text each step that does not fit is named, and nothing is printed", async () => {
    const steps = file("steps.json", (await run(BEFORE, AFTER, "--format", "steps")).stdout);
    const refused = await apply(file("other.md", "4.16 Open Meetings. The Board meets.\n"), steps);
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain(
      "Instruction 1 does not fit this text (“In Section 4.16, after ‘Platinum Members,’",
    );
  });

  test.each([
    ["one file only", [BEFORE], "apply needs two files"],
    ["a file that is not there", ["nowhere.md", BEFORE], "nowhere.md does not exist."],
    ["a file that is no JSON", [BEFORE, BEFORE], "is no JSON"],
  ])("%s: one sentence, exit code 2", async (_, args, sentence) => {
    const { code, stdout, stderr } = await apply(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test.each([
    ["no list", "{}", "These are no instructions"],
    ["a step that is none", '[{ "do": "burn", "clause": { "before": "1.1" } }]', "Instruction 1 is none"],
    [
      "a step with a field of another kind",
      '[{ "do": "strike", "clause": "1.1", "opening": "Name" }]',
      "Instruction 1 is none",
    ],
  ])("%s is told as such", async (_, json, sentence) => {
    const { code, stderr } = await apply(BEFORE, file("bad.json", json));
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe("openfloor compare", () => {
  test("words: of Section 4.16 only the phrase is marked", async () => {
    const { code, stdout, stderr } = await run(BEFORE, AFTER);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.match(/\{\+.*?\+\}|\[-.*?-\]/g)).toEqual([
      "{+and discuss the review and approval of Open Infrastructure Projects,+}",
    ]);
    expect(stdout.split("\n")[0]).toBe("4.16 Open Meetings and Records");
    expect(stdout).toContain("Platinum Members, {+and discuss");
    expect(stdout).toContain("Projects,+} the Board of Directors");
  });

  test("words: moved, renumbered and struck clauses are told in brackets", async () => {
    const before = file(
      "a.md",
      "# B\n\n### 1.1 Name\n\nIt is called the Association.\n\n### 1.2 Seal\n\nIt has a seal.\n\n### 1.3 Office\n\nIts office is at the quay.\n",
    );
    const after = file(
      "b.md",
      "# B\n\n### 1.1 Name\n\nIt is called the Association.\n\n### 1.2 Office\n\nIts office is at the quay.\n",
    );
    expect((await run(before, after)).stdout).toBe(
      "[Section 1.2 (Seal) is struck.]\n1.2 [-Seal-]\n[-It has a seal.-]\n\n[Section 1.3 is renumbered 1.2.]\n",
    );
    expect((await run(before, before)).stdout).toBe("The two texts say the same.\n");
  });

  test("instructions: each change as a resolution would say it, numbered", async () => {
    expect((await run(BEFORE, AFTER, "--format", "instructions")).stdout).toBe(
      "Clauses are named by the numbers they have before these instructions, unless they are new.\n\n1. In Section 4.16, after ‘Platinum Members,’, insert ‘and discuss the review and approval of Open Infrastructure Projects,’.\n",
    );
    expect((await run(BEFORE, BEFORE, "--format", "instructions")).stdout).toBe("The two texts say the same.\n");
  });

  test("instructions: a new section keeps its lines, below its number", async () => {
    const [before, after] = [
      file("short.md", "1.1 Name. It sails.\n"),
      file("long.md", "1.1 Name. It sails.\n\n1.2 Seal. It has:\n\n(a) a seal;\n\n(b) a flag.\n"),
    ];
    expect((await run(before, after, "--format", "instructions")).stdout.split("\n").slice(2)).toEqual([
      "1. After Section 1.1, insert a new section 1.2: ‘1.2 Seal. It has:",
      "     (a) a seal;",
      "     (b) a flag.’.",
      "",
    ]);
  });

  test("words: the title of the whole is told first", async () => {
    const { stdout } = await run(
      file("t1.md", "# Bylaws of A\n\n1.1 Name. It sails.\n"),
      file("t2.md", "# Bylaws of B\n\n1.1 Name. It rows.\n"),
    );
    expect(stdout.split("\n")[0]).toBe("[The whole is retitled: ‘Bylaws of B’ for ‘Bylaws of A’.]");
  });

  test("words: words from right to left are isolated with their marks", async () => {
    const { stdout } = await run(
      file("ar1.md", "1.1 Name. يعقد المجلس اجتماعه في مايو.\n"),
      file("ar2.md", "1.1 Name. يعقد المجلس اجتماعه في يونيو.\n"),
    );
    expect(stdout).toContain("\u2068[-مايو-]\u2069\u2068{+يونيو+}\u2069");
  });

  test("pairings of a clause that is not there are told with their line", async () => {
    const yaml = file("amendment.yaml", 'title: A\npairings:\n  - before: "4.99"\n    after: ["4.16"]\n');
    const { code, stdout, stderr } = await run(BEFORE, AFTER, "--pairings", yaml);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/amendment\.yaml:3: .*4\.99/);
  });

  test("long texts: a person at a terminal is told how far it is, and the line goes away", () => {
    let written = "";
    const progress = showProgress("Comparing", {
      stderr: (text) => {
        written += text;
      },
    });
    for (const share of [0, 0.5, 0.501, 1]) progress.show(share);
    progress.clear();
    expect(written).toBe(`\rComparing … 0 %\rComparing … 50 %\rComparing … 100 %\r${" ".repeat(17)}\r`);
  });

  test("summary: counts as JSON", async () => {
    const { stdout } = await run(BEFORE, AFTER, "--format", "summary");
    expect(JSON.parse(stdout)).toMatchObject({
      wordsInserted: 10,
      wordsDeleted: 0,
      changes: 1,
      clauses: { amended: 1 },
    });
  });

  test("ops: every character of both files once, and the map of sections", async () => {
    const { stdout } = await run(BEFORE, AFTER, "--format=ops");
    const { unit, ops } = JSON.parse(stdout);
    expect(unit).toBe("char");
    expect(ops.map(({ op }: { op: string }) => op)).toEqual(["equal", "insert", "equal"]);
  });

  test.each([
    ["a file that is not there", ["nowhere.md", AFTER], "nowhere.md does not exist."],
    ["a folder", ["bylaws", AFTER], "bylaws is no file."],
    ["pairings that are not there", [BEFORE, AFTER, "--pairings", "nowhere.yaml"], "nowhere.yaml does not exist."],
    ["one file only", [BEFORE], "compare needs two files"],
    ["an unknown format", [BEFORE, AFTER, "--format", "pdf"], "“pdf” is no format"],
    ["an unknown option", [BEFORE, AFTER, "--loud"], "--loud"],
  ])("%s: one sentence, exit code 2", async (_, args, sentence) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("a file that is no UTF-8 is read as well as possible, with a warning", async () => {
    const bytes = Uint8Array.from([...Buffer.from("1.1 Name. It is called Caf"), 0xe9, ...Buffer.from(" Bar.")]);
    const { code, stdout, stderr } = await run(
      file("latin.md", bytes),
      file("utf.md", "1.1 Name. It is called Café Bar."),
    );
    expect(code).toBe(0);
    expect(stderr).toContain("latin.md is not valid UTF-8");
    expect(stdout).toContain("{+Café+}");
  });
});
