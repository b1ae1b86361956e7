import { connect, type Socket } from "node:net";
import type { RunningServer } from "../server.ts";
import { commentOf, memoryOf, nameGuest, percentile, sleep } from "./rounds.ts";

export interface SlowFigures {
  /** Requests of honest people that were not answered as they should be. */
  refused: number;
  answered: number;
  p99: number;
  /** How much the memory of the server grew, in MB. */
  grewMb: number;
  /** Slow connections still open at the end. */
  left: number;
}

/**
 * Opens connections that send a byte a second, of a request's head or of its
 * body, or take in an answer a little at a time; and asks as people do meanwhile.
 */
export async function holdSlowly(server: RunningServer, connections: number, seconds: number): Promise<SlowFigures> {
  const ada = await nameGuest(server.address, "Ada Lindqvist");
  const { hostname, port } = new URL(server.address);
  const before = memoryOf(server.pid());
  const open = new Set<Socket>();
  const timers: NodeJS.Timeout[] = [];
  const head = `POST /api/entries HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n`;
  const ways: ((socket: Socket) => void)[] = [
    (socket) => drip(socket, `${head}x-padding: ${"x".repeat(5000)}`),
    (socket) => {
      socket.write(`${head}idempotency-key: slow\r\ncontent-length: 4000\r\n\r\n`);
      drip(socket, `{"text":"${"x".repeat(3980)}`);
    },
    (socket) => {
      socket.pause();
      socket.write(`GET /api/library HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`.repeat(50));
      timers.push(setInterval(() => socket.read(1), 1000));
    },
  ];
  for (let n = 0; n < connections; n++) {
    const socket = connect(Number(port), hostname);
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => {});
    ways[n % ways.length]!(socket);
    if (n % 100 === 99) await sleep(20);
  }

  const waits: number[] = [];
  let refused = 0;
  let grewMb = 0;
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(50)) {
    const key = `honest-${waits.length}`;
    const asked: [string, RequestInit, number][] = [
      ["/", {}, 200],
      ["/api/library", {}, 200],
      [
        "/api/entries",
        {
          method: "POST",
          headers: { "content-type": "application/json", cookie: ada.cookie, "idempotency-key": key },
          body: JSON.stringify(commentOf(key)),
        },
        201,
      ],
    ];
    for (const [path, init, status] of asked) {
      const start = performance.now();
      const answer = await fetch(server.address + path, init);
      await answer.text();
      waits.push(performance.now() - start);
      if (answer.status !== status) refused += 1;
    }
    grewMb = Math.max(grewMb, memoryOf(server.pid()) - before);
  }
  const left = open.size;
  for (const timer of timers) clearInterval(timer);
  for (const socket of open) socket.destroy();
  return { refused, answered: waits.length, p99: percentile(waits, 0.99), grewMb, left };

  function drip(socket: Socket, words: string): void {
    let at = 0;
    timers.push(setInterval(() => void (socket.writable && socket.write(words[at++] ?? "x")), 1000));
  }
}
