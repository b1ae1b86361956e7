import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A stretch of network before a database that a test cuts. */
export interface Cutting {
  /** The database's address, through this stretch. */
  address: string;
  /** Ends the connection that sends this next, right after the database has read it: its answer is lost. */
  cutAfter(words: string): void;
  /** Ends all connections, and takes no new ones until `mend`. */
  cut(): void;
  mend(): void;
}

export async function cuttingBefore(databaseUrl: string): Promise<Cutting> {
  const url = new URL(databaseUrl);
  const port = Number(url.port);
  const sockets = new Set<Socket>();
  let isCut = false;
  let last: string | undefined;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(port, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    let isAnswerLost = false;
    near.on("data", (bytes) => {
      if (last !== undefined && bytes.includes(last)) {
        last = undefined;
        isAnswerLost = true;
      }
      far.write(bytes);
    });
    far.on("data", (bytes) => (isAnswerLost ? near.destroy() : near.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  url.port = String((server.address() as { port: number }).port);
  return {
    address: url.href,
    cutAfter(words) {
      last = words;
    },
    cut,
    mend() {
      isCut = false;
    },
  };
}
