import type { FastifyReply, FastifyRequest } from "fastify";
import { canonicalMailbox } from "../discuss/mailbox.ts";
import { whyNot } from "../discuss/person.ts";
import { type Problem, problem } from "../text/problem.ts";
import { PROVIDER_ID } from "./accounts.ts";
import { fresh } from "./fresh.ts";
import type { Shared } from "./handlers.ts";
import { LINK_MINUTES, makeLinkToken, markOf, pathOf, readLinkToken, wordsOfLink } from "./link.ts";
import { writeLinkMail } from "./linkMail.ts";
import { ProviderError } from "./provider.ts";
import { refuse } from "./refuse.ts";
import { becomeGuest, giveName, signIn, whyNotName } from "./signIn.ts";
import { mayMail, whyTooMany } from "./tooMany.ts";

/** How people come in and go out. */
export function makeSignInHandlers(shared: Shared) {
  const { settings, who, origin } = shared;
  const { accounts, cookies, mailer, people, roll, sessions } = who;
  const { log } = settings;
  const tell = (request: FastifyRequest, event: string, line: string, person?: string) =>
    log(line, { event, request: request.id, ...(person !== undefined && { person }) });

  /** After the answer: how long it takes would tell what is known of the mailbox. */
  const sendLink = async (request: FastifyRequest, to: string, mailbox: string, asker: string, next: string) => {
    if (!(await mayMail(shared, request, mailbox)))
      return tell(request, "sign-in-link-left-out", "A sign-in link was asked for too often.");
    const token = makeLinkToken(asker, Date.now());
    await accounts.keepOnce("link", wordsOfLink(token, asker), { mailbox, next }, LINK_MINUTES);
    const link = `${origin()}/sign-in/link#${token}`;
    tell(request, "sign-in-link-asked", "A sign-in link was asked for.");
    if (mailer) mailer.send(writeLinkMail(to, link));
    else log(`No mail server is set up, so here is the link to sign in with: ${link}`, { event: "sign-in-link" });
  };

  const backToSignIn = (reply: FastifyReply, code: string, next: string) =>
    fresh(reply, 302).redirect(`${origin()}/sign-in?${new URLSearchParams({ problem: code, next })}`);

  return {
    async nameGuest(request: FastifyRequest, reply: FastifyReply, { name }: { name: string }) {
      const session = await cookies.session(request);
      const nameProblem = await whyNotName(name, session?.person, who);
      const occasion = { guestsMaySpeak: settings.guests, ...(nameProblem && { nameProblem }) };
      const refusal = whyNot(session?.person, { kind: "name-guest" }, occasion);
      if (refusal) return refuse(reply, refusal);
      if (session) return fresh(reply).send({ person: await giveName(name, session.person, who) });
      const person = await becomeGuest(name, request, reply, who);
      tell(request, "guest-named", "A guest gave a name.", person.id);
      return fresh(reply, 201).send({ person });
    },

    async renameMe(request: FastifyRequest, reply: FastifyReply, { name }: { name: string }) {
      const person = (await cookies.session(request))?.person;
      const nameProblem = await whyNotName(name, person, who);
      const { isNameGiven } = person ? await roll.explain(person.id) : { isNameGiven: false };
      const refusal = whyNot(person, { kind: "rename" }, { isNameGiven, ...(nameProblem && { nameProblem }) });
      if (!person || refusal) return refuse(reply, refusal!);
      return fresh(reply).send({ person: await giveName(name, person, who) });
    },

    async showMe(request: FastifyRequest, reply: FastifyReply) {
      const session = await cookies.session(request);
      const { provider } = settings.accounts;
      const signInWith = {
        mail: mailer ? ("sent" as const) : ("printed" as const),
        providers: provider ? [{ id: PROVIDER_ID, name: provider.name }] : [],
        guests: settings.guests,
      };
      return fresh(reply).send({
        person: session?.person ?? null,
        signIn: signInWith,
        ...(session && { account: await accountOf(session.person.id) }),
      });
    },

    async askLink(request: FastifyRequest, reply: FastifyReply, { mail, next }: { mail: string; next?: string }) {
      const mailbox = canonicalMailbox(mail.trim());
      if (mailbox === undefined) {
        return refuse(
          reply,
          problem("mail-unreadable", "This is no mail address. Look for a slip.", { field: "mail" }),
        );
      }
      const refusal = await whyTooMany(
        shared,
        request,
        "mailsByAddress",
        "Too many links were asked for from your address.",
      );
      if (refusal) return refuse(reply, refusal);
      const asker = cookies.asker(request, reply);
      const [to, path] = [mail.trim(), pathOf(next)];
      setImmediate(() => {
        sendLink(request, to, mailbox, asker, path).catch((error: Error) =>
          log(`A sign-in link could not be made (${error.message}).`, { event: "sign-in-link-failed", level: "error" }),
        );
      });
      return fresh(reply, 202).send({ sent: true as const, minutes: LINK_MINUTES });
    },

    async openLink(request: FastifyRequest, reply: FastifyReply, { token }: { token: string }) {
      const asker = cookies.findAsker(request);
      const kept =
        asker && readLinkToken(token) ? await accounts.takeOnce("link", wordsOfLink(token, asker)) : undefined;
      if (!kept) {
        const why = whyNotLink(token, asker);
        tell(request, "sign-in-link-refused", `A sign-in link was refused (${why.code}).`);
        const tooMany = await whyTooMany(
          shared,
          request,
          "failedLinksByAddress",
          "Too many links failed from your address.",
        );
        return refuse(reply, tooMany ?? why);
      }
      const { mailbox, next } = kept as { mailbox: string; next: string };
      const person = await signIn(request, reply, { userId: await accounts.userOfMailbox(mailbox) }, who);
      tell(request, "sign-in-link-used", "A sign-in link was used.", person.id);
      return fresh(reply).send({ person, next });
    },

    async startProvider(request: FastifyRequest, reply: FastifyReply, { next }: { provider: string; next?: string }) {
      if (!settings.accounts.provider) return refuse(reply, problem("provider-unknown", "There is no such provider."));
      try {
        const { url, cookies: theirs } = await accounts.startProvider();
        cookies.setNext(reply, pathOf(next));
        for (const one of theirs) reply.header("set-cookie", one);
        return fresh(reply).send({ url });
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        log(error.message, { event: "provider-unavailable", level: "error", request: request.id });
        return refuse(
          reply,
          problem(error.code, "The provider does not answer now. Try again later, or sign in by mail."),
        );
      }
    },

    async returnFromProvider(request: FastifyRequest, reply: FastifyReply, query: Record<string, string>) {
      const next = pathOf(cookies.takeNext(request, reply));
      try {
        const found = await accounts.finishProvider(query, request.headers.cookie ?? "");
        cookies.endState(reply);
        if ("refused" in found) {
          tell(request, "provider-refused", `A provider's answer was refused (${found.refused}).`);
          return backToSignIn(
            reply,
            found.refused === "state_mismatch" ? "provider-expired" : "provider-refused",
            next,
          );
        }
        const { name, standing, class: class_, affiliation } = found.claims;
        const claimed = {
          at: new Date().toISOString(),
          ...(standing && { standing }),
          ...(class_ !== undefined && { class: class_ }),
          ...(affiliation !== undefined && { affiliation }),
        };
        const person = await signIn(
          request,
          reply,
          { userId: found.userId, was: found.was, claimed, ...(name && { name }) },
          who,
        );
        tell(request, "provider-used", "Somebody signed in with the provider.", person.id);
        return fresh(reply, 302).redirect(`${origin()}${next}`);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        log(error.message, { event: "provider-unavailable", level: "error", request: request.id });
        return backToSignIn(reply, "provider-unavailable", next);
      }
    },

    async signOut(request: FastifyRequest, reply: FastifyReply) {
      const session = await cookies.session(request);
      if (session) {
        await sessions.end(session.id);
        tell(request, "signed-out", "Somebody signed out.", session.person.id);
      }
      cookies.end(reply);
      return fresh(reply).header("clear-site-data", '"cache"').send({ person: null });
    },
  };

  async function accountOf(id: string) {
    const { standingFrom, isNameGiven, mail } = await roll.explain(id);
    const { provider } = settings.accounts;
    const hasProvider = provider && (await accounts.providerOf(id));
    return {
      ...(mail !== undefined && { mail }),
      ...(hasProvider && { provider: { id: PROVIDER_ID, name: provider.name } }),
      standingFrom,
      isNameGiven,
      claimed: await people.claimedBy(id),
    };
  }
}

function whyNotLink(token: string, asker: string | undefined): Problem {
  const said = readLinkToken(token);
  if (!said)
    return problem("link-unknown", "This is no whole link. Copy all of it from the mail, or ask for a new one.");
  if (said.endsAtMs <= Date.now()) {
    return problem("link-expired", `The link has ended: it works for ${LINK_MINUTES} minutes. Ask for a new one.`);
  }
  if (!asker || markOf(asker) !== said.mark) {
    return problem(
      "link-wrong-browser",
      "This link was asked for in another browser, or on another device. Open it there; it can still be used.",
    );
  }
  return problem("link-used", "The link was used already; it works once. Ask for a new one.");
}
