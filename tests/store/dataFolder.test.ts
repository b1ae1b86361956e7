import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataFolder } from "../../src/store/dataFolder.ts";
import { makeFolder } from "./folder.ts";

test("a second one on the same folder is refused, and told where the first is", async () => {
  const folder = join(makeFolder(), "new", "data");
  const first = openDataFolder(folder);
  first.announce("http://localhost:4160");
  expect(() => openDataFolder(folder)).toThrow(
    `The data folder ${folder} is in use by another Openfloor (process ${process.pid}, at http://localhost:4160). Stop that one, or choose another folder with --data.`,
  );
  await first.close();
  await openDataFolder(folder).close();
});

test("a claim ends with its process, however that ends", async () => {
  const folder = makeFolder();
  await openDataFolder(folder).close();
  const script = `
    const { default: Database } = await import("libsql");
    const lock = new Database(${JSON.stringify(join(folder, "lock"))});
    lock.exec("BEGIN EXCLUSIVE");
    console.log("held");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => holder.stdout.once("data", resolve));
  // Left over by a process that was killed: must not be believed once the lock is free.
  writeFileSync(join(folder, "server.json"), JSON.stringify({ pid: holder.pid, address: "http://localhost:1" }));
  expect(() => openDataFolder(folder)).toThrow(`process ${holder.pid}`);
  const ended = new Promise((resolve) => holder.once("exit", resolve));
  holder.kill("SIGKILL");
  await ended;
  await openDataFolder(folder).close();
});

test("the secret is made once, and only its owner may read it", async () => {
  const folder = makeFolder();
  const first = openDataFolder(folder);
  await first.close();
  const second = openDataFolder(folder);
  await second.close();
  expect(second.secret).toBe(first.secret);
  expect(first.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
});

test("a secret that was cut short is made anew", async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "secret"), "abc");
  const opened = openDataFolder(folder);
  expect(opened.secret).toMatch(/^[0-9a-f]{64}$/);
  await opened.close();
});

test("a folder that cannot be used is named in one sentence", () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "file"), "");
  expect(() => openDataFolder(join(folder, "file"))).toThrow(
    /^The data folder .* cannot be written \(it is not a folder\)\. Choose another one with --data\.$/,
  );
  expect(() => openDataFolder(join(folder, "file", "data"))).toThrow(/it is not a folder/);
  // The kernel lets nobody write there, not even root.
  expect(() => openDataFolder("/proc/openfloor")).toThrow(/^The data folder \/proc\/openfloor cannot be written/);
});

test("a folder without permission is named", () => {
  const folder = join(makeFolder(), "closed");
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  const serve = [process.execPath, join(import.meta.dirname, "../../dist/openfloor.js"), "serve", "--data", folder];
  // Root may write anywhere, unless that right is taken from it.
  const limited = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
  const [command, ...rest] = process.getuid?.() === 0 ? [...limited, ...serve] : serve;
  expect(spawnSync(command!, rest, { encoding: "utf8" })).toMatchObject({
    status: 2,
    stderr: `The data folder ${folder} cannot be written (no permission). Choose another one with --data.\n`,
  });
});

test("a person keeps his id under another name", async () => {
  const folder = makeFolder();
  const first = openDataFolder(folder);
  const person = await first.people.add("Ada", "2026-11-22T12:00:00.000Z");
  const stamp = await first.people.stamp();
  const renamed = await first.people.rename(person, "Ada L.");
  expect(renamed).toEqual({ id: person.id, name: "Ada L.", standing: "guest", isVerified: false });
  expect(await first.people.stamp()).not.toBe(stamp);
  await first.close();
  const second = openDataFolder(folder);
  expect(await second.people.find(person.id)).toEqual(renamed);
  expect(await second.people.find("nobody")).toBeUndefined();
  await second.close();
});

test("a text people spoke about outlives its file", async () => {
  const folder = makeFolder();
  const first = openDataFolder(folder);
  await first.texts.keep("abc", "4.16 Open Meetings.");
  await first.texts.keep("abc", "4.16 Open Meetings.");
  await first.close();
  const second = openDataFolder(folder);
  expect(await second.texts.find("abc")).toBe("4.16 Open Meetings.");
  expect(await second.texts.find("def")).toBeUndefined();
  await second.close();
});
