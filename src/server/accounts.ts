import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { BetterAuthOptions, BetterAuthPlugin } from "better-auth";
import { endOfSession, IDLE_DAYS } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { Log } from "./log.ts";
import {
  type Claims,
  claimsOf,
  type Discovered,
  discover,
  ProviderError,
  type ProviderSettings,
  readProfile,
  withinTime,
} from "./provider.ts";
import { hashOfToken, makeToken } from "./token.ts";

/** Where better-auth believes it is served; nothing is served there. */
const BASE_PATH = "/api/sign-in";
/** The only provider there can be; its name in addresses and in the table of accounts. */
export const PROVIDER_ID = "oidc";

export interface AccountsWorld {
  database: Store["database"];
  /** Of all processes on one database. */
  secret: string;
  /** Where the public finds this server. */
  origin(): string;
  provider?: ProviderSettings;
  log: Log;
}

/** What is learnt while a provider's answer is worked on. */
interface Returning {
  claims?: Claims;
  session?: { id: string; userId: string };
}

/**
 * Users, their sessions and what proves who they are, kept by better-auth in
 * our own tables (see `schema.ts`).
 *
 * better-auth's own addresses are not served, so nothing can be asked of it
 * that is not asked here: there are no passwords, and no way to set one. Times
 * are the machine's, as better-auth's are.
 */
export class Accounts {
  readonly #world: AccountsWorld;
  readonly #returning = new AsyncLocalStorage<Returning>();
  #auth: ReturnType<Accounts["make"]> | undefined;
  #withProvider: Promise<{ auth: Awaited<ReturnType<Accounts["make"]>>; discovered: Discovered }> | undefined;

  constructor(world: AccountsWorld) {
    this.#world = world;
  }

  /** Somebody who has proven nothing. @returns The id of the new user. */
  async addGuest(): Promise<string> {
    return this.#addUser(noMailbox("guest", randomBytes(15).toString("hex")), false, "anonymous");
  }

  /** The user to whom mail at this canonical mailbox goes: the one who was here before, or a new one. */
  async userOfMailbox(mailbox: string): Promise<string> {
    const { internalAdapter } = await this.#context();
    const known = await internalAdapter.findUserByEmail(mailbox);
    if (known) return known.user.id;
    try {
      return await this.#addUser(mailbox, true, "magic-link");
    } catch (error) {
      // Two links of one mailbox, opened at the same moment.
      const other = await internalAdapter.findUserByEmail(mailbox);
      if (other) return other.user.id;
      throw error;
    }
  }

  /** @returns The token of a new session; only its hash is kept. */
  async openSession(userId: string, device: string): Promise<string> {
    const { internalAdapter } = await this.#context();
    const token = makeToken();
    const started = Date.now();
    const expiresAt = new Date(endOfSession(started, started));
    await internalAdapter.createSession(userId, false, { token, userAgent: device, expiresAt }, true);
    return token;
  }

  /**
   * Keeps something until it is fetched with the same words, once, or until the
   * time is over. The words are not kept, only their hash.
   */
  async keepOnce(kind: string, words: string, value: object, minutes: number): Promise<void> {
    const [at, expiresAt] = [0, minutes * 60_000].map((ms) => new Date(Date.now() + ms).toISOString()) as [
      string,
      string,
    ];
    const row = { id: randomBytes(9).toString("base64url"), identifier: `${kind}:${hashOfToken(words)}`, expiresAt };
    await this.#world.database
      .insertInto("verifications")
      .values({ ...row, value: JSON.stringify(value), createdAt: at, updatedAt: at })
      .execute();
    await this.#world.database.deleteFrom("verifications").where("expiresAt", "<", new Date().toISOString()).execute();
  }

  /** What was kept under these words; the second who asks gets nothing. */
  async takeOnce(kind: string, words: string): Promise<unknown> {
    const kept = await this.#world.database
      .deleteFrom("verifications")
      .where("identifier", "=", `${kind}:${hashOfToken(words)}`)
      .returning(["value", "expiresAt"])
      .executeTakeFirst();
    return kept && kept.expiresAt > new Date().toISOString() ? JSON.parse(kept.value) : undefined;
  }

  /** Nobody can fetch any of this kind any more. */
  async dropAll(kind: string): Promise<void> {
    await this.#world.database.deleteFrom("verifications").where("identifier", "like", `${kind}:%`).execute();
  }

  /**
   * Where to send a browser that wants to sign in with the provider, and the
   * cookies it must bring back.
   *
   * @throws {ProviderError} It does not answer, or not as it should.
   */
  async startProvider(): Promise<{ url: string; cookies: string[] }> {
    const { auth } = await this.#provider();
    const { headers, response } = await auth.api.signInSocial({
      body: { provider: PROVIDER_ID, callbackURL: "/", disableRedirect: true },
      headers: new Headers(),
      returnHeaders: true,
    });
    return { url: response.url ?? "", cookies: headers.getSetCookie() };
  }

  /**
   * Reads a provider's answer: state, code, signature, issuer, audience and
   * nonce are checked, and nothing of its tokens is kept.
   *
   * @returns Who it is, who he was until the provider vouched for his mailbox,
   *   and what it says of him; or why not.
   * @throws {ProviderError}
   */
  async finishProvider(
    query: Readonly<Record<string, string>>,
    cookie: string,
  ): Promise<{ userId: string; was: string; claims: Claims } | { refused: string }> {
    const { auth, discovered } = await this.#provider();
    if (discovered.saysIssuer && query.iss === undefined) return { refused: "issuer_missing" };
    const found: Returning = {};
    const url = new URL(`${this.#world.origin()}${BASE_PATH}/callback/${PROVIDER_ID}`);
    url.search = new URLSearchParams(query).toString();
    const request = new Request(url, { headers: { cookie } });
    const response = await withinTime(this.#returning.run(found, () => auth.handler(request)));
    const { session, claims } = found;
    if (!session || !claims) {
      return { refused: /[?&]error=([\w-]+)/.exec(response.headers.get("location") ?? "")?.[1] ?? "unknown" };
    }
    // Nobody was told the token of this one; ours begins when it is settled who he is.
    await this.#world.database.deleteFrom("sessions").where("id", "=", session.id).execute();
    const was = session.userId;
    return { userId: claims.mailbox ? await this.#prove(was, claims.mailbox) : was, was, claims };
  }

  /** What the provider calls him, where he has signed in with it. */
  async providerOf(userId: string): Promise<{ id: string; subject: string } | undefined> {
    const { database } = this.#world;
    const found = await database
      .selectFrom("accounts")
      .select("accountId as subject")
      .where("userId", "=", userId)
      .executeTakeFirst();
    return found && { id: PROVIDER_ID, ...found };
  }

  /** Whose mailbox this is, where anybody has proven that it is his. */
  async findUser(mailbox: string): Promise<string | undefined> {
    const { database } = this.#world;
    const found = await database.selectFrom("users").select("id").where("mailbox", "=", mailbox).executeTakeFirst();
    return found?.id;
  }

  /** Who had no mailbox has this one now. @returns The user whose it is: who signed in by mail before is the same. */
  async #prove(userId: string, mailbox: string): Promise<string> {
    const { database } = this.#world;
    const none = database.selectFrom("users").select("id").where("id", "=", userId).where("isMailboxVerified", "=", 0);
    if (!(await none.executeTakeFirst())) return userId;
    const owner = await this.findUser(mailbox);
    if (owner) return owner;
    await database.updateTable("users").set({ mailbox, isMailboxVerified: 1 }).where("id", "=", userId).execute();
    return userId;
  }

  async #addUser(email: string, emailVerified: boolean, method: "anonymous" | "magic-link"): Promise<string> {
    const { internalAdapter } = await this.#context();
    return (await internalAdapter.createUser({ email, emailVerified, name: "" }, { method })).id;
  }

  async #context() {
    this.#auth ??= this.make([]);
    return (await this.#auth).$context;
  }

  /** Asked for anew until it answers once: a provider that is down must not keep a server from starting. */
  #provider() {
    this.#withProvider ??= this.#meetProvider().catch((error) => {
      this.#withProvider = undefined;
      throw error;
    });
    return this.#withProvider;
  }

  async #meetProvider() {
    const { provider } = this.#world;
    if (!provider) throw new ProviderError("No provider is set up.");
    const discovered = await discover(provider.issuer);
    const { genericOAuth } = await import("better-auth/plugins");
    const auth = await this.make([
      genericOAuth({
        config: [
          {
            providerId: PROVIDER_ID,
            discoveryUrl: discovered.url,
            // Makes better-auth refuse to follow a redirect to another origin.
            discoveryHeaders: { accept: "application/json" },
            clientId: provider.clientId,
            ...(provider.clientSecret !== undefined && { clientSecret: provider.clientSecret }),
            scopes: [...provider.scopes],
            pkce: true,
            // Another provider's person of the same number is another person.
            accountSubject: ({ profile }) => `${hashOfToken(provider.issuer).slice(0, 12)} ${String(profile.sub)}`,
            requireIdTokenVerification: true,
            redirectURI: `${this.#world.origin()}/api/sign-in/return/${PROVIDER_ID}`,
            getUserInfo: async (tokens) => {
              const profile = await readProfile(tokens, discovered);
              return profile && { ...profile, id: profile.sub, emailVerified: false };
            },
            mapProfileToUser: (profile) => {
              const claims = claimsOf(profile, provider);
              const found = this.#returning.getStore();
              if (found) found.claims = claims;
              // A mailbox the provider does not vouch for is nobody's: it joins no one, and gives no standing.
              const email = claims.mailbox ?? noMailbox("provider", hashOfToken(`${provider.issuer} ${claims.sub}`));
              return { email, emailVerified: claims.mailbox !== undefined, name: "" };
            },
          },
        ],
      }),
    ]);
    await withinTime(auth.$context);
    return { auth, discovered };
  }

  /** Loaded when somebody signs in: it is a third of what a server has to read at its start. */
  private async make(plugins: BetterAuthPlugin[]) {
    const { betterAuth } = await import("better-auth");
    const { database, secret, origin, log } = this.#world;
    const isSecure = origin().startsWith("https:");
    const session = { create: { before: hideToken, after: async (made: Made) => this.#remember(made) } };
    return betterAuth({
      appName: "Openfloor",
      baseURL: origin(),
      basePath: BASE_PATH,
      secret,
      // Instants as text and yes or no as numbers, on PostgreSQL too: one schema, and backups that fit both.
      database: { db: database as never, type: "sqlite", transaction: false },
      user: { modelName: "users", fields: { email: "mailbox", emailVerified: "isMailboxVerified" } },
      session: {
        modelName: "sessions",
        fields: { token: "tokenHash", userAgent: "device" },
        expiresIn: IDLE_DAYS * 24 * 60 * 60,
        cookieCache: { enabled: false },
      },
      account: {
        modelName: "accounts",
        storeStateStrategy: "cookie",
        storeAccountCookie: false,
        updateAccountOnSignIn: false,
        accountLinking: { enabled: true, trustedProviders: [], allowDifferentEmails: false },
      },
      verification: { modelName: "verifications", disableCleanup: true },
      databaseHooks: { session, account: { create: { before: withoutTokens }, update: { before: withoutTokens } } },
      emailAndPassword: { enabled: false },
      rateLimit: { enabled: false },
      telemetry: { enabled: false },
      logger: {
        // What it says can name mailboxes and codes; that it said something is enough to look into it.
        log: (level) => level === "error" && log("Signing in with the provider failed.", { event: "provider-problem" }),
      },
      advanced: {
        database: { generateId: () => randomBytes(9).toString("base64url"), validateSchema: false },
        ipAddress: { disableIpTracking: true },
        useSecureCookies: false,
        cookies: { oauth_state: { name: `${isSecure ? "__Host-" : ""}openfloor-provider` } },
        defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: "lax", path: "/" },
      },
      plugins,
    } satisfies BetterAuthOptions);
  }

  #remember(session: Made): void {
    const found = this.#returning.getStore();
    if (found) found.session = { id: session.id, userId: session.userId };
  }
}

type Made = { id: string; userId: string; token: string };

/** What a hook gives is put over what was to be written; `undefined` is not written. */
async function hideToken({ token }: { token: string }) {
  return { data: { token: hashOfToken(token), ipAddress: undefined } };
}

/** Whoever reads the database must not be able to speak to the provider in anybody's name. */
async function withoutTokens() {
  const tokens = { accessToken: undefined, refreshToken: undefined, idToken: undefined };
  return { data: { ...tokens, accessTokenExpiresAt: undefined, refreshTokenExpiresAt: undefined, scope: undefined } };
}

/** better-auth wants a mailbox of everybody; nobody can have one there (RFC 2606). */
function noMailbox(kind: "guest" | "provider", words: string): string {
  return `${words}@${kind}.invalid`;
}
