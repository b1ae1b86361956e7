import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { makeHandlers, type Shared } from "./handlers.ts";
import { makeOwnHandlers } from "./ownHandlers.ts";
import { makeRollHandlers } from "./rollHandlers.ts";
import { schemas } from "./schemas.ts";
import { makeSecretaryHandlers } from "./secretaryHandlers.ts";
import { makeSignInHandlers } from "./signInHandlers.ts";
import { makeTextHandlers } from "./textHandlers.ts";

/** A list of some thousands of people. */
const IMPORT_LIMIT_BYTES = 4 * 1024 * 1024;
/** As many words as may be sought at once. */
const SOUGHT_LIMIT_BYTES = 2 * 1024 * 1024;

/**
 * Every address of the interface on one screen: what goes in and out is said
 * in `schemas.ts`, what is done in `handlers.ts` and the files named like it.
 * Every other address is a page; see `pages.ts`.
 */
export function addRoutes(server: FastifyInstance, shared: Shared): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  const on = makeHandlers(server, shared);
  const texts = makeTextHandlers(server, shared);
  const people = makeSignInHandlers(shared);
  const [own, roll, secretary] = [makeOwnHandlers(shared), makeRollHandlers(shared), makeSecretaryHandlers(shared)];
  const hidden = { hide: true };

  app.post("/api/guest", { schema: schemas.nameGuest }, (request, reply) =>
    people.nameGuest(request, reply, request.body),
  );
  app.get("/api/me", { schema: schemas.showMe }, (request, reply) => people.showMe(request, reply));
  app.post("/api/me/name", { schema: schemas.renameMe }, (request, reply) =>
    people.renameMe(request, reply, request.body),
  );
  app.post("/api/sign-in/mail", { schema: schemas.askLink }, (request, reply) =>
    people.askLink(request, reply, request.body),
  );
  app.post("/api/sign-in/link", { schema: schemas.openLink }, (request, reply) =>
    people.openLink(request, reply, request.body),
  );
  app.post("/api/sign-in/provider", { schema: schemas.startProvider }, (request, reply) =>
    people.startProvider(request, reply, request.body),
  );
  app.get(
    "/api/sign-in/return/oidc",
    { schema: schemas.returnFromProvider, exposeHeadRoute: false },
    (request, reply) => people.returnFromProvider(request, reply, request.query),
  );
  app.post("/api/secretary", { schema: schemas.becomeSecretary }, (request, reply) =>
    secretary.becomeSecretary(request, reply, request.body),
  );
  app.get("/api/sessions", { schema: schemas.showSessions }, (request, reply) => own.showSessions(request, reply));
  app.post("/api/sessions/revoke", { schema: schemas.endSessions }, (request, reply) =>
    own.endSessions(request, reply, request.body),
  );
  app.get("/api/me/data", { schema: schemas.showData }, (request, reply) => own.showData(request, reply));
  app.post("/api/me/leave", { schema: schemas.leave }, (request, reply) => own.leave(request, reply, request.body));
  app.get("/api/people", { schema: schemas.showPeople }, (request, reply) => roll.showPeople(request, reply));
  app.post("/api/people", { schema: schemas.keepPerson }, (request, reply) =>
    roll.keepPerson(request, reply, request.body),
  );
  app.post("/api/people/remove", { schema: schemas.removePerson }, (request, reply) =>
    roll.removePerson(request, reply, request.body),
  );
  app.post("/api/people/import", { schema: schemas.importPeople, bodyLimit: IMPORT_LIMIT_BYTES }, (request, reply) =>
    roll.importPeople(request, reply, request.body),
  );
  app.post("/api/people/sign-out", { schema: schemas.signOutPerson }, (request, reply) =>
    roll.signOutPerson(request, reply, request.body),
  );
  app.post("/api/sign-out", { schema: schemas.signOut }, (request, reply) => people.signOut(request, reply));
  app.post("/api/entries", { schema: schemas.addEntry }, (request, reply) =>
    on.addEntry(request, reply, request.body, request.headers["idempotency-key"]),
  );
  app.get("/api/entries", { schema: schemas.showEntries }, (request, reply) =>
    on.showEntries(request, reply, request.query),
  );
  app.get("/api/events", { schema: schemas.openEvents, exposeHeadRoute: false }, (request, reply) =>
    on.openEvents(request, reply, request.query),
  );
  app.get("/api/library", { schema: schemas.showLibrary }, (request, reply) =>
    texts.showLibrary(request, reply, request.query),
  );
  app.get("/api/texts/:hash", { schema: schemas.showText }, (request, reply) =>
    texts.showText(request, reply, request.params.hash),
  );
  app.get("/api/clauses/:hash", { schema: schemas.showClauses }, (request, reply) =>
    texts.showClauses(request, reply, request.params.hash),
  );
  app.get("/api/comparisons/:before/:after", { schema: schemas.showComparison }, (request, reply) =>
    texts.showComparison(request, reply, request.params),
  );
  app.get("/api/collisions/:document/:amendment", { schema: schemas.showCollisions }, (request, reply) =>
    texts.showCollisions(request, reply, request.params),
  );
  app.get("/api/history/:document/:hash", { schema: schemas.showHistory }, (request, reply) =>
    texts.showHistory(request, reply, request.params, request.query),
  );
  app.get("/api/former/:document/:hash", { schema: schemas.showFormer }, (request, reply) =>
    texts.showFormer(request, reply, request.params, request.query),
  );
  app.post("/api/placements", { schema: schemas.findPlacements, bodyLimit: SOUGHT_LIMIT_BYTES }, (request, reply) =>
    texts.findPlacements(request, reply, request.body),
  );
  app.get("/api/activity", { schema: schemas.showActivity }, (request, reply) => on.showActivity(request, reply));
  app.get("/feed.atom", { schema: schemas.showFeed }, (request, reply) => on.showFeed(request, reply, {}));
  app.get("/:document/feed.atom", { schema: schemas.showFeedOfDocument }, (request, reply) =>
    on.showFeed(request, reply, request.params),
  );
  app.get("/:document/amendments/:amendment/feed.atom", { schema: schemas.showFeedOfAmendment }, (request, reply) =>
    on.showFeed(request, reply, request.params),
  );
  app.get("/api/openapi.json", { schema: hidden }, (request, reply) => on.showInterface(request, reply));
  app.get("/healthz", { schema: schemas.showHealth }, (_, reply) => on.showHealth(reply));
  app.get("/readyz", { schema: schemas.showReadiness }, (_, reply) => on.showReadiness(reply));
  app.get("/metrics", { schema: hidden }, (request, reply) => on.showMetrics(request, reply));
  app.all("/api/*", { schema: hidden }, (request, reply) => on.refuseUnknown(request, reply));
}
