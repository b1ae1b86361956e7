import type { Said } from "../discuss/said.ts";
import type { Place } from "../ledger/entry.ts";
import { postDraft, Refused } from "../ledger/remote.ts";
import { browser } from "./browser.ts";
import { dropDraft } from "./drafts.ts";
import { Shelf } from "./Shelf.ts";
import { Store } from "./Store.ts";
import { getMe, nameMe } from "./useMe.ts";

/** Something said in this browser that is not known to be on record yet. */
export interface Outgoing {
  key: string;
  place: Place;
  said: Said;
  /** The name its author gave with it, where the browser had none yet. */
  name?: string;
  /** `waiting`: for the network, and tried again by itself. `sent`: on record under `seq`. */
  state: "sending" | "waiting" | "refused" | "sent";
  seq?: number;
  refusal?: string;
}

const shelf = new Shelf<Outgoing>("outbox");
const RETRY_MS = 2_000;

/** In the order in which they were said. */
export const outbox = new Store<readonly Outgoing[]>([]);

/** Called with each thing that was put on record from here, and its number. */
export const onSent = new Set<(item: Outgoing, seq: number) => void>();

/** Reads what an earlier visit could not send, and goes on sending. */
export async function readOutbox(): Promise<void> {
  const found = await shelf.values();
  const known = outbox.get();
  const earlier = found.filter(({ key }) => !known.some((item) => item.key === key));
  outbox.set([...earlier, ...known]);
  // Killed between the two, a comment lies in the outbox and among the drafts under one key: it was posted.
  for (const { key } of earlier) void dropDraft(key);
  addEventListener("online", () => void sendAll());
  void sendAll();
}

/** Takes something to be put on record. It is kept on this device until it is. */
export async function putOnRecord(item: Pick<Outgoing, "key" | "place" | "said" | "name">): Promise<void> {
  const outgoing: Outgoing = { ...item, state: "sending" };
  outbox.set([...outbox.get(), outgoing]);
  await shelf.put(item.key, outgoing);
  void sendAll();
}

/** Takes something back out before it is sent, or after it was refused. */
export async function takeBack(key: string): Promise<void> {
  outbox.set(outbox.get().filter((item) => item.key !== key));
  await shelf.remove(key);
}

/** Tries again what was refused or waits. */
export function tryAgain(key: string): void {
  change(key, { state: "sending", refusal: undefined });
  void sendAll();
}

let sending: Promise<void> | undefined;

/** Sends what is waiting, one after another, and goes on until all is sent. */
function sendAll(): Promise<void> {
  sending ??= sendInTurn().finally(() => {
    sending = undefined;
    if (outbox.get().some(({ state }) => state === "waiting")) setTimeout(() => void sendAll(), RETRY_MS);
    else if (outbox.get().some(({ state }) => state === "sending")) void sendAll();
  });
  return sending;
}

async function sendInTurn(): Promise<void> {
  for (const { key } of outbox.get().filter(({ state }) => state === "sending" || state === "waiting")) {
    // One tab at a time. Even without locks a second sending is harmless: the key is the same.
    if (navigator.locks) await navigator.locks.request(`openfloor-${key}`, () => send(key));
    else await send(key);
  }
}

async function send(key: string): Promise<void> {
  const item = outbox.get().find((other) => other.key === key);
  if (!item) return;
  if (item.state === "waiting" && !(await shelf.has(key))) {
    await takeBack(key); // Another tab has sent it.
    return;
  }
  try {
    const me = await getMe();
    if (!me && item.name) await nameMe(item.name);
    const { entry } = await postDraft({ ...item.place, ...item.said, key, by: "", at: "" }, browser);
    await shelf.remove(key);
    change(key, { state: "sent", seq: entry.seq });
    for (const tell of onSent) tell(item, entry.seq);
  } catch (error) {
    const news: Partial<Outgoing> =
      error instanceof Refused ? { state: "refused", refusal: error.message } : { state: "waiting" };
    const changed = change(key, news);
    if (changed) await shelf.put(key, changed);
  }
}

function change(key: string, news: Partial<Outgoing>): Outgoing | undefined {
  const item = outbox.get().find((other) => other.key === key);
  if (!item) return undefined;
  const changed = { ...item, ...news };
  outbox.set(outbox.get().map((other) => (other.key === key ? changed : other)));
  return changed;
}
