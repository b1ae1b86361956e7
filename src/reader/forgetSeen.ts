import { Store } from "./Store.ts";

/** Under names that begin so, what was read is kept on the device. */
export const SEEN = "openfloor-seen ";

/** Another number with each change, so that pages look again. */
export const seenChanges = new Store(0);

/** Forgets what was read here: the owner of this device leaves it to others. */
export function forgetSeen(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(SEEN)) localStorage.removeItem(name);
  seenChanges.set(seenChanges.get() + 1);
}
