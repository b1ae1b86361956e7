import { useEffect } from "react";
import type { Person } from "../discuss/person.ts";
import { ask } from "../ledger/remote.ts";
import { browser } from "./browser.ts";
import { Store, useStore } from "./Store.ts";

/** `undefined` until the server answered; `null` when nobody has given a name in this browser. */
const me = new Store<Person | null | undefined>(undefined);

/** Who speaks from this browser. */
export function useMe(): Person | null | undefined {
  useEffect(() => {
    if (me.get() === undefined) getMe().catch(() => {}); // Asked again when something is posted.
  }, []);
  return useStore(me);
}

/** Gives this browser's person a name, for the first time or anew. @throws {Refused} what is wrong with it. */
export async function nameMe(name: string): Promise<Person> {
  const response = await ask(browser, "/api/guest", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  const { person } = (await response.json()) as { person: Person };
  me.set(person);
  return person;
}

let asking: Promise<Person | null> | undefined;

/** Who speaks from this browser, asked of the server if that is not known yet. */
export async function getMe(): Promise<Person | null> {
  const known = me.get();
  if (known) return known;
  asking ??= askWhoIAm().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function askWhoIAm(): Promise<Person | null> {
  const response = await ask(browser, "/api/me");
  const { person } = (await response.json()) as { person: Person | null };
  // A name may have been given while the answer was under way.
  me.set(me.get() ?? person);
  return me.get() ?? null;
}
