import { makeKey } from "./browser.ts";
import {
  type Begun,
  type Draft,
  freshStamp,
  isSame,
  joinDrafts,
  readDraft,
  spotOf,
  type Typed,
  typedOf,
  type Unsaid,
  WINDOW,
} from "./draft.ts";
import { Shelf } from "./Shelf.ts";
import { Store, useStore } from "./Store.ts";

const shelf = new Shelf<Draft>("drafts");

/**
 * Every draft of this device: those of earlier visits, then those begun since.
 * It is replaced when one is opened or closed, or is about something else, or has its
 * first words: not with every letter, or the whole page would be drawn with it.
 */
export const drafts = new Store<readonly Draft[]>([]);

/** Each draft as it stands now, to the last letter. */
const cells = new Map<string, Store<Draft | undefined>>();
const NO_DRAFT = new Store<Draft | undefined>(undefined);

const unsaved = new Set<string>();
/** What is on its way to the device. */
let underWay: string | undefined;
/** Stamps of what this window has last read or written on the device. */
const known = new Map<string, string>();
let saving: Promise<void> | undefined;

/** Tells other windows which draft has changed on the device; they read it there. Words never lie here. */
const CHANGED = "openfloor-draft-changed";

function tellWindows(key: string): void {
  try {
    localStorage.setItem(CHANGED, `${freshStamp()} ${key}`);
  } catch {
    // Blocked by settings: they read it when they come into view.
  }
}

/** Reads the drafts that an earlier visit left, and follows what other windows write. */
export async function readDrafts(): Promise<void> {
  await readAll();
  addEventListener("storage", ({ key, newValue }) => {
    if (key === CHANGED && newValue) void readOne(newValue.slice(newValue.indexOf(" ") + 1));
  });
  // A page that was laid aside hears nothing of what others write meanwhile.
  addEventListener("visibilitychange", () => void (document.visibilityState === "visible" && readAll()));
}

/** Opens a draft at a place, or the one that is open there already. */
export function openDraft(begun: Begun): Draft {
  const spot = spotOf(begun);
  const open = drafts.get().find((draft) => spotOf(newest(draft)) === spot);
  if (open) return newest(open);
  // One that was begun here and is about other words since keeps its name.
  const isTaken = drafts.get().some(({ key }) => key === spot);
  const draft: Draft = {
    ...begun,
    key: isTaken ? `${spot} ${makeKey()}` : spot,
    entryKey: makeKey(),
    text: "",
    at: new Date().toISOString(),
    window: WINDOW,
    stamp: freshStamp(),
  };
  show(draft.key, draft);
  return draft;
}

/** A draft as it stands now. */
export function findDraft(key: string): Draft | undefined {
  return cells.get(key)?.get();
}

/** A draft as it stands now, and again with each letter. */
export function useDraft(key: string): Draft | undefined {
  return useStore(cells.get(key) ?? NO_DRAFT);
}

/** Changes a draft, and keeps it on this device. */
export function changeDraft(key: string, news: Partial<Pick<Draft, "said" | "text" | "place" | "refusal">>): void {
  const draft = findDraft(key);
  if (!draft) return;
  show(key, { ...draft, ...news, at: new Date().toISOString(), window: WINDOW, stamp: freshStamp() });
  save(key);
}

/**
 * Makes a draft again of something that was about to be sent, or is to be said
 * otherwise; what was begun at its place meanwhile is kept beside it.
 *
 * @param again.other What stands on record instead, to choose from.
 * @param again.entryKey Of something that may have arrived: sent under it once more it is not doubled.
 * @returns The draft's key.
 */
export function reopenDraft({ text, refusal, other, entryKey, ...begun }: Begun & Reopened): string {
  const { key, ...open } = openDraft(begun);
  const isBegun = open.text.trim() !== "" && open.text !== text;
  const others = [
    ...(other ? [{ said: begun.said, window: ON_RECORD, ...other }] : []),
    ...(isBegun ? [typedOf({ ...open, window: makeKey() })] : []),
    ...(open.others ?? []),
  ];
  show(key, { ...open, key, others, ...(entryKey && { entryKey }) });
  changeDraft(key, { said: begun.said, text, refusal });
  return key;
}

interface Reopened extends Pick<Draft, "text" | "refusal"> {
  other?: Pick<Typed, "text" | "at">;
  entryKey?: string;
}

/** In place of a window: the text was not typed, it stands on record. */
export const ON_RECORD = "on record";

/** Shows another text instead of this one, which is then the other one; or, with `keep`, forgets the other one. */
export function settleOther(key: string, other: Typed, choice: "use" | "keep"): void {
  const draft = findDraft(key);
  if (!draft?.others?.includes(other)) return;
  const rest = draft.others.filter((typed) => typed !== other);
  // The one that goes aside is nobody's who types: what is typed here on must not take its place.
  const aside = typedOf({ ...draft, window: makeKey() });
  const turned =
    choice === "keep"
      ? { ...draft, others: rest }
      : { ...draft, said: other.said, text: other.text, others: [aside, ...rest] };
  show(key, { ...turned, at: new Date().toISOString(), window: WINDOW, stamp: freshStamp() });
  save(key);
}

/**
 * Closes a draft and forgets its text: it was posted, or thrown away. What
 * another window has typed there is not known here, and stays.
 */
export async function dropDraft(key: string): Promise<void> {
  unsaved.delete(key);
  const dropped = findDraft(key);
  show(key, undefined);
  // What is on its way to the device is this window's own: it must be known when it is met there.
  await saving;
  const last = known.get(key);
  const left = await shelf.change(key, (stored) => {
    if (!stored || isBegunSince(stored, dropped)) return stored;
    const isForeign = stored.stamp !== last && !stored.stamp.startsWith(WINDOW);
    if (isForeign) return { ...stored, entryKey: makeKey() };
    const [other, ...rest] = stored.others ?? [];
    return other && { ...stored, ...other, others: rest, entryKey: makeKey(), stamp: freshStamp() };
  });
  if (!left) known.delete(key);
  else if (!findDraft(key)) takeIn(left);
  tellWindows(key);
}

/** Another one was begun at the same place while the last one was being put away. */
function isBegunSince({ stamp, entryKey }: Draft, dropped: Draft | undefined): boolean {
  return stamp.startsWith(WINDOW) && dropped !== undefined && entryKey !== dropped.entryKey;
}

/** Forgets every draft of this device: its owner leaves it to others. */
export async function dropAllDrafts(): Promise<void> {
  const keys = drafts.get().map(({ key }) => key);
  unsaved.clear();
  for (const key of keys) show(key, undefined);
  await saving;
  await shelf.clear();
  known.clear();
  for (const key of keys) tellWindows(key);
  localStorage.removeItem(CHANGED);
}

const newest = (draft: Draft): Draft => findDraft(draft.key) ?? draft;
/** Shows a draft as it stands now, or that it is there no more. */
function show(key: string, draft: Draft | undefined): void {
  const all = drafts.get();
  const old = all.find((other) => other.key === key);
  const cell = cells.get(key);
  if (!draft) {
    cells.delete(key);
    if (old) drafts.set(all.filter((other) => other !== old));
    cell?.set(undefined);
    return;
  }
  if (cell) cell.set(draft);
  else cells.set(key, new Store<Draft | undefined>(draft));
  const looks = ({ place, said, text, refusal }: Draft) => [place, withoutEdited(said), text.trim() !== "", refusal];
  if (!old) drafts.set([...all, draft]);
  else if (!isSame(looks(old), looks(draft))) drafts.set(all.map((other) => (other === old ? draft : other)));
}

/** What is typed into the words of a request changes with every letter, too. */
const withoutEdited = (said: Unsaid): Unsaid => (said.kind === "comment" ? { ...said, edited: undefined } : said);

function save(key: string): void {
  unsaved.add(key);
  saving ??= saveAll().finally(() => {
    saving = undefined;
  });
}

/** Writes the newest state of each draft; while one write runs, keystrokes gather for the next. */
async function saveAll(): Promise<void> {
  for (const key of unsaved) {
    unsaved.delete(key);
    const mine = findDraft(key);
    if (!mine) continue;
    underWay = key;
    const written = await shelf.change(key, (stored) => joinDrafts(mine, stored, known.get(key)));
    underWay = undefined;
    if (!written) continue;
    known.set(key, written.stamp);
    // Typed on meanwhile, it is written again, and others' texts come along then.
    if (unsaved.has(key)) {
      const now = findDraft(key);
      if (now) show(key, { ...now, others: written.others, entryKey: written.entryKey });
    } else if (written !== mine && findDraft(key)) show(key, written);
    tellWindows(key);
  }
}

/** What is typed here is on its way to the device, where it meets what others have written. */
const isUnsaved = (key: string): boolean => unsaved.has(key) || underWay === key;

async function readOne(key: string): Promise<void> {
  const found = await shelf.get(key);
  if (!found || isUnsaved(key)) return;
  if (found.value) takeIn(found.value);
  else if (known.delete(key)) show(key, undefined);
}

async function readAll(): Promise<void> {
  const found = await shelf.entries();
  for (const [name, value] of found) {
    const draft = readDraft(value);
    if (!draft) continue; // A later release wrote it; it is left for that.
    if (name === draft.key) {
      if (!isUnsaved(name)) takeIn(draft);
      continue;
    }
    // Of an earlier release, which named drafts otherwise: first under its new name, then gone from the old one.
    const carried = await shelf.change(draft.key, (stored) => joinDrafts(draft, stored, undefined));
    await shelf.remove(name);
    if (carried) takeIn(carried);
  }
}

/** Shows what lies on the device. */
function takeIn(draft: Draft): void {
  known.set(draft.key, draft.stamp);
  if (findDraft(draft.key)?.stamp !== draft.stamp) show(draft.key, draft);
}
