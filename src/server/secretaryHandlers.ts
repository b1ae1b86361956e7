import type { FastifyReply, FastifyRequest } from "fastify";
import { whyNot } from "../discuss/person.ts";
import { problem } from "../text/problem.ts";
import { fresh } from "./fresh.ts";
import type { Shared } from "./handlers.ts";
import { refuse } from "./refuse.ts";
import { giveName, openSession, whyNotName } from "./signIn.ts";
import { whyTooMany } from "./tooMany.ts";

/** How the first secretary comes to be one. */
export function makeSecretaryHandlers(shared: Shared) {
  const { settings, who } = shared;
  const { accounts, cookies, people, roll } = who;

  return {
    async becomeSecretary(
      request: FastifyRequest,
      reply: FastifyReply,
      { token, name }: { token: string; name?: string },
    ) {
      const before = await cookies.session(request);
      const other = before && (await roll.standingIf(before.person.id, { isAppointed: true }));
      if (other && other !== "secretary") {
        const message = `The list of people names you as ${other}, and goes before this link. Sign out, then open the link again; or have the list changed.`;
        return refuse(reply, problem("not-allowed", message));
      }
      // First, so that a slip in the name does not use up the link.
      const name_ = before?.person.name ? undefined : (name ?? "");
      const wrong = name_ === undefined ? undefined : await whyNotName(name_, before?.person, who);
      if (wrong) return refuse(reply, wrong);
      const hasSecretaryLink = (await accounts.takeOnce("secretary", token)) !== undefined;
      const refusal = whyNot(before?.person, { kind: "become-secretary" }, { hasSecretaryLink });
      if (refusal) {
        settings.log("A secretary's link was refused.", { event: "secretary-link-refused", request: request.id });
        const tooMany = await whyTooMany(shared, request, "failedLinksByAddress", "Too many links failed from here.");
        return refuse(reply, tooMany ?? refusal);
      }
      await accounts.dropAll("secretary");
      const id = before?.person.id ?? (await accounts.addGuest());
      if (!before) await people.add("", who.now().toISOString(), { id });
      await people.appoint(id);
      await roll.settle(id);
      if (name_ !== undefined) await giveName(name_, (await people.find(id))!, who);
      await openSession(request, reply, id, before, who);
      settings.log("Somebody became the secretary.", { event: "secretary-appointed", request: request.id, person: id });
      return fresh(reply).send({ person: await people.find(id) });
    },
  };
}
