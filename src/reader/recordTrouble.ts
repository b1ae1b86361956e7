import { browser } from "./browser.ts";
import { Store } from "./Store.ts";

/** Why nothing can be added to the record now, while it can still be read. */
export interface RecordTrouble {
  code: string;
  message: string;
  /** The server's number of the request that told. */
  request?: string;
}

/** Empty while, for all that is known, the record takes what is said. */
export const recordTrouble = new Store<RecordTrouble | undefined>(undefined);

/** Called when the record takes entries again. */
export const onRecovered = new Set<() => void>();

const ASK_AGAIN_MS = 15_000;
const TOLD = new Set(["ledger-full", "ledger-read-only", "ledger-unavailable"]);

let cancel: (() => void) | undefined;

/** Notes what the server said when it could not take something. @returns Whether it is the record that is in trouble. */
export function noteTrouble({ code, message, request }: RecordTrouble): boolean {
  if (!TOLD.has(code)) return false;
  recordTrouble.set({ code, message, request });
  askAgain();
  return true;
}

/** Asks whether the record takes entries: before somebody writes a long comment, and until it does again. */
export async function checkRecord(): Promise<void> {
  const before = recordTrouble.get();
  try {
    const response = await browser.fetch("/readyz");
    const { ready, code, message } = (await response.json()) as { ready?: boolean; code?: string; message?: string };
    if (ready === false && code && TOLD.has(code)) recordTrouble.set({ code, message: message ?? "" });
    else if (ready === true) recordTrouble.set(undefined);
  } catch {
    // No network, or a proxy that keeps the address to itself: what was known stays.
  }
  if (recordTrouble.get()) askAgain();
  else if (before) for (const tell of onRecovered) tell();
}

function askAgain(): void {
  cancel?.();
  cancel = browser.after(ASK_AGAIN_MS * (1 + browser.random()), () => void checkRecord());
}
