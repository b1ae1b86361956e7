import type { FastifyReply, FastifyRequest } from "fastify";
import { type Person, whyNotName } from "../discuss/person.ts";
import type { People } from "../store/people.ts";
import type { Problem } from "../text/problem.ts";

const COOKIE = "openfloor";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Who a request is from: its cookie was signed here, and names a person who exists. */
export async function readSession(request: FastifyRequest, people: People): Promise<Person | undefined> {
  const written = request.cookies[COOKIE];
  if (!written) return undefined;
  const { valid, value } = request.unsignCookie(written);
  return valid && value ? people.find(value) : undefined;
}

/**
 * Gives a name to whoever asks: a new person, or the same one under another name.
 *
 * @returns The person, and whether he is new; or what is wrong with the name.
 */
export async function nameGuest(
  name: string,
  { people, person, now }: { people: People; person?: Person; now: () => Date },
): Promise<{ person: Person; isNew: boolean } | Problem> {
  const refusal = whyNotName(name.trim());
  if (refusal) return refusal;
  const given = name.trim().replace(/ {2,}/g, " ").normalize("NFC");
  if (!person) return { person: await people.add(given, now().toISOString()), isNew: true };
  return { person: person.name === given ? person : await people.rename(person, given), isNew: false };
}

/** Scripts of the page cannot read it, other sites cannot make a browser post with it. */
export function startSession(reply: FastifyReply, person: Person): void {
  reply.setCookie(COOKIE, person.id, {
    signed: true,
    httpOnly: true,
    sameSite: "lax",
    secure: reply.request.protocol === "https",
    path: "/",
    maxAge: YEAR_SECONDS,
  });
}
