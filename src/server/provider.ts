import { canonicalMailbox } from "../discuss/mailbox.ts";
import { type Person, STANDINGS } from "../discuss/person.ts";

/** An OpenID Connect provider people may sign in with. */
export interface ProviderSettings {
  /** Exactly as the provider names itself. */
  issuer: string;
  clientId: string;
  clientSecret?: string;
  /** On the button: `Sign in with …`. */
  name: string;
  scopes: readonly string[];
  /** Where the provider says in what standing somebody is: a claim, or a path to one (`realm_access.roles`). */
  standingClaim?: string;
  /** From the provider's words to ours. */
  standingMap: Readonly<Record<string, Person["standing"]>>;
  classClaim?: string;
  affiliationClaim?: string;
}

/** What a provider says of somebody. */
export interface Claims {
  sub: string;
  name?: string;
  /** Canonical; only one the provider has verified. */
  mailbox?: string;
  standing?: Person["standing"];
  class?: string;
  affiliation?: string;
}

/** The provider is down, slow, or not what it should be. */
export class ProviderError extends Error {
  readonly code = "provider-unavailable";
}

/** Where a provider is asked what. */
export interface Discovered {
  url: string;
  userInfoUrl?: string;
  /** It names itself in its answers (RFC 9207); one that does not is from somebody else. */
  saysIssuer: boolean;
}

const ANSWER_MS = 5000;
/** Longest time a provider may take, over all that is asked of it, to say who somebody is. */
const PROVIDER_MS = 10_000;
const LONGEST_ANSWER = 256 * 1024;
const LONGEST_CLAIM = 80;

/** Asks a provider what it is. @throws {ProviderError} */
export async function discover(issuer: string): Promise<Discovered> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const said = await askProvider(url, {});
  if (said.issuer !== issuer) throw new ProviderError(`The provider at ${issuer} names itself otherwise.`);
  for (const name of ["authorization_endpoint", "token_endpoint", "jwks_uri"]) {
    if (!isSafeAddress(said[name])) throw new ProviderError(`The provider at ${issuer} has no usable ${name}.`);
  }
  return {
    url,
    ...(isSafeAddress(said.userinfo_endpoint) && { userInfoUrl: said.userinfo_endpoint }),
    saysIssuer: said.authorization_response_iss_parameter_supported === true,
  };
}

/**
 * Everything the provider says of somebody: the claims of his ID token, which
 * was verified, and what the provider adds when it is asked.
 *
 * @returns `undefined` without an ID token, or when the two are not of one person.
 */
export async function readProfile(
  { idToken, accessToken }: { idToken?: string; accessToken?: string },
  { userInfoUrl }: Discovered,
): Promise<(Record<string, unknown> & { sub: string }) | null> {
  if (!idToken) return null;
  const claims = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()) as { sub?: unknown };
  if (typeof claims.sub !== "string") return null;
  const more =
    userInfoUrl && accessToken ? await askProvider(userInfoUrl, { authorization: `Bearer ${accessToken}` }) : {};
  if (more.sub !== undefined && more.sub !== claims.sub) return null;
  return { ...more, ...claims, sub: claims.sub };
}

/** What of a provider's claims counts here. */
export function claimsOf(profile: Readonly<Record<string, unknown>>, settings: ProviderSettings): Claims {
  const isVouchedFor = profile.email_verified === true || profile.email_verified === "true";
  const mailbox = isVouchedFor ? canonicalMailbox(String(profile.email ?? "")) : undefined;
  const standings = wordsAt(profile, settings.standingClaim).map(
    (word) => settings.standingMap[word] ?? STANDINGS.find((standing) => standing === word),
  );
  const standing = STANDINGS.find((one) => standings.includes(one));
  const [class_] = wordsAt(profile, settings.classClaim);
  const [affiliation] = wordsAt(profile, settings.affiliationClaim);
  return {
    sub: String(profile.sub),
    ...(typeof profile.name === "string" && { name: profile.name }),
    ...(mailbox !== undefined && { mailbox }),
    ...(standing !== undefined && { standing }),
    ...(class_ !== undefined && { class: class_ }),
    ...(affiliation !== undefined && { affiliation }),
  };
}

function wordsAt(profile: Readonly<Record<string, unknown>>, path: string | undefined): string[] {
  if (!path) return [];
  // A claim may itself have dots in its name: `https://example.org/standing`.
  const found = Object.hasOwn(profile, path)
    ? profile[path]
    : path
        .split(".")
        .reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), profile);
  const words = Array.isArray(found) ? found : [found];
  return words.filter((word): word is string => typeof word === "string" && word.length <= LONGEST_CLAIM);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

async function askProvider(url: string, headers: Record<string, string>): Promise<Record<string, unknown>> {
  let text: string;
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json", ...headers },
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    text = await response.text();
    if (!response.ok || text.length > LONGEST_ANSWER) throw new Error(`${response.status}`);
    const said: unknown = JSON.parse(text);
    if (isObject(said)) return said;
  } catch (cause) {
    throw new ProviderError(`The provider did not answer at ${url} (${(cause as Error).message}).`, { cause });
  }
  throw new ProviderError(`The provider answers at ${url} with something else than JSON.`);
}

/** Over the network only encrypted: a provider's word decides who somebody is. */
export function isSafeAddress(url: unknown): url is string {
  if (typeof url !== "string" || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname));
}

/** @throws {ProviderError} It takes too long. */
export async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderError("The provider did not answer in time.")), PROVIDER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
