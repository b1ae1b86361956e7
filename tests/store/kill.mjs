// Kills the built server at random moments while eight people write, and counts what is lost.
//   node tests/store/kill.mjs --rounds 100
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HOME = join(import.meta.dirname, "../..");
const PROGRAM = join(HOME, "dist/openfloor.js");
const WRITERS = 8;
/** After its first answer a server lives for a random part of that. */
const LONGEST_LIFE_MS = 250;
/** One start in so many is killed while it is still starting. */
const KILLED_STARTS = 5;
const LONGEST_START_MS = 800;

/**
 * @param {{ rounds: number }} settings
 * @returns {Promise<{ kills: number, acknowledged: number, lost: number, doubled: number, strange: number, chain: string }>}
 *   `strange` counts entries nobody sent, and answers that changed.
 */
export async function killRounds({ rounds }) {
  const folder = mkdtempSync(join(tmpdir(), "openfloor-kill-"));
  const data = join(folder, "data");
  try {
    let server = await start(data);
    const writers = [];
    for (let n = 0; n < WRITERS; n++)
      writers.push({ n, cookie: await signIn(server.address, n), next: 0, acknowledged: new Map() });
    for (let round = 0; round < rounds; round++) {
      const answered = new Promise((resolve) => {
        server.onAnswer = resolve;
      });
      const writing = Promise.all(writers.map((writer) => write(writer, server)));
      await answered;
      await sleep(Math.random() * LONGEST_LIFE_MS);
      await server.kill();
      await writing;
      if (round % KILLED_STARTS === 0) {
        const starting = launch(data);
        await sleep(Math.random() * LONGEST_START_MS);
        await starting.kill();
      }
      server = await start(data);
    }
    // What was under way at the last kill is sent once more, as a browser does.
    await Promise.all(writers.map((writer) => post(writer, server.address)));
    const { entries } = await (await fetch(`${server.address}/api/entries`)).json();
    await server.kill();
    const chain = execFileSync(process.execPath, [PROGRAM, "verify", "--data", data], { encoding: "utf8" }).trim();
    return { kills: rounds, ...count(writers, entries), chain };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(writers, entries) {
  const found = new Map();
  for (const entry of entries) found.set(entry.text, [...(found.get(entry.text) ?? []), entry]);
  let [acknowledged, lost, strange] = [0, 0, 0];
  for (const writer of writers) {
    for (const [text, answer] of writer.acknowledged) {
      acknowledged += 1;
      const [entry] = found.get(text) ?? [];
      if (!entry) lost += 1;
      else if (entry.seq !== answer.seq || entry.hash !== answer.hash) strange += 1;
    }
  }
  const sent = new Set(
    writers.flatMap((writer) => Array.from({ length: writer.next + 1 }, (_, n) => textOf(writer, n))),
  );
  strange += [...found.keys()].filter((text) => !sent.has(text)).length;
  const doubled = [...found.values()].filter((same) => same.length > 1).length;
  return { acknowledged, lost, doubled, strange };
}

/** Writes one entry after another until the server is gone; the last one is sent again to the next server. */
async function write(writer, server) {
  while (!server.isKilled) {
    try {
      await post(writer, server.address);
      writer.next += 1;
      server.onAnswer();
    } catch (error) {
      if (server.isKilled) return;
      throw error;
    }
  }
}

async function post(writer, address) {
  const text = textOf(writer, writer.next);
  const response = await fetch(`${address}/api/entries`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: writer.cookie, "idempotency-key": `key-${writer.next}` },
    body: JSON.stringify({
      kind: "comment",
      document: "openstack-foundation",
      amendment: "2019-open-meetings",
      revision: 1,
      text,
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`Refused: ${JSON.stringify(answer)}`);
  writer.acknowledged.set(text, answer);
}

const textOf = (writer, n) => `Writer ${writer.n} says number ${n}.`;

async function signIn(address, n) {
  const response = await fetch(`${address}/api/guest`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: `Writer ${n}` }),
  });
  return response.headers.get("set-cookie").split(";")[0];
}

function launch(data) {
  const child = spawn(process.execPath, [PROGRAM, "serve", "--port", "0", "--host", "127.0.0.1", "--data", data], {
    cwd: HOME,
    env: { ...process.env, OPENFLOOR_LIMITS: "off" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const server = {
    child,
    gone,
    isKilled: false,
    onAnswer: () => {},
    async kill() {
      server.isKilled = true;
      child.kill("SIGKILL");
      await gone;
    },
  };
  return server;
}

function start(data) {
  const server = launch(data);
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (words) => {
      printed += words;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (address) resolve(Object.assign(server, { address }));
    };
    server.child.stdout.setEncoding("utf8").on("data", read);
    server.child.stderr.setEncoding("utf8").on("data", (words) => {
      printed += words;
    });
    server.gone.then((code) => reject(new Error(`The server ended with ${code}: ${printed}`)));
  });
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "100" } } });
  const { kills, acknowledged, lost, doubled, strange, chain } = await killRounds({ rounds: Number(values.rounds) });
  const verdict = chain.startsWith("The record verifies") ? "verifies" : chain;
  console.log(
    `kills: ${kills}  acknowledged: ${acknowledged}  lost: ${lost}  doubled: ${doubled}  strange: ${strange}  chain: ${verdict}`,
  );
  process.exitCode = lost + doubled + strange === 0 && verdict === "verifies" ? 0 : 1;
}
