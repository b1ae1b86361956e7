import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLogFormat, readSettings, type ServeArguments } from "../../src/server/settings.ts";
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
    databaseUrl: undefined,
    origin: undefined,
    people: join(home, "people.yaml"),
    guests: true,
    limits: { postsByPerson: { most: 60 }, postsByAddress: { most: 600 }, readsByAddress: { most: 3000 } },
    trustProxy: false,
    metricsToken: undefined,
    logAddresses: false,
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
    postsByPerson: { most: 5, seconds: 60 },
    postsByAddress: { most: 600, seconds: 60 },
  });
  expect(read({}, { OPENFLOOR_LIMITS: "off" }).read().limits).toBe("off");
  expect(() => read({}, { OPENFLOOR_READS_PER_ADDRESS: "0" }).read()).toThrow(/OPENFLOOR_READS_PER_ADDRESS/);
});

test.each<[string, unknown]>([
  ["", false],
  ["0", false],
  ["off", false],
  ["1", 1],
  ["on", 1],
  ["2", 2],
  ["loopback", ["loopback"]],
  ["10.0.0.7, 192.0.2.0/24,2001:db8::/32", ["10.0.0.7", "192.0.2.0/24", "2001:db8::/32"]],
])(
  "OPENFLOOR_TRUST_PROXY=%s believes %j: a number of proxies, or their addresses, never just anybody",
  (on, trusted) => {
    expect(read({}, { OPENFLOOR_TRUST_PROXY: on }).read().trustProxy).toEqual(trusted);
  },
);

test("links lead to the address the operator names; a trailing slash is no path", () => {
  expect(read().read().origin).toBeUndefined();
  expect(read({}, { OPENFLOOR_ORIGIN: "https://floor.example.org/" }).read().origin).toBe("https://floor.example.org");
});

test("a secret may stand in a file, as systemd and containers hand it over", () => {
  const file = join(makeFolder(), "secret");
  writeFileSync(file, "postgres://floor@db.example.org/floor\n");
  expect(read({}, { DATABASE_URL_FILE: file }).read().databaseUrl).toBe("postgres://floor@db.example.org/floor");
  expect(read({}, { DATABASE_URL: "postgres://a/b" }).read().databaseUrl).toBe("postgres://a/b");
});

test.each<[string, Record<string, string>, RegExp]>([
  ["an origin with a path", { OPENFLOOR_ORIGIN: "https://example.org/floor" }, /OPENFLOOR_ORIGIN.*example\.org\/floor/],
  ["an origin without scheme", { OPENFLOOR_ORIGIN: "example.org" }, /OPENFLOOR_ORIGIN/],
  ["an origin of another kind", { OPENFLOOR_ORIGIN: "javascript:alert(1)" }, /OPENFLOOR_ORIGIN/],
  ["another database", { DATABASE_URL: "mysql://root:secret@db/floor" }, /^(?!.*secret).*DATABASE_URL/],
  ["a secret said twice", { DATABASE_URL: "postgres://a/b", DATABASE_URL_FILE: "/x" }, /both set/],
  ["a file that is not there", { DATABASE_URL_FILE: "/nowhere/url" }, /\/nowhere\/url.*ENOENT/],
  ["a short token", { OPENFLOOR_METRICS_TOKEN: "secret" }, /OPENFLOOR_METRICS_TOKEN.*16/],
  ["a proxy that is nobody", { OPENFLOOR_TRUST_PROXY: "10.0.0.7, everybody" }, /“everybody”/],
  ["a network that is none", { OPENFLOOR_TRUST_PROXY: "10.0.0.0/40" }, /10\.0\.0\.0\/40/],
  ["a switch in between", { OPENFLOOR_GUESTS: "maybe" }, /OPENFLOOR_GUESTS.*“maybe”/],
  ["a list of people that is not there", { OPENFLOOR_PEOPLE: "/nowhere/people.yaml" }, /--people/],
])("%s is refused in one sentence, without saying the secret", (_, environment, sentence) => {
  expect(() => read({}, environment).read()).toThrow(sentence);
});

test.each<[string | undefined, boolean, unknown]>([
  [undefined, true, "text"],
  [undefined, false, "json"],
  ["text", false, "text"],
  ["json", true, "json"],
])("OPENFLOOR_LOG=%s, at a terminal: %s, logs %s", (written, isTerminal, format) => {
  expect(readLogFormat({ OPENFLOOR_LOG: written }, isTerminal)).toBe(format);
  expect(() => readLogFormat({ OPENFLOOR_LOG: "xml" }, isTerminal)).toThrow(/“xml”/);
});
