import type { FastifyReply, FastifyRequest } from "fastify";
import { whyNotBear } from "../discuss/bearer.ts";
import { tidyName, whyNotName as whyNotLetters } from "../discuss/name.ts";
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
  /** Whom he was known as before it turned out that he is this one. */
  was?: string;
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
  { userId, claimed, was, name }: Proof,
  world: SignInWorld,
): Promise<Person> {
  const { people, cookies, now } = world;
  const before = await cookies.session(request);
  await people.add("", now().toISOString(), { id: userId });
  await people.verify(userId, claimed);
  if (was !== undefined && was !== userId) await people.join(was, userId, now().toISOString());
  if (before && !before.hasSignedIn) await people.join(before.person.id, userId, now().toISOString());
  await world.roll.settle(userId);
  let person = (await people.find(userId))!;
  if (person.name === "" && name !== undefined && !(await whyNotName(name, person, world))) {
    person = await giveName(name, person, world);
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
  if (before) await sessions.end(before.id);
  cookies.start(reply, await accounts.openSession(userId, deviceOf(request.headers["user-agent"])));
  await sessions.tidy(userId, new Date());
}

/** A new person, who has given nothing but a name that was found good. */
export async function becomeGuest(
  written: string,
  request: FastifyRequest,
  reply: FastifyReply,
  world: SignInWorld,
): Promise<Person> {
  const name = tidyName(written);
  const id = await world.accounts.addGuest();
  const person = await world.people.add(name, world.now().toISOString(), { id, skeleton: skeletonOf(name) });
  await openSession(request, reply, id, undefined, world);
  return person;
}

/** Lets a person speak under a name that was found good. */
export async function giveName(
  written: string,
  person: Person,
  { people }: Pick<SignInWorld, "people">,
): Promise<Person> {
  const name = tidyName(written);
  return name === person.name ? person : people.rename(person, name, skeletonOf(name));
}

/** What is wrong with a name somebody wants to speak under. */
export async function whyNotName(
  written: string,
  person: Person | undefined,
  { people, organisations }: Pick<SignInWorld, "people" | "organisations">,
): Promise<Problem | undefined> {
  const name = tidyName(written);
  // Of a name of a thousand characters no skeleton is made.
  const letters = whyNotLetters(name);
  if (letters || name === person?.name) return letters;
  const bearers = await people.bearersOf(skeletonOf(name));
  const known = person && { id: person.id, isVerified: person.isVerified, holds: person.standing };
  return whyNotBear(name, { ...known, bearers, organisations: organisations() });
}
