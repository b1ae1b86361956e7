import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { verifyChain } from "../../src/ledger/chain.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import { makeFailingFsync } from "./failingFsync.ts";
import { makeFolder } from "./folder.ts";
import { postComment, readAll, signIn } from "./writers.ts";

async function start(
  environment: Record<string, string>,
  data: string,
  through: string[] = [],
): Promise<RunningServer> {
  const server = await runServer({ OPENFLOOR_LIMITS: "off", ...environment }, { ...SHORT, data, through });
  onTestFinished(server.close);
  return server;
}

async function post(address: string, cookie: string, key: string, text = `Comment ${key}.`) {
  const response = await postComment(address, cookie, key, text);
  return { status: response.status, retryAfter: response.headers.get("retry-after"), json: await response.json() };
}

async function readiness(address: string) {
  const response = await fetch(`${address}/readyz`);
  return { status: response.status, json: await response.json() };
}

test("a failing fsync: not acknowledged, nothing more is taken until a restart, reading goes on, and all of it is said", {
  timeout: 60_000,
}, async () => {
  const folder = makeFolder();
  const data = join(folder, "data");
  const { environment, file } = makeFailingFsync(folder);
  const server = await start(environment, data);
  const { address } = server;
  const cookie = await signIn(address);
  expect((await post(address, cookie, "k1")).status).toBe(201);

  writeFileSync(file, "");
  const failed = await post(address, cookie, "k2");
  expect(failed).toMatchObject({ status: 503, json: { code: "ledger-read-only" } });
  expect(Number(failed.retryAfter)).toBeGreaterThan(0);
  rmSync(file);

  // The disk seems to be well again; what it has lost it does not say.
  expect(await post(address, cookie, "k3")).toMatchObject({ status: 503, json: { code: "ledger-read-only" } });
  await expect(signIn(address, 1)).rejects.toThrow("ledger-read-only");
  expect(await readiness(address)).toMatchObject({ status: 503, json: { ready: false, code: "ledger-read-only" } });
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  expect((await readAll(address)).map(({ text }) => text)).toEqual(["Comment k1."]);
  expect(server.printed()).toMatch(/failed to keep what was written/);

  await server.stop();
  await server.start();
  expect(await readiness(address)).toMatchObject({ status: 200 });
  for (const key of ["k1", "k2", "k3"]) expect((await post(address, cookie, key)).status).toBeLessThan(300);
  const entries = await readAll(address);
  expect(entries.map(({ text }) => text)).toEqual(["Comment k1.", "Comment k2.", "Comment k3."]);
  expect(verifyChain(entries, sha256)).toMatchObject({ ok: true });
});

test("a full disk: refused with nothing half written, reading goes on, and with room again so does writing, without a restart", {
  timeout: 60_000,
}, async () => {
  const data = join(makeFolder(), "data");
  mkdirSync(data);
  const { address, pid } = await start({}, data, onSmallDisk(data));
  const cookie = await signIn(address);
  expect((await post(address, cookie, "k1")).status).toBe(201);
  // The disk is there for the server only.
  const filler = join("/proc", String(pid()), "root", data, "filler");
  fill(filler);

  const refused = await post(address, cookie, "k2", "x".repeat(9000));
  expect(refused).toMatchObject({ status: 507, json: { code: "ledger-full" } });
  expect(await post(address, cookie, "k3")).toMatchObject({ status: 507, json: { code: "ledger-full" } });
  expect(await readiness(address)).toMatchObject({ status: 503, json: { ready: false, code: "ledger-full" } });
  expect((await readAll(address)).map(({ text }) => text)).toEqual(["Comment k1."]);

  rmSync(filler);
  expect(await readiness(address)).toMatchObject({ status: 200 });
  expect((await post(address, cookie, "k2", "x".repeat(9000))).status).toBe(201);
  expect((await post(address, cookie, "k3")).status).toBe(201);
  expect((await readAll(address)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(verifyChain(await readAll(address), sha256)).toEqual({ ok: true, count: 3, blanked: 0 });
});

/** A command that runs another one where `folder` is a disk of 3 MB: in its own view of the file system, for which nobody need be root. */
function onSmallDisk(folder: string): string[] {
  const through = ["unshare", "--map-root-user", "--mount"];
  const tried = spawnSync(through[0]!, [...through.slice(1), "mount", "-t", "tmpfs", "small", folder], {
    encoding: "utf8",
  });
  if (tried.status !== 0) {
    throw new Error(
      `A full disk needs “unshare” and “mount”, in a machine that allows them: ${tried.error ?? tried.stderr}`,
    );
  }
  return [...through, "sh", "-c", 'mount -t tmpfs -o size=3m small "$0" && exec "$@"', folder];
}

/** Writes until there is no room. */
function fill(path: string): void {
  const file = openSync(path, "w");
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    expect(error).toMatchObject({ code: "ENOSPC" });
  } finally {
    closeSync(file);
  }
}
