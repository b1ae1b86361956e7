import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "libsql";
import { LedgerError } from "../ledger/ledger.ts";
import { askSqlite, openDatabase } from "./database.ts";
import { KeptTexts } from "./keptTexts.ts";
import { People } from "./people.ts";
import { SqliteLedger } from "./sqlite.ts";
import type { Store } from "./store.ts";

/**
 * Opens a data folder, and makes it where there is none. One process at a time
 * has it; the claim ends with the process, however it ends.
 *
 * @throws {LedgerError} One sentence: the folder is in use (by whom), cannot be
 *   written, or its disk is full.
 */
export function openDataFolder(folder: string): Store {
  makeFolder(folder);
  const release = claim(folder);
  try {
    const file = openDatabase(join(folder, "openfloor.db"));
    // What an earlier server wrote last may be in the kernel's memory only, if its disk failed: it is written once more.
    file.checkpoint();
    const ledger = new SqliteLedger(file);
    const database = askSqlite(file);
    return {
      kind: "sqlite",
      ledger,
      people: new People(database),
      texts: new KeptTexts(database),
      database,
      secret: readSecret(join(folder, "secret")),
      async check() {
        file.check();
      },
      announce: (address) => writeFileSync(join(folder, HOLDER), JSON.stringify({ pid: process.pid, address })),
      async close() {
        await ledger.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error instanceof LedgerError ? error : unwritable(folder, error);
  }
}

const HOLDER = "server.json";

export function makeFolder(folder: string): void {
  try {
    makeParents(folder);
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Not `mkdirSync` with `recursive`: where a folder takes no others, as /proc, that never returns. */
function makeParents(folder: string): void {
  if (existsSync(folder)) return;
  makeParents(dirname(folder));
  mkdirSync(folder);
}

/**
 * Claims a data folder for this process, until the returned function is called.
 *
 * A lock the kernel takes back when the process dies: a file with a process id in it would outlive a `kill -9`.
 *
 * @throws {LedgerError} As `openDataFolder`.
 */
export function claim(folder: string): () => void {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(join(folder, "lock"));
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    if ((error as { code?: string }).code?.startsWith("SQLITE_BUSY")) throw inUse(folder);
    throw unwritable(folder, error);
  }
  rmSync(join(folder, HOLDER), { force: true });
  const held = lock;
  return () => {
    rmSync(join(folder, HOLDER), { force: true });
    held.exec("ROLLBACK"); // Closing alone leaves the lock in place until the garbage is collected.
    held.close();
  };
}

function inUse(folder: string): LedgerError {
  let holder = "";
  try {
    const { pid, address } = JSON.parse(readFileSync(join(folder, HOLDER), "utf8")) as { pid: number; address: string };
    holder = ` (process ${pid}, at ${address})`;
  } catch {
    // It is just starting and has not said yet where it is.
  }
  return new LedgerError(
    "ledger-unavailable",
    `The data folder ${folder} is in use by another Openfloor${holder}. Stop that one, or choose another folder with --data.`,
  );
}

function readSecret(path: string): string {
  if (!existsSync(path)) {
    writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
  }
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length >= 32) return secret;
  // Cut short by a crash or a full disk: nobody can have been signed in with it.
  rmSync(path);
  return readSecret(path);
}

function unwritable(folder: string, cause: unknown): LedgerError {
  const { code = "", message = "" } = cause as { code?: string; message?: string };
  if (code === "ENOSPC" || code.startsWith("SQLITE_FULL")) {
    return new LedgerError(
      "ledger-full",
      `The disk with the data folder ${folder} is full. Make room, then start again.`,
    );
  }
  const why = {
    EACCES: "no permission",
    EROFS: "it is read-only",
    ENOTDIR: "it is not a folder",
    EEXIST: "it is not a folder",
  };
  return new LedgerError(
    "ledger-unavailable",
    `The data folder ${folder} cannot be written (${why[code as keyof typeof why] ?? (message || code)}). Choose another one with --data.`,
    { cause },
  );
}
