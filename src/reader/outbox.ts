import type { Said } from "../discuss/said.ts";
import type { Place } from "../ledger/entry.ts";
import { NotNow, postDraft, Refused } from "../ledger/remote.ts";
import { browser } from "./browser.ts";
import { drafts, dropDraft } from "./drafts.ts";
import { tellProblem } from "./post.ts";
import { noteTrouble, onRecovered } from "./recordTrouble.ts";
import { Shelf } from "./Shelf.ts";
import { Store } from "./Store.ts";
import { getMe, me, nameMe, refreshMe } from "./useMe.ts";

/** Something said in this browser that is not known to be on record yet. */
export interface Outgoing {
  key: string;
  place: Place;
  said: Said;
  /** The name its author gave with it, where the browser had none yet. */
  name?: string;
  /** `waiting`: tried again by itself. `sent`: on record under `seq`. */
  state: "sending" | "waiting" | "refused" | "sent";
  seq?: number;
  /** Why the server refused it, or does not take it yet; a thing that waits without one waits for the network. */
  refusal?: string;
  /** It was refused because nobody is signed in here any more. */
  needsSpeaker?: boolean;
}

const shelf = new Shelf<Outgoing>("outbox");
const RETRY_MS = 2_000;
const SLOWEST_RETRY_MS = 60_000;

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
  const posted = new Set(earlier.map(({ key }) => key));
  for (const { key, entryKey } of drafts.get()) if (posted.has(entryKey)) void dropDraft(key);
  addEventListener("online", sendNow);
  onRecovered.add(sendNow);
  me.watch(sendForSpeaker);
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

/** Forgets what was not sent: the owner of this device leaves it to others. */
export async function emptyOutbox(): Promise<void> {
  outbox.set([]);
  await shelf.clear();
}

/** Tries again what was refused or waits. */
export function tryAgain(key: string): void {
  change(key, { state: "sending", refusal: undefined });
  void sendAll();
}

/** What was refused because the session had ended goes out when somebody has signed in again. */
function sendForSpeaker(): void {
  if (!me.get()?.person?.name) return;
  const held = outbox.get().filter(({ state, needsSpeaker }) => state === "refused" && needsSpeaker);
  for (const { key } of held) change(key, { state: "sending", refusal: undefined, needsSpeaker: undefined });
  if (held.length > 0) void sendAll();
}

let sending: Promise<void> | undefined;
let cancelRetry: (() => void) | undefined;
let failures = 0;
/** As long as the server asked to be left alone. */
let askedMs = 0;

/** Something has changed for the better: it need not wait its turn. */
function sendNow(): void {
  failures = 0;
  void sendAll();
}

/** Sends what is waiting, one after another, and goes on until all is sent. */
function sendAll(): Promise<void> {
  cancelRetry?.();
  sending ??= sendInTurn().finally(() => {
    sending = undefined;
    if (outbox.get().some(({ state }) => state === "waiting")) {
      // Spread, so that not everybody comes back in the same moment; never sooner than was asked.
      const ownMs = Math.min(RETRY_MS * 2 ** failures, SLOWEST_RETRY_MS);
      cancelRetry = browser.after(Math.max(ownMs, askedMs) * (1 + browser.random() / 4), () => void sendAll());
    } else if (outbox.get().some(({ state }) => state === "sending")) void sendAll();
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
    const speaker = await getMe();
    if (!speaker?.name && item.name) await nameMe(item.name);
    const { entry } = await postDraft({ ...item.place, ...item.said, key, by: "", at: "" }, browser);
    await shelf.remove(key);
    failures = 0;
    askedMs = 0;
    change(key, { state: "sent", seq: entry.seq });
    for (const tell of onSent) tell(item, entry.seq);
  } catch (error) {
    const changed = change(key, newsOf(error));
    if (changed) await shelf.put(key, changed);
  }
}

/** What the server says when it does not know who speaks, or not under which name. */
const NO_SPEAKER = new Set(["signed-out", "guests-off", "name-missing", "has-left"]);

/** What becomes of a thing that could not be put on record, by what the server said. */
function newsOf(error: unknown): Partial<Outgoing> {
  if (error instanceof Refused) {
    const needsSpeaker = NO_SPEAKER.has(error.problem.code) || undefined;
    if (needsSpeaker) void refreshMe().catch(() => {}); // The page says who speaks, and that is nobody now.
    return { state: "refused", refusal: error.message, needsSpeaker };
  }
  const { problem, retryAfterMs = 0 } = error instanceof NotNow ? error : {};
  // Without a network it is tried as before: that costs nobody anything, and "online" may never be said.
  failures = problem ? failures + 1 : 0;
  askedMs = retryAfterMs;
  if (!problem) return { state: "waiting", refusal: undefined };
  // Of the record's own troubles the page says more, above everything.
  const refusal = noteTrouble(problem) ? "Nothing can be added to the record now." : tellProblem(problem);
  return { state: "waiting", refusal };
}

function change(key: string, news: Partial<Outgoing>): Outgoing | undefined {
  const item = outbox.get().find((other) => other.key === key);
  if (!item) return undefined;
  const changed = { ...item, ...news };
  outbox.set(outbox.get().map((other) => (other.key === key ? changed : other)));
  return changed;
}
