import { drafts, dropAllDrafts } from "./drafts.ts";
import { forgetSeen } from "./forgetSeen.ts";
import { forgetLastName } from "./lastName.ts";
import { emptyOutbox, outbox } from "./outbox.ts";
import { leavePosition } from "./positionDraft.ts";
import { post } from "./post.ts";
import { haveChanged } from "./useMe.ts";

/**
 * Ends the session of this browser, and leaves nothing of its owner on the device.
 *
 * @returns Whether it was done: what is not on record yet is asked about first.
 */
export async function signOut(): Promise<boolean> {
  const unsent = drafts.get().filter(({ text }) => text.trim() !== "").length + outbox.get().filter(isUnsent).length;
  const what = unsent === 1 ? "1 thing you wrote is" : `${unsent} things you wrote are`;
  if (unsent > 0 && !confirm(`${what} not on record yet. Sign out and throw that away?`)) return false;
  await post("/api/sign-out");
  await forgetOwner();
  return true;
}

/** Takes everything from this device that belongs to whoever spoke here, and asks who does now. */
export async function forgetOwner(): Promise<void> {
  leavePosition();
  forgetLastName();
  forgetSeen();
  await Promise.all([dropAllDrafts(), emptyOutbox()]);
  await haveChanged();
}

const isUnsent = ({ state }: { state: string }): boolean => state !== "sent";
