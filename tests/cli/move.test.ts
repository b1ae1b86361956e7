import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { SummedLines } from "../../src/cli/summedLines.ts";
import { writeWhole } from "../../src/cli/writeWhole.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { makeDatabase } from "../postgres.ts";
import { makeFolder } from "../store/folder.ts";
import { PROGRAM, run } from "./command.ts";
import { fillStore, MAIL, TEXT } from "./filledStore.ts";

const hashOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
const linesOf = (path: string) => readFileSync(path, "utf8").trimEnd().split("\n");

describe("openfloor export and import", () => {
  test("a record goes from SQLite to PostgreSQL and back, and is the same byte for byte", async () => {
    const [folder, DATABASE_URL] = [makeFolder(), await makeDatabase()];
    const file = (name: string) => join(folder, name);
    await fillStore({ data: file("one") }, 700);
    expect(await run(["export", file("1.jsonl"), "--data", file("one")])).toEqual({ code: 0, stdout: "", stderr: "" });
    const imported = await run(["import", file("1.jsonl")], { DATABASE_URL });
    expect(imported.stderr).toBe("");
    expect(imported.stdout).toMatch(/holds the record of .*1\.jsonl: 706 entries, 3 people, 1 text\./);
    expect((await run(["export", file("2.jsonl")], { DATABASE_URL })).code).toBe(0);
    expect((await run(["import", file("2.jsonl"), "--data", file("two")])).code).toBe(0);
    expect((await run(["export", file("3.jsonl"), "--data", file("two")])).code).toBe(0);
    expect(linesOf(file("1.jsonl"))).toHaveLength(1 + 706 + 3 + 1 + 1);
    expect([hashOf(file("2.jsonl")), hashOf(file("3.jsonl"))]).toEqual([
      hashOf(file("1.jsonl")),
      hashOf(file("1.jsonl")),
    ]);
    for (const [args, environment] of [
      [["--data", file("two")], {}],
      [[], { DATABASE_URL }],
    ] as const) {
      expect(await run(["verify", ...args], environment)).toEqual({
        code: 0,
        stdout: "The record verifies: 706 entries, 1 of them blanked, 3 people, 1 text.\n",
        stderr: "",
      });
    }
  });

  test("an export names documents and people, and no mail address", async () => {
    const folder = makeFolder();
    await fillStore({ data: join(folder, "data") });
    const { stdout } = await run(["export", "--data", join(folder, "data")]);
    expect(stdout).not.toContain("@");
    expect(stdout).not.toContain(MAIL.split("@")[0]);
    const [first, , , ...rest] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ format: "openfloor-record", version: 1, documents: [{ slug: "ferry" }], entries: 6 });
    expect(rest.filter(({ person }) => person).map(({ person }) => person)).toEqual([
      { id: "ada", name: "Ada Lovelace", standing: "director", affiliation: "Ferry & Sons", isVerified: true },
      { id: "gone", name: "Somebody", standing: "guest", isVerified: false, leftAt: "2026-11-22T12:00:00.000Z" },
      { id: "guest", name: "Ada (phone)", standing: "guest", isVerified: false, same: "ada" },
    ]);
  });

  test("what was altered is named by its line, and nothing is imported", async () => {
    const folder = makeFolder();
    await fillStore({ data: join(folder, "data") });
    const whole = (await run(["export", "--data", join(folder, "data")])).stdout.split("\n").slice(0, -1);
    const at = (number: number, change: (line: string) => string) =>
      whole.map((line, index) => (index === number - 1 ? change(line) : line));
    const path = join(folder, "altered.jsonl");
    const altered = "This line was altered, or one before it is missing.";
    const cases: [string, string[], string][] = [
      ["a word of an entry", at(3, (line) => line.replace("Which", "What")), `${path}:3: ${altered}`],
      ["a person's standing", at(8, (line) => line.replace("director", "moderator")), `${path}:8: ${altered}`],
      ["an entry left out", whole.toSpliced(3, 1), `${path}:4: ${altered}`],
      ["two lines that changed places", whole.toSpliced(2, 2, whole[3]!, whole[2]!), `${path}:3: ${altered}`],
      ["the last line cut off", whole.slice(0, -1), `${path}:11: The file was cut off after this line.`],
      ["cut in the middle of a line", [...whole.slice(0, 5), whole[5]!.slice(0, 50)], `${path}:6: ${altered}`],
      ["a line after the last", [...whole, whole.at(-1)!], `${path}:13: Something follows the last line.`],
      ["no first line", whole.slice(1), `${path} is no record that openfloor export wrote.`],
      ["something else", ["# Bylaws"], `${path} is no file that Openfloor wrote.`],
      ["nothing", [], `${path}:1: `],
    ];
    for (const [name, lines, sentence] of cases) {
      writeFileSync(path, `${lines.join("\n")}\n`);
      const data = join(folder, "new");
      const { code, stdout, stderr } = await run(["import", path, "--data", data]);
      expect([name, code, stdout, stderr.split("\n").length], stderr).toEqual([name, 2, "", 2]);
      if (lines.length > 0) expect(stderr, name).toContain(sentence);
      expect(existsSync(join(data, "openfloor.db")), name).toBe(false);
    }
  });

  test("a record that was altered with its sums made right again does not pass its own chain", async () => {
    const folder = makeFolder();
    await fillStore({ data: join(folder, "data") });
    const lines = (await run(["export", "--data", join(folder, "data")])).stdout.trimEnd().split("\n");
    const path = join(folder, "forged.jsonl");
    const forge = (change: (fields: { [name: string]: Record<string, unknown> }, index: number) => void) => {
      const sums = new SummedLines();
      const forged = lines.map((line, index) => {
        const { sum: _, ...fields } = JSON.parse(line);
        change(fields, index);
        return sums.line(fields);
      });
      writeFileSync(path, forged.join(""));
      return run(["import", path, "--data", join(folder, "new")]);
    };
    const body = await forge(({ entry }, index) => {
      if (index === 2) entry!.text = "What?";
    });
    expect(body.stderr).toBe(`${path}:3: The body of entry 2 was changed.\n`);
    const head = await forge(({ entry }, index) => {
      if (index === 2) entry!.at = "2020-01-01T00:00:00.000Z";
    });
    expect(head.stderr).toBe(`${path}:3: The head of entry 2 was changed.\n`);
    const text = await forge(({ text }) => {
      if (text) text.source = "# Others";
    });
    expect(text.stderr).toBe(`${path}:11: The text is not the one its hash names.\n`);
    const author = await forge(({ person }) => {
      if (person?.id === "gone") person.id = "another";
    });
    expect(author.stderr).toBe(`${path}:12: Entry 3 is by gone, who is not among the people.\n`);
    const mail = await forge(({ person }) => {
      if (person) person.mail = "ada@example.org";
    });
    expect(mail.stderr).toMatch(/:8: This line is no entry, person or text that this Openfloor knows\.\n$/);
    expect(existsSync(join(folder, "new/openfloor.db"))).toBe(false);
  });

  test("what would fill the memory or the stack is refused: one endless line, nesting, a compressed file", async () => {
    const folder = makeFolder();
    const path = join(folder, "bomb.jsonl");
    const refused = async (bytes: string | Buffer) => {
      writeFileSync(path, bytes);
      const { code, stderr } = await run(["import", path, "--data", join(folder, "new")]);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refused(Buffer.alloc(65 * 1024 * 1024, " "))).toMatch(/:1: This line is longer than 67108864 bytes/);
    expect(await refused(`{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}\n`)).toMatch(
      /is no file that Openfloor wrote/,
    );
    expect(await refused(gzipSync("{}"))).toMatch(/is compressed\. Unpack it first/);
    const sums = new SummedLines();
    const first = sums.line({ format: "openfloor-record", version: 1 });
    expect(await refused(first + sums.line({ a: JSON.parse("[".repeat(60) + "]".repeat(60)) }))).toMatch(
      /:2: This line was altered/,
    );
    expect(await refused(new SummedLines().line({ format: "openfloor-record", version: 2 }))).toMatch(
      /newer Openfloor/,
    );
  });

  test("nothing is imported over what is kept, in a folder or in a database", async () => {
    const [folder, DATABASE_URL] = [makeFolder(), await makeDatabase()];
    const [data, path] = [join(folder, "data"), join(folder, "record.jsonl")];
    await fillStore({ data });
    await fillStore({ data, databaseUrl: DATABASE_URL });
    expect((await run(["export", path, "--data", data])).code).toBe(0);
    const sentence = /^There is a record .* already\. Nothing was changed: what is kept is never written over\. .*\n$/;
    expect(await run(["import", path, "--data", data])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(sentence),
    });
    expect(await run(["import", path], { DATABASE_URL })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(sentence),
    });
  });

  test("a file that cannot be written whole leaves the old one as it was", async () => {
    const folder = makeFolder();
    const data = join(folder, "data");
    await fillStore({ data }, 3000);
    const path = join(folder, "record.jsonl");
    writeFileSync(path, "the old one");
    await expect(
      writeWhole(path, 0o644, async (add) => {
        await add("x".repeat(1_000_000));
        throw Object.assign(new Error("no room"), { code: "ENOSPC" });
      }),
    ).rejects.toThrow("no room");
    expect([readFileSync(path, "utf8"), readdirSync(folder).sort()]).toEqual(["the old one", ["data", "record.jsonl"]]);
    expect((await run(["export", path, "--data", data])).code).toBe(0);
    expect(linesOf(path)).toHaveLength(3012);
    expect(statSync(path).mode & 0o777).toBe(0o644);
  });
});

describe("a disk that is full", () => {
  test.each(["export", "backup", "import", "restore"])("%s says so, and leaves nothing half done", async (command) => {
    const folder = makeFolder();
    const [data, small] = [join(folder, "data"), join(folder, "small")];
    mkdirSync(small);
    await fillStore({ data }, 1000);
    const files: Record<string, string> = { import: join(folder, "record"), restore: join(folder, "backup") };
    await run(["export", files.import!, "--data", data]);
    await run(["backup", files.restore!, "--data", data]);
    const source = files[command];
    const args = source
      ? [command, source, "--data", join(small, "new")]
      : [command, join(small, "file"), "--data", data];
    // A disk of 300 kB in a view of the file system of its own, for which nobody need be root.
    const script = 'mount -t tmpfs -o size=300k small "$0" && "$@"; echo "exit $?"; find "$0" -type f -size +0';
    const [view, ...flags] = ["unshare", "--map-root-user", "--mount"];
    const ran = spawnSync(view!, [...flags, "sh", "-c", script, small, PROGRAM, ...args], {
      encoding: "utf8",
    });
    const [exit, ...left] = ran.stdout.trim().split("\n");
    expect([exit, ran.stderr], ran.stderr).toEqual([
      "exit 2",
      expect.stringMatching(/^[^\n]*disk[^\n]* is full[^\n]*\.\n$/),
    ]);
    // Of an empty data folder: what claims it, and nothing that a server would open.
    expect(left.filter((path) => !path.endsWith("/lock"))).toEqual([]);
  });

  test("what is no file is not replaced by one", async () => {
    const data = join(makeFolder(), "data");
    await fillStore({ data });
    for (const command of ["export", "backup"]) {
      const { code, stderr } = await run([command, "/dev/null", "--data", data]);
      expect([code, stderr]).toEqual([2, "/dev/null is no file; name one that is, or one that is not there yet.\n"]);
    }
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
});

describe("openfloor export --annotations", () => {
  const OPENFLOOR_ORIGIN = "https://floor.example.org";

  test("comments are W3C Web Annotations, whose selectors find the words in the text they name", async () => {
    const data = join(makeFolder(), "data");
    await fillStore({ data });
    const { code, stdout } = await run(["export", "--annotations", "--data", data], { OPENFLOOR_ORIGIN });
    expect(code).toBe(0);
    const collection = JSON.parse(stdout);
    expect(collection).toMatchObject({
      "@context": "http://www.w3.org/ns/anno.jsonld",
      type: "AnnotationCollection",
      total: 2,
      first: { type: "AnnotationPage", startIndex: 0 },
    });
    const [comment, reply] = collection.first.items;
    const page = `${OPENFLOOR_ORIGIN}/ferry/amendments/open/4.16`;
    expect(comment).toMatchObject({
      id: `${page}#comment-1`,
      type: "Annotation",
      motivation: "commenting",
      created: "2026-11-22T12:00:00.000Z",
      creator: { type: "Person", name: "Ada Lovelace" },
      body: { type: "TextualBody", format: "text/markdown" },
      target: { source: `${OPENFLOOR_ORIGIN}/api/texts/${sha256(TEXT)}`, scope: `${page}?revision=1` },
    });
    const [quote, position] = comment.target.selector;
    expect(quote).toEqual({
      type: "TextQuoteSelector",
      exact: "publish* its minutes",
      prefix: expect.any(String),
      suffix: expect.any(String),
    });
    expect(Array.from(TEXT).slice(position.start, position.end).join("")).toBe(quote.exact);
    // The guest turned out to be her when she signed in.
    expect(reply).toMatchObject({
      motivation: "replying",
      target: `${page}#comment-1`,
      creator: { name: "Ada Lovelace" },
    });
  });

  test("the same selectors stand in the record beside the entry, of a text named by its hash", async () => {
    const data = join(makeFolder(), "data");
    await fillStore({ data });
    const { stdout } = await run(["export", "--data", data]);
    const [, { target }] = stdout
      .split("\n")
      .slice(0, 2)
      .map((line) => JSON.parse(line));
    expect(target.source).toMatch(/^ni:\/\/\/sha-256;[\w-]{43}$/);
    expect(target.selector.map(({ type }: { type: string }) => type)).toEqual([
      "TextQuoteSelector",
      "TextPositionSelector",
    ]);
  });

  test("without the address of the site it says what to set", async () => {
    const data = join(makeFolder(), "data");
    await fillStore({ data });
    const { code, stderr } = await run(["export", "--annotations", "--data", data]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/set OPENFLOOR_ORIGIN/)]);
  });
});
