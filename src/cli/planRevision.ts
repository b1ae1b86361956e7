import type { Thread } from "../discuss/thread.ts";
import { type StorePlace, withSnapshot } from "../store/snapshot.ts";
import { eachClause } from "../text/clause.ts";
import type { Amendment, BylawsDocument, Credit, Revision } from "../text/document.ts";
import type { Reading } from "../text/library.ts";
import { listed } from "../text/listed.ts";
import { parseBylaws } from "../text/parse.ts";
import type { WrittenText } from "../text/replaceWords.ts";
import { type Granted, grantRequests, type Stuck } from "./grantRequests.ts";
import { placeOn } from "./placeOn.ts";
import { readThreads } from "./readThreads.ts";
import { Refusal } from "./refusal.ts";
import { writeRequests } from "./writeRequests.ts";

/** The next revision of an amendment, before it is written. */
export interface RevisionPlan {
  before: WrittenText;
  after: WrittenText;
  revision: Omit<Revision, "hash"> & { credits: Credit[] };
  granted: Granted[];
}

interface Asked {
  reading: Reading;
  document: BylawsDocument;
  amendment: Amendment;
  /** Where the record is kept. */
  store: StorePlace;
  /** Numbers of accepted requests that are left out. */
  without: readonly number[];
  /** Calendar day, `2026-11-22`. */
  today: string;
}

/**
 * Puts everything into the newest revision that was asked for on the pages and
 * accepted there, and is in no revision yet: the credits tell.
 *
 * @returns What would be written, or every request that cannot be put in.
 * @throws {Refusal} when there is nothing to write, or a number to be left out is none of them.
 */
export async function planRevision(asked: Asked): Promise<RevisionPlan | { stuck: Stuck[] }> {
  const { reading, document, amendment, store, without, today } = asked;
  const newest = amendment.revisions.at(-1)!;
  const source = reading.texts.get(newest.hash)!;
  const before: WrittenText = { source, parsed: parseBylaws(source) };
  const { threads, place, nameOf } = await withSnapshot(store, async ({ database }) => {
    const read = await readThreads(database, { document: document.slug, amendment: amendment.slug });
    const anchors = read.threads.flatMap(({ comment, placements }) =>
      [comment, ...placements].flatMap(({ anchor }) => anchor ?? []),
    );
    const hashes = anchors.map(({ text }) => text);
    return { ...read, place: await placeOn(newest.hash, document, { reading, database, asked: hashes }) };
  });
  const taken = takeAccepted(threads, amendment, without);
  const clauses = new Map(Array.from(eachClause(before.parsed.clauses), (clause) => [clause.address, clause]));
  const clauseAt = (address: string) => clauses.get(address);
  const { granted, stuck } = grantRequests(taken, { number: newest.number, clauseAt, place });
  const { text: after, stuck: unwritten } = writeRequests(before, granted);
  if (stuck.length + unwritten.length > 0) return { stuck: [...stuck, ...unwritten] };
  const credits = taken.flatMap(({ comment, coSignatures }) => {
    // Who took his words along when he left is not named.
    const people = [comment, ...coSignatures].filter((entry) => !("blanked" in entry)).map(({ by }) => nameOf(by));
    return [...new Set(people)].map((to): Credit => ({ comment: comment.seq, to }));
  });
  const numbers = taken.map(({ comment }) => comment.seq);
  const note =
    numbers.length === 1 ? `With wording request ${numbers[0]}.` : `With wording requests ${listed(numbers)}.`;
  return { before, after, revision: { number: newest.number + 1, on: today, note, credits }, granted };
}

function takeAccepted(threads: readonly Thread[], { revisions }: Amendment, without: readonly number[]): Thread[] {
  const written = new Set(revisions.flatMap(({ credits = [] }) => credits.map(({ comment }) => comment)));
  const accepted = threads.filter(
    ({ comment, request }) => (request === "accepted" || request === "accepted-in-part") && !written.has(comment.seq),
  );
  const numbers = accepted.map(({ comment }) => comment.seq);
  const there =
    numbers.length === 0
      ? "No wording request is accepted and in no revision yet."
      : `Accepted and in no revision yet: ${numbers.join(", ")}.`;
  const unknown = without.find((number) => !numbers.includes(number));
  if (unknown !== undefined)
    throw new Refusal(`There is no accepted wording request ${unknown} to be left out. ${there}`);
  const taken = accepted.filter(({ comment }) => !without.includes(comment.seq));
  if (taken.length > 0) return taken;
  throw new Refusal(
    `There is nothing to write. ${there} Requests are accepted on the page of the amendment, by the secretary or a director.`,
  );
}
