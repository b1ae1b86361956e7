import { useEffect } from "react";
import type { Person } from "../discuss/person.ts";
import { ask } from "../ledger/remote.ts";
import { browser } from "./browser.ts";
import { post } from "./post.ts";
import { Store, useStore } from "./Store.ts";

/** How one can sign in on this site. */
export interface SignInWays {
  /** `printed`: no mail server is set up; the link stands in the server's log. */
  mail: "sent" | "printed";
  providers: readonly { id: string; name: string }[];
  /** Whoever only gives a name may speak, too. */
  guests: boolean;
}

/** What only oneself is told about oneself. */
export interface Account {
  mail?: string;
  provider?: { id: string; name: string };
  standingFrom: "provider" | "file" | "page" | "appointed" | "none";
  /** The roll gives the name. */
  isNameGiven: boolean;
  /** Names under which he spoke as a guest before. */
  claimed: readonly { id: string; name: string; at: string }[];
}

export interface Me {
  person: Person | null;
  signIn: SignInWays;
  account?: Account;
}

/** `undefined` until the server answered. */
export const me = new Store<Me | undefined>(undefined);

/** Another tab of this browser has signed in or out when this changes. It holds no name and no mail address. */
const CHANGED = "openfloor-me-changed";

/** Who speaks from this browser: `undefined` until the server answered, `null` when nobody has given a name. */
export function useMe(): Person | null | undefined {
  return useWholeMe()?.person;
}

export function useWholeMe(): Me | undefined {
  useEffect(() => {
    if (me.get() === undefined) getMe().catch(() => {}); // Asked again when something is posted.
    const onStorage = ({ key }: StorageEvent) => key === CHANGED && void refreshMe().catch(() => {});
    addEventListener("storage", onStorage);
    return () => removeEventListener("storage", onStorage);
  }, []);
  return useStore(me);
}

/**
 * Gives this browser's person a name: a new guest, or the same person under another one.
 *
 * @throws {Refused} what is wrong with it.
 */
export async function nameMe(name: string): Promise<Person> {
  const url = me.get()?.person?.isVerified ? "/api/me/name" : "/api/guest";
  await post(url, { name });
  const { person } = await haveChanged();
  return person!;
}

/** Who speaks from this browser, asked of the server if that is not known yet. */
export async function getMe(): Promise<Person | null> {
  return me.get()?.person ?? (await refreshMe()).person;
}

let asking: Promise<Me> | undefined;

/** Asks the server who speaks from this browser. */
export function refreshMe(): Promise<Me> {
  asking ??= askWhoIAm().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function askWhoIAm(): Promise<Me> {
  const response = await ask(browser, "/api/me");
  const answer = (await response.json()) as Me;
  me.set(answer);
  return answer;
}

/** Somebody has signed in or out here, or is called otherwise now: this page and the other tabs ask anew. */
export async function haveChanged(): Promise<Me> {
  await asking?.catch(() => {}); // Its answer may be from before.
  const answer = await refreshMe();
  localStorage.setItem(CHANGED, String(Date.now()));
  return answer;
}
