import type { Said } from "../discuss/said.ts";
import type { Place } from "../ledger/entry.ts";
import { NotNow, postDraft, Refused } from "../ledger/remote.ts";
import type { Problem } from "../text/problem.ts";
import { browser, makeKey } from "./browser.ts";
import type { Unsaid } from "./draft.ts";
import { drafts, dropDraft, reopenDraft } from "./drafts.ts";
import { fetchAtRest } from "./fetchAtRest.ts";
import type { WayOut } from "./findWayOut.ts";
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
  /** When it was said, UTC; things go out in this order. */
  at: string;
  /** The name its author gave with it, where the browser had none yet. */
  name?: string;
  /** `waiting`: tried again by itself. `sent`: on record under `seq`. */
  state: "sending" | "waiting" | "refused" | "sent";
  seq?: number;
  /** Why the server refused it, or does not take it yet; a thing that waits without one waits for the network. */
  refusal?: string;
  /** It was refused because nobody is signed in here any more. */
  needsSpeaker?: boolean;
  /** It was handed to the network at least once: it may stand on record although no answer came. */
  mayHaveArrived?: boolean;
  /** Its author took it back before that could be known: it is withdrawn as soon as it stands. */
  isUndone?: boolean;
  /** As its author wrote it, where more was written than goes on record: of a wording request, the whole clause. */
  unsaid?: Unsaid;
  /** Of a position: the one it took the place of. */
  earlier?: Said;
}

const shelf = new Shelf<Outgoing>("outbox");
const RETRY_MS = 2_000;
const SLOWEST_RETRY_MS = 60_000;
/** A line that was cut says nothing: after so long a sending counts as failed, and is tried again. */
const SEND_MS = 20_000;

/** In the order in which they were said. */
export const outbox = new Store<readonly Outgoing[]>([]);

/** Called with each thing that was put on record from here, and its number. */
export const onSent = new Set<(item: Outgoing, seq: number) => void>();

/** Key of what was said here last. */
export const lastSaid = new Store<string | undefined>(undefined);

/** Reads what an earlier visit could not send, and goes on sending. */
export async function readOutbox(): Promise<void> {
  const found = await shelf.values();
  const known = outbox.get();
  const earlier = found
    .filter(({ key }) => !known.some((item) => item.key === key))
    .map((item) => ({ ...item, at: item.at ?? "", mayHaveArrived: true }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  outbox.set([...earlier, ...known]);
  // Killed between the two, a comment lies in the outbox and among the drafts under one key: it was posted.
  const posted = new Set(earlier.map(({ key }) => key));
  await Promise.all(drafts.get().map(({ key, entryKey }) => posted.has(entryKey) && dropDraft(key)));
  addEventListener("online", sendNow);
  onRecovered.add(sendNow);
  me.watch(sendForSpeaker);
  void sendAll();
}

/** On their way to this device: what is shown to wait lies there, or a crash would take it. */
const unkept = new Set<string>();

/**
 * Takes something to be put on record. It is kept on this device until it is.
 *
 * @param draft Key of the draft that it was. First it lies in the outbox, then it is no draft any more, then it is
 *   sent: whenever the browser is killed it is there, twice under one key at most, and never a draft once it stands on record.
 */
export async function putOnRecord(
  item: Pick<Outgoing, "key" | "place" | "said" | "name" | "earlier" | "unsaid">,
  draft?: string,
): Promise<void> {
  const outgoing: Outgoing = { ...item, at: new Date().toISOString(), state: "sending" };
  unkept.add(item.key);
  outbox.set([...outbox.get(), outgoing]);
  lastSaid.set(item.key);
  await shelf.put(item.key, outgoing);
  if (draft !== undefined) await dropDraft(draft);
  unkept.delete(item.key);
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

/** It may have arrived: it is withdrawn as soon as that is known. */
export async function withdrawLater(key: string): Promise<void> {
  const undone = change(key, { isUndone: true });
  if (undone) await shelf.put(key, undone);
  void sendAll();
}

/** Under a key that follows from the first: done twice, it is one withdrawal. */
export function withdraw({ key, place }: Outgoing, seq: number): Promise<void> {
  return putOnRecord({ key: `${key}-undone`, place, said: { kind: "withdrawal", withdraws: seq } });
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
/** What kept the last thing from being sent keeps all: it is no mistake of the server over this one. */
let isStuck = false;

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
    // What was said meanwhile: it goes out at once, or waits with the rest.
    const fresh = outbox.get().filter(({ key, state }) => state === "sending" && !unkept.has(key));
    if (fresh.length > 0 && !isStuck) return void sendAll();
    for (const { key } of fresh) change(key, { state: "waiting" });
    if (outbox.get().some(({ state }) => state === "waiting")) {
      // Spread, so that not everybody comes back in the same moment; never sooner than was asked.
      const ownMs = Math.min(RETRY_MS * 2 ** failures, SLOWEST_RETRY_MS);
      cancelRetry = browser.after(Math.max(ownMs, askedMs) * (1 + browser.random() / 4), () => void sendAll());
    }
  });
  return sending;
}

async function sendInTurn(): Promise<void> {
  isStuck = false;
  const waiting = outbox.get().filter(({ state }) => state === "sending" || state === "waiting");
  for (const { key } of waiting.filter(({ key }) => !unkept.has(key))) {
    if (isStuck) {
      // What was said later must not stand on record first.
      change(key, { state: "waiting" });
      continue;
    }
    // One tab at a time. Even without locks a second sending is harmless: the key is the same.
    if (navigator.locks) await navigator.locks.request(`openfloor-${key}`, () => send(key));
    else await send(key);
  }
}

/** For one sending: the browser, but not for ever. */
const line = {
  fetch: (url: string, init?: RequestInit) => browser.fetch(url, { ...init, signal: AbortSignal.timeout(SEND_MS) }),
};

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
    // Without a network nothing can arrive; with one that fails, it may have.
    if (navigator.onLine && !change(key, { mayHaveArrived: true })) return; // Taken back meanwhile.
    const { entry } = await postDraft({ ...item.place, ...item.said, key, by: "", at: "" }, line);
    failures = 0;
    askedMs = 0;
    const now = change(key, { state: "sent", seq: entry.seq });
    if (now?.isUndone) await withdraw(now, entry.seq);
    await shelf.remove(key);
    for (const tell of onSent) tell(item, entry.seq);
  } catch (error) {
    if (error instanceof Refused && (await settle(item, error.problem))) return;
    const changed = change(key, newsOf(error));
    if (changed) await shelf.put(key, changed);
  }
}

const loadWayOut = () => import("./findWayOut.ts");
fetchAtRest(loadWayOut);

/** @returns Whether there was a way out of the refusal. */
async function settle(item: Outgoing, problem: Problem): Promise<boolean> {
  const { key, place } = item;
  if (outbox.get().find((other) => other.key === key)?.isUndone) {
    await takeBack(key);
    return true;
  }
  const { draft, said } = await loadWayOut()
    .then(({ findWayOut }) => findWayOut(item, problem))
    .catch((): WayOut => ({}));
  if (!draft && !said) return false;
  if (draft) reopenDraft({ place, ...draft });
  await takeBack(key);
  if (said) await putOnRecord({ key: makeKey(), place, said });
  return true;
}

/** What the server says when it does not know who speaks, or not under which name. */
const NO_SPEAKER = new Set(["signed-out", "guests-off", "name-missing", "has-left"]);

/** What becomes of a thing that could not be put on record, by what the server said. */
function newsOf(error: unknown): Partial<Outgoing> {
  if (error instanceof Refused) {
    const needsSpeaker = NO_SPEAKER.has(error.problem.code) || undefined;
    if (needsSpeaker) void refreshMe().catch(() => {}); // The page says who speaks, and that is nobody now.
    return { state: "refused", refusal: error.message, needsSpeaker, mayHaveArrived: undefined };
  }
  const { problem, retryAfterMs = 0 } = error instanceof NotNow ? error : {};
  // Without a network it is tried as before: that costs nobody anything, and "online" may never be said.
  failures = problem ? failures + 1 : 0;
  askedMs = retryAfterMs;
  isStuck = problem?.code !== "server-error";
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
