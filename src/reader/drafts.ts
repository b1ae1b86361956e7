import type { Anchor } from "../anchor/anchor.ts";
import type { Place } from "../ledger/entry.ts";
import { makeKey } from "./browser.ts";
import { Shelf } from "./Shelf.ts";
import { Store } from "./Store.ts";

/** A comment or reply that is being written. Its key becomes the entry's, so that it is sent once. */
export interface Draft {
  key: string;
  place: Place & { amendment: string; revision: number };
  anchor?: Anchor;
  replyTo?: number;
  text: string;
  /** The server's reason, when it was refused and came back to be mended. */
  refusal?: string;
}

const shelf = new Shelf<Draft>("drafts");

/** Every draft of this device, in the order in which they were begun. */
export const drafts = new Store<readonly Draft[]>([]);

const unsaved = new Map<string, Draft>();
let saving: Promise<void> | undefined;

/** Reads the drafts that an earlier visit left. */
export async function readDrafts(): Promise<void> {
  const found = await shelf.values();
  const open = drafts.get();
  const earlier = found.filter(({ key }) => !open.some((draft) => draft.key === key));
  drafts.set([...earlier, ...open]);
}

/** Opens a draft at a place, or the one that is open there already. */
export function openDraft(at: Pick<Draft, "place" | "anchor" | "replyTo">): Draft {
  const spot = spotOf(at);
  const open = drafts.get().find((draft) => spotOf(draft) === spot);
  if (open) return open;
  const draft: Draft = { ...at, key: makeKey(), text: "" };
  drafts.set([...drafts.get(), draft]);
  return draft;
}

/** Replaces a draft, and keeps it on this device. */
export function saveDraft(draft: Draft): void {
  const isOpen = drafts.get().some(({ key }) => key === draft.key);
  drafts.set(
    isOpen ? drafts.get().map((other) => (other.key === draft.key ? draft : other)) : [...drafts.get(), draft],
  );
  unsaved.set(draft.key, draft);
  saving ??= saveAll().finally(() => {
    saving = undefined;
  });
}

/** Closes a draft and forgets its text. */
export async function dropDraft(key: string): Promise<void> {
  unsaved.delete(key);
  drafts.set(drafts.get().filter((draft) => draft.key !== key));
  await saving;
  await shelf.remove(key);
}

/** Forgets every draft of this device: its owner leaves it to others. */
export async function dropAllDrafts(): Promise<void> {
  unsaved.clear();
  drafts.set([]);
  await saving;
  await shelf.clear();
}

/** Writes the newest state of each draft; while one write runs, keystrokes gather for the next. */
async function saveAll(): Promise<void> {
  for (let next = unsaved.entries().next(); !next.done; next = unsaved.entries().next()) {
    const [key, draft] = next.value;
    unsaved.delete(key);
    await shelf.put(key, draft);
  }
}

/** What a draft is about, as one string. */
function spotOf({ place, anchor, replyTo }: Pick<Draft, "place" | "anchor" | "replyTo">): string {
  const { document, amendment, revision, clause } = place;
  const words = anchor && [anchor.text, anchor.side, anchor.part, anchor.from, anchor.to];
  return JSON.stringify([document, amendment, replyTo ?? [revision, clause, words]]);
}
