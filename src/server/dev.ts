import { isRunnableDevEnvironment, type Plugin, type ViteDevServer } from "vite";
import { readSettings } from "./settings.ts";

/** Milliseconds in which a burst of saves counts as one. */
const SETTLE_MS = 100;

/** Answers everything that is not a page while `vite` serves the pages, and starts the server anew when its code changes. */
export function serveInDev(): Plugin {
  return { name: "openfloor-server", apply: "serve", configureServer };
}

async function configureServer(vite: ViteDevServer): Promise<void> {
  const ssr = vite.environments.ssr;
  // Tests use this configuration too, and bring their own server.
  if (!ssr || !isRunnableDevEnvironment(ssr) || process.env.VITEST) return;
  const { root, logger } = vite.config;
  const log = (line: string) => logger.info(line, { timestamp: true });
  const start = async () => {
    const { makeServer } = (await ssr.runner.import("/src/server/makeServer.ts")) as typeof import("./makeServer.ts");
    return makeServer(
      { ...readSettings({}, process.env, { folder: root, home: root, log }), pages: undefined },
      () => new Date(),
    );
  };
  let running = start();
  running.catch((error: Error) => log(error.message));

  let timer: NodeJS.Timeout | undefined;
  vite.watcher.on("change", (path) => {
    if (!ssr.moduleGraph.getModulesByFile(path)?.size) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const earlier = running;
      running = earlier
        .then((server) => server.close())
        .catch(() => {})
        .then(start);
      running.then(
        () => log("The server runs with the new code."),
        (error: Error) => log(error.message),
      );
    }, SETTLE_MS);
  });
  vite.httpServer?.once("close", () => void running.then((server) => server.close()).catch(() => {}));

  vite.middlewares.use((request, response, next) => {
    if (!/^\/(?:api\/|healthz$|readyz$|(?:.*\/)?feed\.atom$)/.test(request.url ?? "")) return next();
    running.then(
      ({ app }) => app.routing(request, response),
      (error: Error) => next(error),
    );
  });
}
