import { cpSync, existsSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { SCHEMA } from "../../src/store/schema.ts";
import { makeDatabase } from "../postgres.ts";
import { makeFolder } from "../store/folder.ts";
import { HOME, PROGRAM, run } from "./command.ts";
import { fillStore } from "./filledStore.ts";
import { ended, serve } from "./served.ts";

beforeAll(() => {
  if (!existsSync(PROGRAM)) throw new Error("Build it first: npm run build.");
});

/** A server that answers whoever comes as `answer` does. */
async function listen(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    answer(socket);
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as { port: number }).port;
}

describe("openfloor serve on PostgreSQL", () => {
  test("says where its data is, without user and password, and serves", async () => {
    const DATABASE_URL = await makeDatabase();
    const { line, address } = await serve([], { DATABASE_URL });
    expect(line).toMatch(/ · data in PostgreSQL at 127\.0\.0\.1:\d+\/test_\w+ · /);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
  });

  test("a database that cannot be had is named in one sentence, and its password never", async () => {
    const closed = await listen(() => {});
    const refusing = await listen((socket) =>
      socket.once("data", () => {
        // As PostgreSQL answers a wrong password.
        const fields = Buffer.from('SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user "floor"\0\0');
        const length = Buffer.alloc(4);
        length.writeInt32BE(fields.length + 4);
        socket.end(Buffer.concat([Buffer.from("E"), length, fields]));
      }),
    );
    const newer = await makeDatabase();
    await fillStore({ data: "", databaseUrl: newer });
    const client = new pg.Client({ connectionString: newer });
    await client.connect();
    await client.query(`UPDATE openfloor SET version = ${SCHEMA.length + 1}`);
    await client.end();
    const cases: [string, RegExp][] = [
      ["mysql://floor:hush-hush@127.0.0.1/floor", /DATABASE_URL must begin with postgres:\/\//],
      ["postgres://floor:hush-hush@127.0.0.1:99999/floor", /DATABASE_URL cannot be read/],
      [`postgres://floor:hush-hush@127.0.0.1:${refusing}/floor`, /password authentication failed/],
      [`postgres://floor:hush-hush@127.0.0.1:1/floor`, /“floor” at 127\.0\.0\.1:1/],
      [`postgres://floor:hush-hush@127.0.0.1:${closed}/floor`, /“floor” at 127\.0\.0\.1:\d+/],
      ["postgres://floor:hush-hush@db.example.org/floor", /without sslmode=verify-full/],
      [newer, /A newer Openfloor wrote the database “test_\w+”/],
    ];
    const runs = cases.map(async ([DATABASE_URL, sentence]) => {
      const { code, stdout, stderr } = await run(["serve"], { DATABASE_URL });
      expect([code, stdout], stderr).toEqual([2, ""]);
      expect(stderr).toMatch(sentence);
      expect(stderr).toMatch(/^[^\n]+\.\n$/);
      expect(stderr).not.toContain("hush");
    });
    await Promise.all(runs);
  });

  test("stops within ten seconds of SIGTERM, also with live readers and a database that answers nothing any more", async () => {
    const real = new URL(await makeDatabase());
    let isStuck = false;
    const proxy = await listen((socket) => {
      const there = connect(Number(real.port), real.hostname);
      there.on("error", () => {});
      socket.on("data", (bytes) => !isStuck && there.write(bytes));
      there.on("data", (bytes) => !isStuck && socket.write(bytes));
      socket.on("close", () => there.destroy());
      onTestFinished(() => void [socket.destroy(), there.destroy()]);
    });
    const through = new URL(real);
    through.port = String(proxy);
    const { child, address } = await serve([], { DATABASE_URL: through.href });
    const streams = await Promise.all(Array.from({ length: 20 }, () => fetch(`${address}/api/events`)));
    expect(streams.every(({ status }) => status === 200)).toBe(true);
    isStuck = true;
    const asked = fetch(`${address}/api/entries?document=openstack-foundation`).catch(() => undefined);
    const start = performance.now();
    child.kill("SIGTERM");
    expect([0, 1]).toContain(await ended(child));
    expect(performance.now() - start).toBeLessThan(10_000);
    await asked;
  });
});

test("a people.yaml that is broken is named with file and line, and the server starts with the list it has", async () => {
  const folder = makeFolder();
  cpSync(join(HOME, "bylaws/openstack-foundation"), join(folder, "bylaws/openstack-foundation"), { recursive: true });
  writeFileSync(join(folder, "people.yaml"), "people:\n  - mail: ada@example.org\n    standing: empress\n");
  const { log, address } = await serve(["--data", join(folder, "data"), "--bylaws", join(folder, "bylaws")], {
    OPENFLOOR_LOG: "text",
  });
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  expect(log()).toMatch(/people\.yaml:3: /);
  expect(log()).not.toContain("ada@example.org");
});

describe("openfloor secretary", () => {
  test("prints a new link beside a running server, which makes its opener the secretary, once", async () => {
    const data = join(makeFolder(), "data");
    const { address } = await serve(["--data", data], {});
    const OPENFLOOR_ORIGIN = "https://floor.example.org";
    const { code, stdout } = await run(["secretary", "--data", data], { OPENFLOOR_ORIGIN });
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^https:\/\/floor\.example\.org\/sign-in\/secretary#[\w-]{20,}\n$/),
    ]);
    const token = stdout.trim().split("#")[1];
    const open = () =>
      fetch(`${address}/api/secretary`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: address, "sec-fetch-site": "same-origin" },
        body: JSON.stringify({ token, name: "Ada Lovelace" }),
      });
    const opened = await open();
    expect([opened.status, await opened.json()]).toMatchObject([
      200,
      { person: { name: "Ada Lovelace", standing: "secretary" } },
    ]);
    expect((await open()).status).toBeGreaterThanOrEqual(400);
    const second = await run(["secretary", "--data", data]);
    expect([second.code, second.stdout]).toEqual([1, ""]);
    expect(second.stderr).toMatch(/^There is a secretary already.* ask with --again\.\n$/);
    expect((await run(["secretary", "--again", "--data", data])).code).toBe(0);
  });

  test("says in one sentence that there is no data", async () => {
    const data = makeFolder();
    expect(await run(["secretary", "--data", data])).toEqual({
      code: 2,
      stdout: "",
      stderr: `There is no record at ${join(data, "openfloor.db")}.\n`,
    });
  });
});
