import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { makeDatabase } from "./postgres.ts";
import { type RunningServer, runServer, SHORT } from "./server.ts";

/** Every request goes to the next server, as behind the plainest of load balancers; live streams too. */
export interface RoundRobin {
  /** `http://127.0.0.1:40123`. */
  address: string;
  /** Where requests go, in turn; may be changed at any time. */
  servers: string[];
  close(): Promise<void>;
}

/** A server that does not take the connection is passed over; an answer that has begun is never asked for again. */
async function startRoundRobin(): Promise<RoundRobin> {
  let turn = 0;
  const proxy: Server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on("data", (chunk: Buffer) => chunks.push(chunk));
    asked.on("end", () => hand(found.servers.length));
    const hand = (tries: number) => {
      const server = found.servers[turn++ % found.servers.length];
      if (!server || tries === 0) return void answer.writeHead(502).end();
      const { "x-forwarded-for": earlier, ...headers } = asked.headers;
      const seen = [earlier, asked.socket.remoteAddress].filter(Boolean).join(", ");
      const passed = request(`${server}${asked.url}`, {
        method: asked.method,
        headers: { ...headers, "x-forwarded-for": seen, connection: "close" },
      });
      passed.on("response", (given) => {
        answer.writeHead(given.statusCode!, { ...given.headers, "x-served-by": server });
        answer.flushHeaders();
        given.pipe(answer);
        given.on("error", () => answer.destroy());
      });
      passed.on("error", (error: NodeJS.ErrnoException) => {
        if (answer.headersSent) answer.destroy();
        else if (error.code === "ECONNREFUSED") hand(tries - 1);
        else answer.writeHead(502).end();
      });
      answer.on("close", () => passed.destroy());
      passed.end(Buffer.concat(chunks));
    };
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const found: RoundRobin = {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    servers: [],
    async close() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
  return found;
}

/** Two servers on one PostgreSQL behind a round robin, to be used as if they were one. */
export async function runTwoServers(
  environment: Record<string, string> = {},
): Promise<RunningServer & { proxy: RoundRobin; servers: RunningServer[] }> {
  const proxy = await startRoundRobin();
  const shared = {
    DATABASE_URL: await makeDatabase(),
    OPENFLOOR_ORIGIN: proxy.address,
    OPENFLOOR_TRUST_PROXY: "loopback",
    ...environment,
  };
  const first = await runServer(shared, SHORT);
  const servers = [first, await runServer(shared, { bylaws: first.bylaws })];
  proxy.servers = servers.map(({ address }) => address);
  const all = (call: (server: RunningServer) => Promise<void>) => Promise.all(servers.map(call));
  return {
    proxy,
    servers,
    address: proxy.address,
    bylaws: first.bylaws,
    printed: () => servers.map((server) => server.printed()).join("\n"),
    kill: () => all((server) => server.kill()).then(() => {}),
    start: () => all((server) => server.start()).then(() => {}),
    stop: () => Promise.all(servers.map((server) => server.stop())).then(([code]) => code!),
    pid: first.pid,
    async entries(document, amendment) {
      const lists = await Promise.all(servers.map((server) => server.entries(document, amendment)));
      if (JSON.stringify(lists[0]) !== JSON.stringify(lists[1])) throw new Error("The servers tell different records.");
      return lists[0]!;
    },
    async close() {
      await all((server) => server.close());
      await proxy.close();
    },
  };
}
