import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { makeFolder } from "../store/folder.ts";
import { HOME, PROGRAM, run } from "./command.ts";
import { ended, serve } from "./served.ts";

beforeAll(() => {
  if (!existsSync(PROGRAM)) throw new Error("Build it first: npm run build.");
});

describe("openfloor", () => {
  test("says what it can, and its version", async () => {
    const help = await run(["--help"]);
    expect([help.code, help.stderr]).toEqual([0, ""]);
    for (const command of [
      "serve",
      "check",
      "compare",
      "apply",
      "revise",
      "place",
      "backup",
      "restore",
      "export",
      "import",
      "verify",
      "secretary",
    ])
      expect(help.stdout).toContain(`openfloor ${command}`);
    expect(await run(["--version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test("answers an unknown command, and none, with its help and exit code 2", async () => {
    const unknown = await run(["frobnicate"]);
    expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
    expect(unknown.stderr).toMatch(/^There is no command “frobnicate”\.\n\n(?:.|\n)*openfloor serve/);
    expect((await run([])).code).toBe(2);
  });

  test("compares the two texts of Section 4.16", async () => {
    const folder = "bylaws/openstack-foundation";
    const { code, stdout } = await run([
      "compare",
      `${folder}/versions/2019-04-01.md`,
      `${folder}/amendments/2019-open-meetings/1.md`,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain("{+");
  });
});

describe("openfloor, copied out of its package", () => {
  test("says what is missing", () => {
    const folder = makeFolder();
    cpSync(join(HOME, "dist"), folder, { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [join(folder, "openfloor.js"), "check"], {
      encoding: "utf8",
      timeout: 20_000,
    });
    expect(stderr).toMatch(/package\.json is in no folder above it\. Copy all of it\./);
    expect(status).toBe(2);
  });
});

describe("openfloor check", () => {
  test("finds no mistake in what comes with it", async () => {
    const { code, stdout } = await run(["check"]);
    // Two of its texts were in force before amendments were kept here, which is told as a remark.
    expect(stdout).toMatch(
      /^(?:\S+: remark: This text differs .*\n){2}2 documents, 5 versions, 6 amendments: no mistakes, 2 remarks\.\n$/,
    );
    expect(code).toBe(0);
  });

  test("tells programs the same as JSON", async () => {
    const { code, stdout } = await run(["check", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      documents: 2,
      mistakes: 0,
      remarks: 2,
      findings: [
        { severity: "remark", code: "in-force-unexplained", file: "harbour-commons/versions/2018-05-26.md", line: 1 },
        { severity: "remark", code: "in-force-unexplained", file: "harbour-commons/versions/2024-05-15.md", line: 1 },
      ],
    });
  });

  test("names every mistake with file, line and what to do, and counts them", async () => {
    const folder = makeFolder();
    cpSync(join(HOME, "bylaws/openstack-foundation"), join(folder, "openstack-foundation"), { recursive: true });
    writeFileSync(join(folder, "openstack-foundation/amendments/2019-open-meetings/1.md"), "");
    const { code, stdout } = await run(["check", folder]);
    expect(stdout).toBe(
      "openstack-foundation/amendments/2019-open-meetings/1.md:1: The file is empty. Put the whole text into it.\n" +
        "1 document, 1 version, 0 amendments: 1 mistake.\n",
    );
    expect(code).toBe(1);
  });

  test("says in one sentence that it cannot", async () => {
    for (const args of [
      ["check", "/nowhere"],
      ["check", "package.json"],
      ["check", "--colour"],
    ]) {
      const { code, stdout, stderr } = await run(args);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^[^\n]+\n$/);
    }
  });
});

describe("openfloor serve", () => {
  test("says where it is and where its data lies, serves, and stops when it is told to", async () => {
    const data = join(makeFolder(), "data");
    const { child, line, address } = await serve(["--data", data]);
    expect(line).toBe(`Openfloor is at ${address} · data in ${data} · bylaws from ${join(HOME, "bylaws")}`);
    expect(address).toMatch(/^http:\/\/localhost:\d+$/);
    const page = await fetch(`${address}/openstack-foundation/amendments/2019-open-meetings/4.16`);
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining("Open meetings and review of projects"),
    ]);
    // An open live stream must not hold it up.
    const stream = await fetch(`${address}/api/events`);
    expect(stream.status).toBe(200);
    const start = performance.now();
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("says so when the request limits are off", async () => {
    const { line } = await serve(["--data", join(makeFolder(), "data")], { OPENFLOOR_LIMITS: "off" });
    expect(line).toContain("request limits are off");
  });

  test("takes a relative folder from where it was called", async () => {
    const folder = makeFolder();
    cpSync(join(HOME, "bylaws/openstack-foundation"), join(folder, "bylaws/openstack-foundation"), { recursive: true });
    const child = spawn(PROGRAM, ["serve", "--port", "0"], { cwd: folder });
    onTestFinished(() => void child.kill("SIGKILL"));
    const line = await new Promise<string>((resolve) => child.stdout.once("data", (words) => resolve(String(words))));
    expect(line).toContain(`data in ${join(folder, "data")} · bylaws from ${join(folder, "bylaws")}`);
    child.kill("SIGINT");
    expect(await ended(child)).toBe(0);
  });

  const oneSentence = /^[^\n]+\.\n$/;

  test("a port in use is named in one sentence", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    const { code, stderr } = await run(["serve", "--port", String(port), "--data", makeFolder()]);
    expect([code, stderr]).toEqual([
      2,
      `Port ${port} is in use by another program. Stop that one, or choose another port with --port.\n`,
    ]);
  });

  test("a second one on the same data names the first, also after the first was killed and started again", async () => {
    const data = join(makeFolder(), "data");
    const first = await serve(["--data", data]);
    const refused = await run(["serve", "--data", data]);
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toBe(
      `The data folder ${data} is in use by another Openfloor (process ${first.child.pid}, at ${first.address}). Stop that one, or choose another folder with --data.\n`,
    );
    first.child.kill("SIGKILL");
    await ended(first.child);
    await serve(["--data", data]);
  });

  test.each<[string, string[], Record<string, string>]>([
    ["a port that is none", ["--port", "80a"], {}],
    ["a port too high", ["--port", "65536"], {}],
    ["an unknown option", ["--colour", "red"], {}],
    ["an argument too many", ["now"], {}],
    ["a bylaws folder there is not", ["--bylaws", "/nowhere"], {}],
    ["bylaws that are no folder", ["--bylaws", "package.json"], {}],
    ["a host that is not here", ["--host", "192.0.2.1"], {}],
    ["a limit that is none", [], { OPENFLOOR_POSTS_PER_PERSON: "many" }],
  ])("%s is named in one sentence", async (_, args, env) => {
    const { code, stdout, stderr } = await run(["serve", "--data", join(makeFolder(), "data"), ...args], env);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(oneSentence)]);
  });

  test("a data folder that cannot be written, or holds something else, is named in one sentence", async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "file"), "");
    mkdirSync(join(folder, "odd"));
    writeFileSync(join(folder, "odd/openfloor.db"), "this is no database ".repeat(300));
    for (const data of [join(folder, "file"), "/proc/openfloor", join(folder, "odd")]) {
      const { code, stderr } = await run(["serve", "--data", data]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(oneSentence)]);
      expect(stderr).toContain(data);
    }
  });
});
