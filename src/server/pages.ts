import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Store } from "../store/store.ts";
import { problem } from "../text/problem.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";
import { sendText } from "./compressed.ts";
import type { HiddenWords } from "./hiddenWords.ts";
import { describePage, renderPage } from "./page.ts";
import { makePlainPage } from "./plainPage.ts";
import { refuse } from "./refuse.ts";

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Serves the built pages, and the page itself at every address that is nothing else.
 *
 * @returns What answers there, for addresses that get no further than the framework.
 */
export async function servePages(
  app: FastifyInstance,
  folder: string,
  { bylaws, store, hidden }: { bylaws: BylawsFolder; store: Pick<Store, "ledger" | "people">; hidden: HiddenWords },
): Promise<Answer> {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ["**/*.br", "**/*.gz", "**/*.html", "**/.vite/**"],
    setHeaders(reply, path) {
      // Names under assets hold a hash of what is in them.
      const isHashed = path.includes("/assets/") || path.includes("\\assets\\");
      reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
    },
  });
  const answer: Answer = async (request, reply) => {
    const path = request.url.split("?")[0]!;
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refuse(
        reply,
        problem("address-unknown", `Nothing can be sent to ${path}. What there is: /api/openapi.json.`),
      );
    }
    if (path.startsWith("/assets/"))
      return refuse(
        reply,
        problem("address-unknown", "This file is of another version of the page. Load the page again."),
      );
    const head = describePage(path, bylaws.reading().library);
    reply.code(head.status).type("text/html; charset=utf-8").header("cache-control", "no-cache");
    // While the record cannot be read, the page itself still can.
    const record = { ledger: store.ledger, people: store.people, hidden };
    const plain = await makePlainPage(head, record).catch(() => makePlainPage({ ...head, said: undefined }, record));
    return sendText(request, reply, renderPage(html, head, plain));
  };
  app.setNotFoundHandler(answer);
  return answer;
}
