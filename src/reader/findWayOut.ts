import type { Said } from "../discuss/said.ts";
import type { Entry, Place } from "../ledger/entry.ts";
import { ask } from "../ledger/remote.ts";
import type { Problem } from "../text/problem.ts";
import { browser } from "./browser.ts";
import type { reopenDraft } from "./drafts.ts";

/** Exactly one of them, where there is a way. */
export interface WayOut {
  /** It is a draft again. */
  draft?: Omit<Parameters<typeof reopenDraft>[0], "place">;
  /** It is said in another way instead. */
  said?: Said;
}

const ANSWER_MS = 20_000;

/**
 * Finds the way out of a refusal that comes from what stands on record already.
 *
 * - `key-reused`: it had arrived with an earlier text, and is an edit of that now.
 * - `edited-meanwhile`: a draft again, with the text on record beside it.
 * - `closed-for-comment`: a position is a draft again, which says so.
 */
export async function findWayOut(
  { key, place, said }: { key: string; place: Place; said: Said },
  { code, message }: Problem,
): Promise<WayOut> {
  if (code === "closed-for-comment" && said.kind === "position") {
    const { reason = "", ...rest } = said;
    return { draft: { said: rest, text: reason, refusal: message } };
  }
  if (code === "key-reused" && (said.kind === "comment" || said.kind === "reply")) {
    const first = (await readPlace(place)).find((entry) => entry.key.endsWith(`/${key}`));
    return first ? { said: { kind: "edit", text: said.text, edits: first.seq, after: first.seq } } : {};
  }
  if (code !== "edited-meanwhile" || said.kind !== "edit") return {};
  const newest = (await readPlace(place)).findLast(({ kind, edits }) => kind === "edit" && edits === said.edits);
  if (typeof newest?.text !== "string") return {};
  const { text, ...unsaid } = said;
  return {
    draft: {
      said: { ...unsaid, after: newest.seq },
      text,
      other: { text: newest.text, at: newest.at },
      refusal:
        "You have edited this elsewhere meanwhile. Both texts are here: choose one, or put them together, and save again.",
    },
  };
}

async function readPlace({ document, amendment }: Place): Promise<Entry[]> {
  const query = new URLSearchParams({ document, ...(amendment && { amendment }) });
  const signal = AbortSignal.timeout(ANSWER_MS);
  const line = { fetch: (url: string, init?: RequestInit) => browser.fetch(url, { ...init, signal }) };
  const response = await ask(line, `/api/entries?${query}`);
  return ((await response.json()) as { entries: Entry[] }).entries;
}
