import { aboutNumber } from "../discuss/said.ts";
import type { Draft } from "./draft.ts";
import type { Outgoing } from "./outbox.ts";
import type { PlacedThread } from "./placed.ts";

/** What is being written or sent in a thread, by the number of its comment. */
interface InThreads {
  drafts: (thread: number) => readonly Draft[];
  outgoing: (thread: number) => readonly Outgoing[];
}

/** Sorts what is being written or sent to the threads it belongs to; what is about none of them is left out. */
export function inThreads(
  threads: readonly Pick<PlacedThread, "thread">[],
  drafts: readonly Draft[],
  outgoing: readonly Outgoing[],
): InThreads {
  const wanted = new Set([...drafts, ...outgoing].map(({ said }) => aboutNumber(said)));
  wanted.delete(undefined);
  const threadOf = new Map<number | undefined, number>();
  if (wanted.size > 0) {
    for (const { thread } of threads) {
      for (const { seq } of [thread.comment, ...thread.replies, ...thread.coSignatures]) {
        if (wanted.has(seq)) threadOf.set(seq, thread.comment.seq);
      }
    }
  }
  const draftsOf = group(drafts, ({ said }) => threadOf.get(aboutNumber(said)));
  const outgoingOf = group(outgoing, ({ said, isUndone }) => (isUndone ? undefined : threadOf.get(aboutNumber(said))));
  return { drafts: (thread) => draftsOf.get(thread) ?? [], outgoing: (thread) => outgoingOf.get(thread) ?? [] };
}

function group<T>(items: readonly T[], keyOf: (item: T) => number | undefined): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
