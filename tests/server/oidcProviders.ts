import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { onTestFinished } from "vitest";
import type { ProviderSettings } from "../../src/server/provider.ts";

const CLIENT = { clientId: "openfloor", clientSecret: "a secret of a test, and of no more" };

/** What a provider says of somebody. */
export type Said = { sub: string } & Record<string, unknown>;

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function settingsOf(issuer: string): ProviderSettings {
  return {
    issuer,
    ...CLIENT,
    name: "Guild",
    scopes: ["openid", "email", "profile"],
    standingClaim: "groups",
    standingMap: { board: "director", office: "secretary" },
    classClaim: "level",
    affiliationClaim: "company",
  };
}

/**
 * A real provider (oidc-provider). Whoever comes is signed in at once as the
 * person in `says`, which a test changes between two visits.
 */
export async function startProvider(redirectUri: () => string) {
  const people = new Map<string, Said>();
  let current = "";
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end();
  const server = createServer((request, response) => answer(request, response));
  const issuer = await listen(server);
  let isMade = false;
  /** When the address of our server is known. */
  const make = () => {
    const provider = new Provider(issuer, {
      clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri()] }],
      pkce: { required: () => true },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups", "level", "company"] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      cookies: { keys: ["a key of a test"] },
      findAccount: (_, sub) => ({ accountId: sub, claims: async () => people.get(sub)! }),
      loadExistingGrant: async ({ oidc }) => {
        const { Grant } = oidc.provider;
        const grant = new Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
        grant.addOIDCScope("openid email profile");
        await grant.save();
        return grant;
      },
    });
    const callback = provider.callback();
    answer = (request, response) =>
      request.url?.startsWith("/interaction/")
        ? void provider.interactionFinished(request, response, { login: { accountId: current } })
        : void callback(request, response);
  };
  return {
    issuer,
    settings: settingsOf(issuer),
    says(person: Said): void {
      if (!isMade) make();
      isMade = true;
      people.set(person.sub, person);
      current = person.sub;
    },
    visit: (url: string) => visit(url, issuer),
  };
}

/** Goes where a browser is sent, as somebody new to the provider. @returns Where it is sent back to. */
async function visit(start: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  while (url.startsWith(`${issuer}/`)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`${response.status} at ${url}: ${await response.text()}`);
    url = new URL(location, url).href;
  }
  return url;
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const [own, other] = [1, 2].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 })) as [Keys, Keys];
type Keys = ReturnType<typeof generateKeyPairSync>;

/** What a dishonest or broken provider may change. */
export interface Lies {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: "other" | "none" | "secret";
  userInfo?: Record<string, unknown>;
  discovery?: Record<string, unknown>;
  /** Of the token endpoint. */
  waitMs?: number;
}

/** A provider of the test's own that says what it is told to say, true or not. */
export async function startLiar() {
  let lies: Lies = {};
  let nonce = "";
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, issuer);
    const send = (value: object) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    if (pathname === "/.well-known/openid-configuration") {
      return send({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        userinfo_endpoint: `${issuer}/me`,
        id_token_signing_alg_values_supported: ["RS256"],
        ...lies.discovery,
      });
    }
    if (pathname === "/jwks") {
      return send({ keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }] });
    }
    if (pathname === "/me")
      return send({ sub: "ada", email: "ada@example.org", email_verified: true, ...lies.userInfo });
    setTimeout(
      () =>
        send({
          access_token: "an-access-token",
          refresh_token: "a-refresh-token",
          token_type: "Bearer",
          expires_in: 60,
          id_token: makeToken(),
        }),
      lies.waitMs ?? 0,
    );
  });
  const issuer = await listen(server);
  const makeToken = () => {
    const seconds = Math.floor(Date.now() / 1000);
    const header = base64({ alg: "RS256", kid: "1", ...lies.header });
    const claims = { iss: issuer, aud: CLIENT.clientId, sub: "ada", iat: seconds, exp: seconds + 60, nonce };
    const signed = `${header}.${base64({ ...claims, ...lies.claims })}`;
    return `${signed}.${signatureOf(signed, lies.key === "other" ? other.privateKey : own.privateKey)}`;
  };
  const signatureOf = (signed: string, key: KeyObject) => {
    if (lies.key === "none") return "";
    if (lies.key === "secret") return createHmac("sha256", CLIENT.clientSecret).update(signed).digest("base64url");
    return sign("sha256", Buffer.from(signed), key).toString("base64url");
  };
  return {
    issuer,
    settings: settingsOf(issuer),
    tells(changed: Lies): void {
      lies = changed;
    },
    /** As `visit` of a real one: the code comes back at once. */
    visit(url: string): string {
      const { searchParams } = new URL(url);
      nonce = searchParams.get("nonce") ?? "";
      return `${searchParams.get("redirect_uri")}?${new URLSearchParams({ code: "a-code", state: searchParams.get("state")! })}`;
    },
  };
}
