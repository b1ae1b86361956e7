import type { Anchor } from "../anchor/anchor.ts";
import type { PlacedWords, Placement } from "../anchor/placement.ts";
import { plainTypography } from "../compare/words.ts";
import type { Thread } from "../discuss/thread.ts";
import { overlapsOf, wordingOf } from "../discuss/wording.ts";
import type { Clause } from "../text/clause.ts";
import { shortQuote } from "./shortQuote.ts";

/** Other words that the board has accepted, at their place in the newest revision. */
export interface Granted extends PlacedWords {
  /** Numbers of the comments that ask for them; several where people asked for the same. */
  comments: number[];
  wording: string;
  /** What stands there. */
  quote: string;
}

/** A request that cannot be carried out, and why, with the way out. */
export interface Stuck {
  comments: number[];
  why: string;
}

/** The newest revision, and where words of other texts stand on it. */
export interface Newest {
  number: number;
  clauseAt(address: string): Clause | undefined;
  place(anchor: Anchor): Placement;
}

/**
 * Which wording requests can be put into the newest revision, in the order of
 * the record, and which cannot.
 *
 * @param threads Those of accepted requests.
 */
export function grantRequests(threads: readonly Thread[], newest: Newest): { granted: Granted[]; stuck: Stuck[] } {
  const [found, stuck]: [Granted[], Stuck[]] = [[], []];
  for (const thread of threads) {
    const one = grant(thread, newest);
    if ("why" in one) stuck.push(one);
    else {
      const same = found.find((other) => isSame(one, other));
      if (same) same.comments.push(...one.comments);
      else found.push(one);
    }
  }
  const overlaps = overlapsOf(found);
  for (const [one, others] of overlaps) {
    // Each pair is told once.
    const later = others.filter((other) => other.comments[0]! > one.comments[0]!);
    for (const other of later) {
      const comments = [...one.comments, ...other.comments];
      const out = [one, other].map((each) => `--without ${each.comments.join(",")}`).join(" or ");
      const why = `want other words for the same ones of ${one.clause}: ${shortQuote(one.quote)} and ${shortQuote(other.quote)}. Leave one out, with ${out}; or answer one of them with words that hold both.`;
      stuck.push({ comments, why });
    }
  }
  return { granted: found.filter((one) => !overlaps.has(one)), stuck };
}

function grant(thread: Thread, newest: Newest): Granted | Stuck {
  const { comment, hidden, state } = thread;
  const comments = [comment.seq];
  const leave = `leave it out with --without ${comment.seq}`;
  const because = (why: string): Stuck => ({ comments, why });
  if (hidden.has(comment.seq)) return because(`is hidden. Show it again, or ${leave}.`);
  if (state === "reopened") return because(`was opened again after it was accepted. Answer it again, or ${leave}.`);
  const wording = wordingOf(thread)?.replace(/\s+/g, " ").trim();
  if (!comment.anchor || wording === undefined)
    return because(`was accepted in part, and nobody said with which words. Answer it again with them, or ${leave}.`);
  const anchor = chosenAnchor(thread, comment.anchor);
  if (!anchor)
    return because(
      `is about ${shortQuote(comment.anchor.quote)}, which stands nowhere any more, as somebody said. ${capital(leave)}.`,
    );
  const placement = newest.place(anchor);
  if (placement.state !== "intact" && placement.state !== "moved")
    return because(tellPlacement(placement, comment.anchor, newest, leave));
  const { clause, part, from, to } = placement;
  const words = newest.clauseAt(clause)?.[part].slice(from, to) ?? "";
  if (plainTypography(words) !== plainTypography(anchor.quote))
    return because(tellPlacement({ ...placement, state: "changed" }, comment.anchor, newest, leave));
  if (words === wording) return because(`asks for what stands in revision ${newest.number} already; ${leave}.`);
  return { comments, clause, part, from, to, wording, quote: words };
}

/** Where a person said that the words stand, else where they stood; `undefined` where he said nowhere. */
function chosenAnchor({ placements }: Thread, anchor: Anchor): Anchor | undefined {
  const choice = placements.at(-1);
  return choice ? choice.anchor : anchor;
}

function tellPlacement(placement: Placement, anchor: Anchor, { number, clauseAt }: Newest, leave: string): string {
  const about = `is about ${shortQuote(anchor.quote)} of ${anchor.clause}`;
  const byHand = `Write it by hand, or ${leave}.`;
  switch (placement.state) {
    case "ambiguous": {
      const places = [...new Set(placement.places.map(({ clause }) => clause))].join(", ");
      return `${about}; it is in doubt where that stands in revision ${number}: ${places}. Say on the page where its words stand, or ${leave}.`;
    }
    case "clause":
      return `${about}; these words are no longer in revision ${number}. ${byHand}`;
    case "gone":
      return `${about}; that clause is no longer in revision ${number}. ${byHand}`;
    case "missing":
      return `${about}, on a text that is no longer kept. ${byHand}`;
    default: {
      const { clause, part, from, to } = placement;
      const words = clauseAt(clause)?.[part].slice(from, to) ?? "";
      return `${about}; revision ${number} has ${shortQuote(words)} there now. See whether it still fits. ${byHand}`;
    }
  }
}

function isSame(one: Granted, other: Granted): boolean {
  const [a, b] = [one, other].map(({ clause, part, from, to, wording }) =>
    [clause, part, from, to, wording].join("\0"),
  );
  return a === b;
}

const capital = (words: string): string => words[0]!.toUpperCase() + words.slice(1);
