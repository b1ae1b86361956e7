import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { makeDatabase } from "../postgres.ts";
import { makeFolder } from "../store/folder.ts";
import { run } from "./command.ts";
import { fillStore } from "./filledStore.ts";

/** Changes a store behind Openfloor's back. */
const tampers: [string, string, string, string][] = [
  [
    "the words of an entry",
    "UPDATE entries SET body = replace(body, 'minutes', 'hours') WHERE seq = 2",
    "UPDATE entries SET body = replace(body, 'minutes', 'hours') WHERE seq = 2",
    "The body of entry 2 was changed.",
  ],
  [
    "when it was said",
    "UPDATE entries SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 4",
    "UPDATE entries SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 4",
    "The head of entry 4 was changed.",
  ],
  [
    "an entry taken out",
    "DELETE FROM entries WHERE seq = 2",
    "DELETE FROM entries WHERE seq = 2",
    "Entry 2 is missing",
  ],
  [
    "a person taken out",
    "DELETE FROM people WHERE id = 'gone'",
    "DELETE FROM people WHERE id = 'gone'",
    "Entry 3 is by gone, who is not among the people.",
  ],
  [
    "whom a guest turned out to be",
    "UPDATE people SET same = 'nobody' WHERE id = 'guest'",
    "UPDATE people SET same = 'nobody' WHERE id = 'guest'",
    "guest turned out to be nobody, who is not among the people.",
  ],
  [
    "a text people spoke about",
    "UPDATE texts SET source = replace(source, 'minutes', 'hours')",
    "UPDATE texts SET source = replace(source, 'minutes', 'hours')",
    "was changed since it was kept.",
  ],
  [
    "a session of nobody",
    `UPDATE sessions SET userId = 'nobody'`,
    `UPDATE sessions SET "userId" = 'nobody'`,
    "1 of the sessions is of nobody who is known.",
  ],
];

test.each(tampers)("%s is found changed, in SQLite and in PostgreSQL", async (_, sqlite, postgres, mistake) => {
  const [data, DATABASE_URL] = [join(makeFolder(), "data"), await makeDatabase()];
  await fillStore({ data });
  await fillStore({ data, databaseUrl: DATABASE_URL });
  const whole = "The record verifies: 6 entries, 1 of them blanked, 3 people, 1 text.\n";
  expect(await run(["verify", "--data", data])).toEqual({ code: 0, stdout: whole, stderr: "" });
  expect(await run(["verify"], { DATABASE_URL })).toEqual({ code: 0, stdout: whole, stderr: "" });
  const file = openDatabase(join(data, "openfloor.db"));
  file.connection.exec(sqlite);
  file.close();
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  await client.query(postgres);
  await client.end();
  for (const [args, environment] of [
    [["--data", data], {}],
    [[], { DATABASE_URL }],
  ] as const) {
    const { code, stdout } = await run(["verify", ...args], environment);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^The record does not verify\.\n/)]);
    expect(stdout).toContain(mistake);
  }
});

test("a damaged file is told as damaged", async () => {
  const data = join(makeFolder(), "data");
  await fillStore({ data }, 300);
  const path = join(data, "openfloor.db");
  const bytes = readFileSync(path);
  for (let at = 4096 * 8; at < 4096 * 14; at += 1) bytes[at] = at % 251;
  writeFileSync(path, bytes);
  const { code, stdout, stderr } = await run(["verify", "--data", data]);
  expect(code, stderr).toBe(1);
  expect(stdout).toMatch(/^The record does not verify\.\nThe file is damaged: /);
});

test("an entry about a text that is not kept is a remark: its quote stands alone", async () => {
  const data = join(makeFolder(), "data");
  await fillStore({ data });
  const file = openDatabase(join(data, "openfloor.db"));
  file.connection.exec("DELETE FROM texts");
  file.close();
  const { code, stdout } = await run(["verify", "--data", data]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\nremark: Entry 1 quotes a text that is not kept \(\w{12}…\); its quote stands alone\.\n$/);
});

test("makes no record where there is none", async () => {
  const [data, DATABASE_URL] = [makeFolder(), await makeDatabase()];
  const { code, stderr } = await run(["verify", "--data", data]);
  expect([code, stderr]).toEqual([2, `There is no record at ${join(data, "openfloor.db")}.\n`]);
  expect(existsSync(join(data, "openfloor.db"))).toBe(false);
  const empty = await run(["verify"], { DATABASE_URL });
  expect([empty.code, empty.stderr]).toEqual([
    2,
    expect.stringMatching(/^There is no record in the database “test_\w+” at 127\.0\.0\.1:\d+\.\n$/),
  ]);
});
