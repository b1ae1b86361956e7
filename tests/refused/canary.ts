import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that nothing may ever ask for anything. It answers, so that whoever does ask is led on. */
export interface Canary {
  /** `127.0.0.1:40123` */
  host: string;
  /** Every request and every bare connection since `clear`. */
  hits(): string[];
  clear(): void;
  close(): Promise<void>;
}

export async function startCanary(): Promise<Canary> {
  const hits: string[] = [];
  const server: Server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("content-type", request.url?.includes(".css") ? "text/css" : "text/javascript");
    response.end(request.url?.includes(".css") ? "*{color:red!important}" : "globalThis.trapped=1");
  });
  server.on("connection", () => hits.push("a connection"));
  server.on("upgrade", (request, socket) => {
    hits.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits: () => [...hits],
    clear: () => {
      hits.length = 0;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
