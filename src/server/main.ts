import { makeServer } from "./makeServer.ts";
import { originOf } from "./origin.ts";
import type { Settings } from "./settings.ts";

/** Starts a server and listens. @throws What `makeServer` throws, and what the network says: `EADDRINUSE`, `EACCES`. */
export async function startServer(
  settings: Settings,
  now: () => Date = () => new Date(),
): Promise<{ address: string; close(): Promise<void> }> {
  const server = await makeServer(settings, now);
  try {
    await server.app.listen({ port: settings.port, host: settings.host });
    const address = originOf(server.app, { host: settings.host });
    server.announce(address);
    await server.inviteSecretary();
    return { address, close: server.close };
  } catch (error) {
    await server.close();
    throw error;
  }
}
