import type { FastifyReply, FastifyRequest } from "fastify";
import { whyNotBear } from "../discuss/bearer.ts";
import { tidyName, whyNotName } from "../discuss/name.ts";
import type { Person } from "../discuss/person.ts";
import { skeletonOf } from "../discuss/skeleton.ts";
import type { Claimed, People } from "../store/people.ts";
import type { Session, Sessions } from "../store/sessions.ts";
import type { Problem } from "../text/problem.ts";
import type { Accounts } from "./accounts.ts";
import { type Cookies, deviceOf } from "./cookies.ts";
import type { Roll } from "./roll.ts";

/** What it takes to know who speaks. */
export interface SignInWorld {
  people: People;
  sessions: Sessions;
  accounts: Accounts;
  cookies: Cookies;
  roll: Roll;
  now: () => Date;
  /** What the organisation and its documents are called. */
  organisations(): readonly string[];
}

/** How somebody proved who he is; a provider may have said in what standing. */
export interface Proof {
  userId: string;
  claimed?: Claimed;
  /** Taken where he has no name yet and nobody else bears it. */
  name?: string;
}

/**
 * Signs somebody in on this browser, under a new session. A guest of this
 * browser is he from now on: whatever the guest said is his.
 */
export async function signIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { userId, claimed, name }: Proof,
  world: SignInWorld,
): Promise<Person> {
  const { people, cookies, now } = world;
  const before = await cookies.session(request);
  await people.add("", now().toISOString(), { id: userId });
  await people.verify(userId, claimed);
  if (before && !before.hasSignedIn) await people.join(before.person.id, userId, now().toISOString());
  await world.roll.settle(userId);
  let person = (await people.find(userId))!;
  if (person.name === "" && name !== undefined && !(await whyNotTake(name, person, world))) {
    person = await take(name, person, world);
  }
  await openSession(request, reply, userId, before, world);
  return person;
}

/** Speaks for a person from this browser; the session there was before ends. */
export async function openSession(
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  before: Session | undefined,
  { accounts, sessions, cookies }: Pick<SignInWorld, "accounts" | "sessions" | "cookies">,
): Promise<void> {
  if (before) await sessions.end(before.person.id, before.id);
  cookies.start(reply, await accounts.openSession(userId, deviceOf(request.headers["user-agent"])));
  await sessions.tidy(userId, new Date());
}

/**
 * Gives a person another name, or makes a guest of whoever has none.
 *
 * @returns The person and whether he is new; or what is wrong with the name.
 */
export async function giveName(
  written: string,
  request: FastifyRequest,
  reply: FastifyReply,
  world: SignInWorld,
): Promise<{ person: Person; isNew: boolean } | Problem> {
  const { people, accounts, cookies, now } = world;
  const session = await cookies.session(request);
  const refusal = await whyNotTake(written, session?.person, world);
  if (refusal) return refusal;
  if (session) return { person: await take(written, session.person, world), isNew: false };
  const name = tidyName(written);
  const id = await accounts.addGuest();
  const person = await people.add(name, now().toISOString(), { id, skeleton: skeletonOf(name) });
  await openSession(request, reply, id, undefined, world);
  return { person, isNew: true };
}

async function whyNotTake(
  written: string,
  person: Person | undefined,
  { people, organisations }: SignInWorld,
): Promise<Problem | undefined> {
  const name = tidyName(written);
  // Of a name of a thousand characters no skeleton is made.
  const letters = whyNotName(name);
  if (letters || name === person?.name) return letters;
  const bearers = await people.bearersOf(skeletonOf(name));
  const who = person && { id: person.id, isVerified: person.isVerified, holds: person.standing };
  return whyNotBear(name, { ...who, bearers, organisations: organisations() });
}

async function take(written: string, person: Person, { people }: SignInWorld): Promise<Person> {
  const name = tidyName(written);
  return name === person.name ? person : people.rename(person, name, skeletonOf(name));
}
