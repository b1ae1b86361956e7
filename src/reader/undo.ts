import type { Unsaid } from "./draft.ts";
import { reopenDraft } from "./drafts.ts";
import { type Outgoing, outbox, putOnRecord, takeBack, withdraw, withdrawLater } from "./outbox.ts";

/** Makes a draft again of what was not sent, to be mended. What has no words of its own is only taken back. */
export async function takeUpAgain(item: Outgoing): Promise<void> {
  const { key, place, refusal, state, mayHaveArrived } = item;
  const draft = unsaidOf(item);
  // Refused, it is not on record. Else it may be, and under the same key it is not doubled.
  const entryKey = mayHaveArrived && state !== "refused" ? key : undefined;
  if (draft) reopenDraft({ place, ...draft, refusal, entryKey });
  await takeBack(key);
}

/**
 * Takes back what was just said: it is withdrawn if it has gone out, or may
 * have, and its words are a draft again. Of a position, the one before is taken again.
 *
 * @returns The key of the draft.
 */
export async function undo(key: string): Promise<string | undefined> {
  const item = outbox.get().find((other) => other.key === key);
  if (!item) return undefined;
  const { place, said, seq, earlier } = item;
  if (said.kind === "position") {
    if (seq === undefined && !item.mayHaveArrived) await takeBack(key);
    else if (earlier) await putOnRecord({ key: `${key}-undone`, place, said: earlier });
    return undefined;
  }
  const words = unsaidOf(item);
  const draft = words && reopenDraft({ place, ...words });
  if (seq !== undefined) await withdraw(item, seq);
  else if (!item.mayHaveArrived) await takeBack(key);
  else await withdrawLater(key);
  return draft;
}

/** What a thing was as a draft; nothing for what is done with one press. */
function unsaidOf({ said, unsaid }: Pick<Outgoing, "said" | "unsaid">): { said: Unsaid; text: string } | undefined {
  switch (said.kind) {
    case "withdrawal":
    case "co-signature":
    case "placement":
      return undefined;
    case "position": {
      const { reason = "", ...rest } = said;
      return { said: rest, text: reason };
    }
    default: {
      const { text, ...rest } = said;
      return { said: unsaid ?? rest, text };
    }
  }
}
