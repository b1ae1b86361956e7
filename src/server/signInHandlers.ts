import type { FastifyReply, FastifyRequest } from "fastify";
import { canonicalMailbox } from "../discuss/mailbox.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import { PROVIDER_ID } from "./accounts.ts";
import { fresh } from "./fresh.ts";
import type { Shared } from "./handlers.ts";
import { LINK_MINUTES, makeLinkToken, markOf, pathOf, readLinkToken, wordsOfLink } from "./link.ts";
import { writeLinkMail } from "./linkMail.ts";
import { ProviderError } from "./provider.ts";
import { refuse } from "./refuse.ts";
import { giveName, signIn } from "./signIn.ts";

type Limited = "mailsByAddress" | "failedLinksByAddress";
const MAILBOX_LIMITS = ["mailsByMailboxAMinute", "mailsByMailboxAnHour", "mailsByMailboxADay"] as const;

/** How people come in and go out. */
export function makeSignInHandlers(shared: Shared) {
  const { store, settings, counters, who, origin } = shared;
  const { people } = store;
  const { accounts, cookies, mailer, roll, sessions } = who;
  const { log } = settings;
  const tell = (request: FastifyRequest, event: string, line: string, person?: string) =>
    log(line, { event, request: request.id, ...(person !== undefined && { person }) });

  /** Counts one more of an address. @returns Why that is too many. */
  const whyTooMany = async (request: FastifyRequest, name: Limited, what: string): Promise<Problem | undefined> => {
    if (settings.limits === "off") return undefined;
    const { isOver, waitSeconds } = await counters.take(`${name} ${request.ip}`, settings.limits[name]);
    if (!isOver) return undefined;
    return problem("too-many-requests", `${what} Try again in ${Math.ceil(waitSeconds / 60)} minutes.`);
  };

  /** Too many mails to one mailbox are left out without a word: whoever asks may not be whose it is. */
  const mayMail = async (mailbox: string): Promise<boolean> => {
    if (settings.limits === "off") return true;
    for (const name of MAILBOX_LIMITS) {
      if ((await counters.take(`${name} ${mailbox}`, settings.limits[name])).isOver) return false;
    }
    return true;
  };

  /** After the answer: how long it takes would tell what is known of the mailbox. */
  const sendLink = async (request: FastifyRequest, to: string, mailbox: string, asker: string, next: string) => {
    if (!(await mayMail(mailbox)))
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
      if (!session && !settings.guests) {
        return refuse(reply, problem("guests-off", "Guests may not speak here. Sign in first; your text is kept."));
      }
      return rename(request, reply, name);
    },

    async renameMe(request: FastifyRequest, reply: FastifyReply, { name }: { name: string }) {
      const session = await cookies.session(request);
      if (!session) return refuse(reply, SIGNED_OUT);
      return rename(request, reply, name);
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
      const refusal = await whyTooMany(request, "mailsByAddress", "Too many links were asked for from your address.");
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
        const tooMany = await whyTooMany(request, "failedLinksByAddress", "Too many links failed from your address.");
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
        const person = await signIn(request, reply, { userId: found.userId, claimed, ...(name && { name }) }, who);
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
        await sessions.end(session.person.id, session.id);
        tell(request, "signed-out", "Somebody signed out.", session.person.id);
      }
      cookies.end(reply);
      return fresh(reply).header("clear-site-data", '"cache"').send({ person: null });
    },
  };

  async function rename(request: FastifyRequest, reply: FastifyReply, name: string) {
    const session = await cookies.session(request);
    if (session && (await roll.explain(session.person.id)).isNameGiven) {
      const message = "The secretary's list of people gives your name. Ask the secretary to change it there.";
      return refuse(reply, problem("name-given", message, { field: "name" }));
    }
    const named = await giveName(name, request, reply, who);
    if (isProblem(named)) return refuse(reply, named);
    tell(request, "named", named.isNew ? "A guest gave a name." : "Somebody changed the name.", named.person.id);
    return fresh(reply, named.isNew ? 201 : 200).send({ person: named.person });
  }

  async function accountOf(id: string) {
    const { standingFrom, isNameGiven, mail } = await roll.explain(id);
    const { provider } = settings.accounts;
    const hasProvider = provider && (await accounts.hasProvider(id));
    return {
      ...(mail !== undefined && { mail }),
      ...(hasProvider && { provider: { id: PROVIDER_ID, name: provider.name } }),
      standingFrom,
      isNameGiven,
      claimed: await people.claimedBy(id),
    };
  }
}

export const SIGNED_OUT = problem("signed-out", "Nobody is signed in in this browser. Sign in first.");

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
