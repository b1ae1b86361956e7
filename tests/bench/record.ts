import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/store/database.ts";

const HOME = join(import.meta.dirname, "../..");
const WRITERS = 8;
const WARM_UP = 50;
const POSTS_BY_WRITER = 250;
const COMMENT = {
  kind: "comment",
  document: "openstack-foundation",
  amendment: "2019-open-meetings",
  revision: 1,
  clause: "4.16",
  text: "What could this cover that the exceptions before it do not? ".repeat(5),
};

/**
 * Posts comments to the built server, and puts as many rows of the same length
 * into a bare file, each with its own commit: what the disk alone can do.
 */
export async function benchRecord(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "openfloor-bench-"));
  try {
    const bareBefore = measureBare(join(folder, "before.db"));
    const posted = await measurePosts(join(folder, "data"));
    const bareAfter = measureBare(join(folder, "after.db"));
    // Before and after, since others may use the machine too.
    const bare = bareBefore.perSecond > bareAfter.perSecond ? bareBefore : bareAfter;
    print(`posts, ${WRITERS} writers   ${figures(posted)}`);
    print(`bare insert         ${figures(bare)}`);
    print(
      `ratio               ${(posted.perSecond / bare.perSecond).toFixed(2)} of its rate   p99 ${(posted.p99Ms / bare.p99Ms).toFixed(1)} times as long`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

const figures = ({ perSecond, p50Ms, p99Ms }: Measured): string =>
  `${Math.round(perSecond)}/s   p50 ${p50Ms.toFixed(2)} ms   p99 ${p99Ms.toFixed(2)} ms`;

function summarise(tookMs: number[], wholeMs: number): Measured {
  const sorted = [...tookMs].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { perSecond: (tookMs.length / wholeMs) * 1000, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function measureBare(path: string): Measured {
  const database = openDatabase(path);
  database.connection.exec("CREATE TABLE bare (seq INTEGER PRIMARY KEY, body TEXT)");
  const insert = database.connection.prepare("INSERT INTO bare (body) VALUES (?)");
  const body = JSON.stringify(COMMENT) + "0".repeat(300);
  const took: number[] = [];
  const start = performance.now();
  for (let n = 0; n < WRITERS * POSTS_BY_WRITER; n++) {
    const from = performance.now();
    database.change(() => insert.run(body));
    took.push(performance.now() - from);
  }
  const whole = performance.now() - start;
  database.close();
  return summarise(took, whole);
}

async function measurePosts(data: string): Promise<Measured> {
  const server = await startServer(data);
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });
  try {
    const writers = await Promise.all(
      Array.from({ length: WRITERS }, async (_, n) => {
        const { cookie } = await post(agent, `${server.address}/api/guest`, { name: `Writer ${n}` });
        return { n, cookie };
      }),
    );
    const write = (posts: number, prefix: string, took: number[]) =>
      Promise.all(
        writers.map(async ({ n, cookie }) => {
          for (let index = 0; index < posts; index++) {
            const from = performance.now();
            const headers = { cookie, "idempotency-key": `${prefix}${n}-${index}` };
            await post(agent, `${server.address}/api/entries`, COMMENT, headers);
            took.push(performance.now() - from);
          }
        }),
      );
    await write(WARM_UP, "warm", []);
    const took: number[] = [];
    const start = performance.now();
    await write(POSTS_BY_WRITER, "post", took);
    return summarise(took, performance.now() - start);
  } finally {
    agent.destroy();
    await server.stop();
  }
}

function post(
  agent: Agent,
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<{ cookie: string }> {
  return new Promise((resolve, reject) => {
    const json = JSON.stringify(body);
    const length = Buffer.byteLength(json);
    const asked = request(
      url,
      { method: "POST", agent, headers: { "content-type": "application/json", "content-length": length, ...headers } },
      (response) => {
        response.resume();
        response.on("end", () => {
          if (response.statusCode !== 201) reject(new Error(`${url} answered ${response.statusCode}.`));
          else resolve({ cookie: response.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" });
        });
      },
    );
    asked.on("error", reject);
    asked.end(json);
  });
}

async function startServer(data: string): Promise<{ address: string; stop(): Promise<void> }> {
  const program = join(HOME, "dist/openfloor.js");
  const child = spawn(process.execPath, [program, "serve", "--port", "0", "--host", "127.0.0.1", "--data", data], {
    cwd: HOME,
    env: { ...process.env, OPENFLOOR_LIMITS: "off" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (words) => resolve(String(words)));
    child.once("exit", () => reject(new Error("The server did not start.")));
  });
  return {
    address: /http:\/\/127\.0\.0\.1:\d+/.exec(line)![0],
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}
