import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareCommand } from "../../src/cli/compare.ts";

const BEFORE = "bylaws/openstack-foundation/versions/2019-04-01.md";
const AFTER = "bylaws/openstack-foundation/amendments/2019-open-meetings/1.md";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "compare-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const code = await compareCommand(args, {
    stdout: (text) => {
      written.stdout += text;
    },
    stderr: (text) => {
      written.stderr += text;
    },
  });
  return { code, ...written };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

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
