import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSettings, type ServeArguments } from "../../src/server/settings.ts";
import { makeFolder } from "../store/folder.ts";

function read(args: ServeArguments = {}, environment: Record<string, string> = {}) {
  const [folder, home] = [makeFolder(), makeFolder()];
  mkdirSync(join(home, "bylaws"));
  return { folder, home, read: () => readSettings(args, environment, { folder, home, log: () => {} }) };
}

test("without settings it serves what comes with it, on this machine only", () => {
  const { folder, home, read: settings } = read();
  expect(settings()).toMatchObject({
    port: 4160,
    host: "localhost",
    data: join(folder, "data"),
    bylaws: join(home, "bylaws"),
    pages: undefined,
    limits: { postsByPerson: 60, postsByAddress: 600, readsByAddress: 3000, streamsByAddress: 500 },
    trustProxy: false,
  });
});

test("an argument goes before the environment, and a folder of one's own before what comes with it", () => {
  const { folder, read: settings } = read(
    { port: "5000", data: "d" },
    { PORT: "6000", OPENFLOOR_DATA: "e", OPENFLOOR_HOST: "::" },
  );
  mkdirSync(join(folder, "bylaws"));
  expect(settings()).toMatchObject({ port: 5000, host: "::", data: join(folder, "d"), bylaws: join(folder, "bylaws") });
});

test("limits are set one by one, or switched off", () => {
  expect(read({}, { OPENFLOOR_POSTS_PER_PERSON: "5" }).read().limits).toMatchObject({
    postsByPerson: 5,
    postsByAddress: 600,
  });
  expect(read({}, { OPENFLOOR_LIMITS: "off" }).read().limits).toBe("off");
  expect(() => read({}, { OPENFLOOR_READS_PER_ADDRESS: "0" }).read()).toThrow(/OPENFLOOR_READS_PER_ADDRESS/);
});

test("a proxy is believed only when that is said", () => {
  expect(["1", "true", "yes"].map((on) => read({}, { OPENFLOOR_TRUST_PROXY: on }).read().trustProxy)).toEqual([
    true,
    true,
    true,
  ]);
  expect(["", "0", "false", "off"].map((off) => read({}, { OPENFLOOR_TRUST_PROXY: off }).read().trustProxy)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
