import { closedSince, isOpenForComment } from "../decide/amendment.ts";
import { whyNotComment } from "../discuss/comment.ts";
import { type Occasion, type Person, whyNot } from "../discuss/person.ts";
import { aboutNumber, readSaid } from "../discuss/said.ts";
import { threadsOf } from "../discuss/thread.ts";
import type { Entry } from "../ledger/entry.ts";
import { type EntryQuery, LedgerError } from "../ledger/ledger.ts";
import type { Amendment } from "../text/document.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import type { Context } from "./context.ts";
import { findPlace } from "./place.ts";
import type { SaidDraft } from "./schemas.ts";

/**
 * Adds what a person said to the public record.
 *
 * Who said it and when come from the server, never from the request. `key`
 * makes a repeat harmless: it is answered with the first entry, whatever has
 * become of the amendment since.
 *
 * @returns The entry, or why it was refused; nothing was added then.
 * @throws {LedgerError} `ledger-full`, `ledger-unavailable`.
 */
export async function addEntry(
  said: SaidDraft,
  key: string,
  context: Context,
): Promise<{ entry: Entry; repeated: boolean } | Problem> {
  const { ledger, people, texts, reading, now, person } = context;
  // Asked before anything else: to one who has no name, every other answer is about something he cannot do yet.
  if (!person) return whyNot(undefined, said, { isOpen: true })!;
  const ids = await people.idsOf(person.id);
  // Who signed in since he sent it first has another id now, and is still the same person.
  const earlier = await findFirst(ids, (id) => ledger.find(`${id}/${key}`));
  const refusal = earlier ? undefined : await whyRefused(said, { person, ids }, context);
  if (refusal) return refusal;
  const by = earlier?.by ?? person.id;
  const draft = { ...said, key: `${by}/${key}`, by, at: now().toISOString() };
  try {
    if (said.kind === "comment" && said.anchor) {
      const source = reading.texts.get(said.anchor.text);
      if (source !== undefined) await texts.keep(said.anchor.text, source);
    }
    return await ledger.append(draft);
  } catch (error) {
    if (error instanceof LedgerError && error.code === "key-reused") {
      return problem(error.code, error.message, { field: "Idempotency-Key" });
    }
    throw error;
  }
}

/** Entries of a place, the newest number considered, and the people who wrote them. */
export async function findEntries(
  query: EntryQuery,
  { ledger, people }: Pick<Context, "ledger" | "people">,
): Promise<{ entries: Entry[]; last: number; people: Record<string, Person> }> {
  const newest = await ledger.last();
  const entries = await ledger.entries(query);
  const lastFound = entries.at(-1)?.seq ?? 0;
  const isCutOff = query.limit !== undefined && entries.length === query.limit;
  const authors = await people.findAll([...new Set(entries.map(({ by }) => by))]);
  return {
    entries,
    last: isCutOff ? lastFound : Math.max(newest, lastFound),
    people: Object.fromEntries(authors),
  };
}

/** Who speaks, with every id he has spoken under. */
interface Speaker {
  person: Person;
  ids: readonly string[];
}

async function whyRefused(said: SaidDraft, speaker: Speaker, context: Context): Promise<Problem | undefined> {
  const place = await findPlace(said, context);
  if (isProblem(place)) return place;
  const today = context.now().toISOString().slice(0, 10);
  const occasion = await occasionOf(said, speaker, { amendment: place.amendment, today }, context);
  return whyNot(speaker.person, said, occasion) ?? whyNotWords(said);
}

function whyNotWords(said: SaidDraft): Problem | undefined {
  if (said.kind === "comment" || said.kind === "reply") return whyNotComment(said.text);
  // An empty reason is none; the page sends what stands in its field.
  if (said.kind === "position" && said.reason?.trim()) return whyNotComment(said.reason, "reason");
  return undefined;
}

async function occasionOf(
  said: SaidDraft,
  { person, ids }: Speaker,
  { amendment, today }: { amendment: Amendment; today: string },
  { ledger, guestsMaySpeak }: Context,
): Promise<Occasion> {
  const occasion: Occasion = {
    isOpen: isOpenForComment(amendment, today),
    opens: amendment.comment.opens ?? amendment.notice,
    closedSince: closedSince(amendment, today),
    guestsMaySpeak,
  };
  const seq = aboutNumber(said);
  if (seq === undefined) return occasion;
  const entries = (await ledger.entries({ document: said.document, amendment: said.amendment }))
    .map(readSaid)
    .filter((entry) => entry !== undefined);
  const about = entries.find((entry) => entry.seq === seq);
  if (!about) return occasion;
  const personOf = (by: string) => (ids.includes(by) ? person : undefined);
  const threads = threadsOf(entries, personOf);
  const thread = threads.find(
    ({ comment, replies }) => comment.seq === seq || replies.some((reply) => reply.seq === seq),
  );
  return {
    ...occasion,
    about,
    thread,
    ...(ids.includes(about.by) && { author: person.id }),
    hasSpoken: thread?.replies.some(({ by }) => ids.includes(by)),
    hasSigned: thread?.coSignatures.some(({ by }) => ids.includes(by)),
  };
}

async function findFirst<A, B>(list: readonly A[], find: (one: A) => Promise<B | undefined>): Promise<B | undefined> {
  for (const one of list) {
    const found = await find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
