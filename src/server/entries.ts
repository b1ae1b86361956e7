import { closedSince, isOpenForComment } from "../decide/amendment.ts";
import { whyNotComment } from "../discuss/comment.ts";
import type { Occasion } from "../discuss/occasion.ts";
import { type Person, whyNot } from "../discuss/person.ts";
import { aboutNumber, type SaidEntry } from "../discuss/said.ts";
import { whyNotWording } from "../discuss/wording.ts";
import type { Entry } from "../ledger/entry.ts";
import { type EntryQuery, LedgerError } from "../ledger/ledger.ts";
import type { People } from "../store/people.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import type { Context } from "./context.ts";
import type { Discussion } from "./discussions.ts";
import type { Eyes } from "./hiddenWords.ts";
import type { KeptEntries } from "./keptEntries.ts";
import { type FoundPlace, findPlace } from "./place.ts";
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
  const { person } = context;
  // Asked before anything else: to one who has no name, every other answer is about something he cannot do yet.
  if (!person) return whyNot(undefined, said, { isOpen: true })!;
  for (;;) {
    try {
      return await add(said, key, person, context);
    } catch (error) {
      if (!(error instanceof LedgerError && error.code === "overtaken")) throw error;
    }
  }
}

/** @throws {LedgerError} As `addEntry`; and `overtaken`, when it is to be decided anew. */
async function add(
  said: SaidDraft,
  key: string,
  person: Person,
  context: Context,
): Promise<{ entry: Entry; repeated: boolean } | Problem> {
  const { ledger, people, texts, reading, now } = context;
  // Asked together: each answer may come from another machine.
  const [ids, place] = await Promise.all([
    context.hasOtherIds ? people.idsOf(person.id) : [person.id],
    findPlaceAndDiscussion(said, context),
  ]);
  const refusal = isProblem(place) ? place : whyRefused(said, { person, ids }, place, context);
  const { document, amendment } = said;
  const seen = isProblem(place) ? undefined : place.discussion?.last;
  // Of two edits of the same words that come at once, on whichever servers, the second is to be told of the first.
  const unless = said.kind === "edit" ? { document, amendment, after: seen, kinds: ["edit"] } : undefined;
  // What was taken once is answered with it; and who signed in since has another id now, and is still the same person.
  const mayBeRepeat = refusal !== undefined || ids.length > 1;
  const earlier = mayBeRepeat ? await findFirst(ids, (id) => ledger.find(`${id}/${key}`)) : undefined;
  if (refusal && !earlier) return refusal;
  const by = earlier?.by ?? person.id;
  const draft = { ...said, key: `${by}/${key}`, by, at: now().toISOString() };
  try {
    const hash = said.kind === "comment" ? said.anchor?.text : said.kind === "placement" ? said.on : undefined;
    const source = hash === undefined ? undefined : reading.texts.get(hash);
    if (hash !== undefined && source !== undefined) await texts.keep(hash, source);
    return await ledger.append(draft, unless);
  } catch (error) {
    if (error instanceof LedgerError && error.code === "key-reused") {
      return problem(error.code, error.message, { field: "Idempotency-Key" });
    }
    throw error;
  }
}

/** `chain: "no"`: without what proves their order. */
export type EntriesAsked = EntryQuery & { chain?: "no" };

/**
 * The answer with the entries of a place as somebody may read them, the newest
 * number considered, and the people who wrote them. As JSON: an entry that was
 * printed once is not printed again for the next page that is opened.
 *
 * @param state Number of the newest entry there was just now, and the stamp of words.
 */
export async function printEntries(
  { chain, ...query }: EntriesAsked,
  { kept, people }: { kept: KeptEntries; people: Pick<People, "findAll"> },
  { state, eyes }: { state: { last: number; words: string }; eyes: Eyes },
): Promise<string> {
  const entries = await kept.find(query, state);
  const lastFound = entries.at(-1)?.seq ?? 0;
  const isCutOff = query.limit !== undefined && entries.length === query.limit;
  const authors = await people.findAll([...new Set(entries.map(({ by }) => by))]);
  const print = chain ? printWithoutChain : (entry: Entry) => JSON.stringify(entry);
  const printed = entries.map((entry) => print(eyes.read(entry))).join(",");
  const last = isCutOff ? lastFound : Math.max(state.last, lastFound);
  return `{"entries":[${printed}],"last":${last},"people":${JSON.stringify(Object.fromEntries(authors))}}`;
}

const printedEntries = new WeakMap<Entry, string>();

function printWithoutChain(entry: Entry): string {
  const known = printedEntries.get(entry);
  if (known !== undefined) return known;
  const { bodyHash: _, previous: __, hash: ___, ...rest } = entry;
  const printed = JSON.stringify(rest);
  printedEntries.set(entry, printed);
  return printed;
}

/** Who speaks, with every id he has spoken under. */
interface Speaker {
  person: Person;
  ids: readonly string[];
}

/** Where it is said, and what was said there before, where the rules need that. */
interface PlaceAndDiscussion extends FoundPlace {
  discussion?: Discussion;
}

async function findPlaceAndDiscussion(said: SaidDraft, context: Context): Promise<PlaceAndDiscussion | Problem> {
  const whole = whyNotWhole(said);
  if (whole) return whole;
  const place = await findPlace(said, context);
  if (isProblem(place)) return place;
  const named = said.kind === "position" ? said.thread : aboutNumber(said);
  return named === undefined ? place : { ...place, discussion: await context.discussions.at(said) };
}

function whyRefused(
  said: SaidDraft,
  speaker: Speaker,
  place: PlaceAndDiscussion,
  context: Context,
): Problem | undefined {
  const occasion = occasionOf(said, speaker, place, context);
  return (
    whyNot(speaker.person, said, occasion) ??
    whyNotAbout(said, occasion.about) ??
    whyNotNamed(said, place.discussion) ??
    whyNotWords(said)
  );
}

/** Of two numbers that exclude each other, one is there. */
function whyNotWhole(said: SaidDraft): Problem | undefined {
  const pair =
    said.kind === "resolution"
      ? ({ resolves: said.resolves, reopens: said.reopens } as const)
      : said.kind === "moderation"
        ? ({ hides: said.hides, shows: said.shows } as const)
        : undefined;
  if (!pair) return undefined;
  const [first, second] = Object.keys(pair) as [string, string];
  const given = Object.values(pair).filter((number) => number !== undefined).length;
  if (given === 1) return undefined;
  return problem(
    given === 0 ? "field-missing" : "wrong-value",
    `Give one of the numbers “${first}” and “${second}”. Your text is kept.`,
    { field: given === 0 ? first : second },
  );
}

/** What the place could not tell: of a thread on a version, whether this stands where the thread does. */
function whyNotAbout(said: SaidDraft, about: SaidEntry | undefined): Problem | undefined {
  if (!about) return undefined;
  if (said.amendment === undefined && said.clause !== undefined && said.clause !== about.clause) {
    const where = about.clause === undefined ? "the whole version" : `“${about.clause}”`;
    return problem("clause-unknown", `Entry ${about.seq} is about ${where}, and so is what follows it.`, {
      field: "clause",
    });
  }
  if (said.kind === "placement" && about.kind === "comment" && about.anchor?.text === said.on) {
    return problem("wrong-value", "Its words were selected on this very text, and stand there.", { field: "on" });
  }
  return undefined;
}

/** Another entry that is named stands here, and is one that can be read there. */
function whyNotNamed(said: SaidDraft, discussion: Discussion | undefined): Problem | undefined {
  const [field, seq, kinds] =
    said.kind === "position"
      ? (["thread", said.thread, ["comment"]] as const)
      : said.kind === "disposition"
        ? (["where", said.where, ["comment", "reply"]] as const)
        : [];
  if (seq === undefined || !kinds) return undefined;
  const named = discussion?.find(seq);
  if (named && kinds.some((kind) => kind === named.kind)) return undefined;
  return problem("entry-unknown", `There is no ${kinds.join(" or ")} ${seq} here. Your text is kept.`, { field });
}

function whyNotWords(said: SaidDraft): Problem | undefined {
  switch (said.kind) {
    case "comment":
      return (
        whyNotComment(said.text) ??
        (said.wording === undefined ? undefined : whyNotWording(said.wording, said.anchor?.quote))
      );
    case "disposition":
      return whyNotComment(said.text) ?? (said.wording === undefined ? undefined : whyNotWording(said.wording));
    case "reply":
    case "edit":
    case "resolution":
    case "moderation":
      return whyNotComment(said.text);
    case "position":
      // An empty reason is none; the page sends what stands in its field.
      return said.reason?.trim() ? whyNotComment(said.reason, "reason") : undefined;
    case "withdrawal":
    case "co-signature":
    case "placement":
      return undefined;
  }
}

function occasionOf(
  said: SaidDraft,
  { person, ids }: Speaker,
  { amendment, discussion }: PlaceAndDiscussion,
  { now, guestsMaySpeak }: Pick<Context, "now" | "guestsMaySpeak">,
): Occasion {
  const today = now().toISOString().slice(0, 10);
  // Of a version in force people may always speak.
  const dates: Occasion = amendment
    ? {
        isOpen: isOpenForComment(amendment, today),
        opens: amendment.comment.opens ?? amendment.notice,
        closedSince: closedSince(amendment, today),
      }
    : { isOpen: true };
  const occasion: Occasion = { ...dates, guestsMaySpeak };
  const seq = aboutNumber(said);
  const about = seq === undefined ? undefined : discussion?.find(seq);
  if (seq === undefined || !about) return occasion;
  const isOwn = ({ by }: { by: string }) => ids.includes(by);
  const asksForThread = said.kind === "resolution" || said.kind === "co-signature";
  const thread = asksForThread ? discussion?.threadOf(seq) : undefined;
  return {
    ...occasion,
    about,
    fates: discussion?.fates,
    thread,
    ...(isOwn(about) && { author: person.id }),
    hasSpoken: thread?.replies.some(isOwn),
    hasSigned: thread?.coSignatures.some(isOwn),
  };
}

async function findFirst<A, B>(list: readonly A[], find: (one: A) => Promise<B | undefined>): Promise<B | undefined> {
  for (const one of list) {
    const found = await find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
