import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deed } from "../discuss/occasion.ts";
import { type Person, whyNot } from "../discuss/person.ts";
import type { Entry } from "../ledger/entry.ts";
import type { WholeLedger } from "../ledger/ledger.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import { fresh } from "./fresh.ts";
import type { Shared } from "./handlers.ts";
import { refuse } from "./refuse.ts";

/** Entries looked through at a time. */
const BATCH = 2000;

/** What people do with what is kept about themselves. */
export function makeOwnHandlers({ store, settings, who }: Shared) {
  const { ledger } = store;
  const { accounts, cookies, people, roll, sessions } = who;
  const tell = (request: FastifyRequest, event: string, line: string, person: string) =>
    settings.log(line, { event, request: request.id, person });

  const knownFor = async (
    request: FastifyRequest,
    kind: Deed["kind"],
  ): Promise<{ id: string; person: Person } | Problem> => {
    const session = await cookies.session(request);
    return whyNot(session?.person, { kind } as Deed, {}) ?? session!;
  };

  return {
    async showSessions(request: FastifyRequest, reply: FastifyReply) {
      const session = await knownFor(request, "keep-sessions");
      if (isProblem(session)) return refuse(reply, session);
      const list = await sessions.list(session.person.id, new Date());
      return fresh(reply).send(list.map((one) => ({ ...one, isThis: one.id === session.id })));
    },

    async endSessions(request: FastifyRequest, reply: FastifyReply, which: { id: string } | { others: true }) {
      const session = await knownFor(request, "keep-sessions");
      if (isProblem(session)) return refuse(reply, session);
      if ("others" in which) {
        const ended = await sessions.endAll(session.person.id, session.id);
        tell(request, "session-revoked", `${ended} other sessions were ended.`, session.person.id);
        return fresh(reply).send({ ended });
      }
      if (!(await sessions.end(which.id, session.person.id))) {
        return refuse(reply, problem("session-unknown", "You are not signed in there any more.", { field: "id" }));
      }
      tell(request, "session-revoked", "A session was ended.", session.person.id);
      if (which.id === session.id) cookies.end(reply);
      return fresh(reply).send({ ended: 1 });
    },

    async showData(request: FastifyRequest, reply: FastifyReply) {
      const session = await knownFor(request, "take-data");
      if (isProblem(session)) return refuse(reply, session);
      const { id } = session.person;
      const { mail, standingFrom } = await roll.explain(id);
      const provider = await accounts.providerOf(id);
      const list = mail === undefined ? undefined : await roll.find(mail);
      const data = {
        about: "Everything this server keeps about one person.",
        person: session.person,
        standingFrom,
        ...(mail !== undefined && { mail }),
        ...(provider && { provider }),
        ...(list && { listOfPeople: list }),
        sessions: await sessions.list(id, new Date()),
        spokeAs: await people.claimedBy(id),
        said: await saidBy(await people.idsOf(id), ledger),
      };
      return fresh(reply)
        .type("application/json; charset=utf-8")
        .header("content-disposition", 'attachment; filename="openfloor-my-data.json"')
        .send(data);
    },

    async leave(request: FastifyRequest, reply: FastifyReply, { words }: { words: "keep" | "blank" }) {
      const session = await knownFor(request, "leave");
      if (isProblem(session)) return refuse(reply, session);
      const { id } = session.person;
      const [only, ...others] = await people.secretaries();
      if (only === id && others.length === 0) {
        const message = "You are the only secretary. Name another one on the page “People” first; then you can leave.";
        return refuse(reply, problem("last-secretary", message));
      }
      // Words first: if anything fails, he is still here to try again.
      const blanked =
        words === "blank" ? await ledger.blank({ by: await people.idsOf(id) }, who.now().toISOString()) : 0;
      const { mail } = await roll.explain(id);
      if (mail !== undefined) await roll.table.remove(mail);
      await people.leave(id, who.now().toISOString(), { keepsName: words === "keep" });
      cookies.end(reply);
      tell(
        request,
        "person-left",
        `A person left; ${words === "blank" ? "the words were blanked" : "the words stay"}.`,
        id,
      );
      return fresh(reply).header("clear-site-data", '"cache"').send({ blanked });
    },
  };
}

async function saidBy(ids: readonly string[], ledger: Pick<WholeLedger, "entries">): Promise<Entry[]> {
  const own = new Set(ids);
  const said: Entry[] = [];
  let after = 0;
  for (;;) {
    const entries = await ledger.entries({ after, limit: BATCH });
    said.push(...entries.filter(({ by }) => own.has(by)));
    if (entries.length < BATCH) return said;
    after = entries.at(-1)!.seq;
  }
}
