import { z } from "zod";
import { DISPOSITIONS, MARKS, STANCES } from "../discuss/said.ts";
import { accountSchemas } from "./accountSchemas.ts";
import { PersonJson, refusals } from "./personJson.ts";

// Lengths of what people write are checked by the rules in `discuss`, which explain themselves better.

const slug = z.string().min(1).max(80);
const textHash = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex");
const clauseAddress = z.string().min(1).max(200).describe("Address of a clause: `4.16(ii)`.");
const clauseOfPlace = clauseAddress
  .optional()
  .describe("Address of the clause: `4.16(ii)`. Without it, the whole revision or version.");
const ofRevision = {
  document: slug.describe("Slug of the document."),
  amendment: slug.describe("Slug of the amendment."),
  revision: z.int().min(1).describe("Number of the revision."),
  clause: clauseOfPlace,
};
/** A revision; or a document, for what is said about its versions and in the threads on them. */
const place = {
  ...ofRevision,
  amendment: ofRevision.amendment.optional().describe("Slug of the amendment; none for what is said about a version."),
  revision: ofRevision.revision.optional().describe("Number of the revision; with an amendment always."),
};
const offset = z.int().min(0).max(100_000_000);

const AnchorJson = z
  .strictObject({
    text: textHash.describe("SHA-256 of the text it was made on."),
    side: z.enum(["before", "after"]),
    clause: clauseAddress,
    part: z.enum(["title", "text"]),
    from: offset.describe("UTF-16 units into the plain title or text of the clause."),
    to: offset,
    quote: z.string().min(1).max(5000).describe("The words themselves."),
    prefix: z.string().max(64),
    suffix: z.string().max(64),
  })
  .meta({ id: "Anchor" });

const entryNumber = z.int().min(1);

const text = z.string();
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, "must be a day: 2024-05-15");

/** What a person hands in to be put on record. */
export const SaidDraft = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("comment"),
      ...place,
      text,
      anchor: AnchorJson.optional(),
      mark: z.enum(MARKS).optional().describe("What it asks for; nothing without it."),
      stance: z.enum(STANCES).optional(),
      wording: z
        .string()
        .optional()
        .describe("Of a request: the words that shall stand in place of the anchored ones."),
      version: day.optional().describe("Day of the version it is about, where it belongs to no amendment."),
    }),
    z.strictObject({ kind: z.literal("reply"), ...place, text, replyTo: entryNumber }),
    z.strictObject({
      kind: z.literal("edit"),
      ...place,
      text,
      edits: entryNumber,
      after: entryNumber.describe("Number of the newest edit that was seen, or of what is edited."),
    }),
    z.strictObject({ kind: z.literal("withdrawal"), ...place, withdraws: entryNumber }),
    z.strictObject({ kind: z.literal("co-signature"), ...place, signs: entryNumber }),
    z.strictObject({
      kind: z.literal("resolution"),
      ...place,
      text,
      resolves: entryNumber.optional().describe("This, or `reopens`."),
      reopens: entryNumber.optional(),
    }),
    z.strictObject({
      kind: z.literal("disposition"),
      ...place,
      text,
      answers: entryNumber,
      outcome: z.enum(DISPOSITIONS),
      wording: z.string().optional().describe("The words that will stand there, of a request accepted in part."),
      where: entryNumber.optional().describe("The comment or reply that says it."),
    }),
    z.strictObject({
      kind: z.literal("position"),
      ...ofRevision,
      position: z.enum(STANCES),
      reason: z.string().optional(),
      thread: entryNumber.optional().describe("Number of the comment whose thread says why."),
    }),
    z.strictObject({
      kind: z.literal("moderation"),
      ...place,
      text,
      hides: entryNumber.optional().describe("This, or `shows`."),
      shows: entryNumber.optional(),
    }),
    z.strictObject({
      kind: z.literal("placement"),
      ...place,
      places: entryNumber,
      on: textHash.describe("SHA-256 of the text on which its words stand there."),
      anchor: AnchorJson.optional().describe("Words of that text; without it, they stand nowhere on it."),
    }),
  ])
  .meta({ id: "SaidDraft" });
export type SaidDraft = z.infer<typeof SaidDraft>;

const KeyHeader = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/, "must be 1 to 100 printable ASCII characters")
    .describe("Chosen by the sender. A repeat with the same key adds nothing and gets the first answer."),
});

const after = z
  .string()
  .regex(/^\d{1,15}$/, "must be a number, 0 or more")
  .transform(Number)
  .optional();

const Following = z.strictObject({
  document: slug.optional(),
  amendment: slug.optional(),
});

const Asked = z.strictObject({
  ...Following.shape,
  after: after.describe("Only entries with a larger number."),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "must be a number from 1 to 999999")
    .transform(Number)
    .optional()
    .describe("At most so many, oldest first; `last` is then the number to go on after."),
  chain: z.enum(["no"]).optional().describe("Without `bodyHash`, `previous` and `hash`: for whoever only reads."),
});

const HashOfText = z.strictObject({ hash: textHash });
const HashesOfTexts = z.strictObject({ before: textHash, after: textHash });
const PlaceOfAmendment = z.strictObject({ document: slug, amendment: slug });
const PlaceOfDocument = z.strictObject({ document: slug });
const PlaceOfText = z.strictObject({ document: slug, hash: textHash });
const offsetInQuery = z
  .string()
  .regex(/^\d{1,9}$/, "must be a number from 0 to 999999999")
  .transform(Number)
  .describe("UTF-16 units into the plain title or text of the clause.");
const WordsOfClause = z.strictObject({
  clause: clauseAddress,
  part: z.enum(["title", "text"]),
  from: offsetInQuery,
  to: offsetInQuery,
});
const ClauseAsked = z.strictObject({ clause: clauseAddress });

/** Words somebody selected on a text, or with `from` and `to` the same, their clause. */
const SoughtJson = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .max(128)
      .describe("SHA-256 of the text they were selected on; one that is not known is `missing`."),
    clause: clauseAddress,
    part: z.enum(["title", "text"]),
    from: offset.describe("UTF-16 units into the plain title or text of the clause."),
    to: offset,
  })
  .meta({ id: "Sought" });
const MOST_SOUGHT = 5000;
const PlacementsAsked = z.strictObject({
  document: slug,
  texts: z.array(z.string().min(1).max(128)).min(1).max(2).describe("SHA-256 of the texts they are sought on."),
  sought: z.array(SoughtJson).max(MOST_SOUGHT, `must be at most ${MOST_SOUGHT}`),
});

// What goes out. It is described here and written as it is: checking it again would cost more than making it.

const EntryJson = z
  .looseObject({
    seq: z.int().describe("Number in the record."),
    key: z.string().describe("The author's id, a slash, and the key the entry was sent with."),
    by: z.string().describe("Id of its author."),
    at: z.iso.datetime(),
    kind: z.string(),
    document: z.string(),
    amendment: z.string().optional(),
    revision: z.int().optional(),
    clause: z.string().optional(),
    bodyHash: z.string(),
    previous: z.string().describe("`hash` of the entry before."),
    hash: z.string().describe("SHA-256 of the canonical JSON of all fields above."),
  })
  .meta({ id: "Entry", description: "The fields of its body stand beside those listed." });

const EntriesAnswer = z.object({
  entries: z.array(EntryJson),
  last: z.int().describe("Newest number considered: ask for what comes after it."),
  people: z.record(z.string(), PersonJson),
});
const ActivityAnswer = z.object({
  last: z.int(),
  activity: z.array(
    z.object({
      document: z.string(),
      amendment: z.string().optional().describe("None for what was said about versions."),
      comments: z.int(),
      replies: z.int(),
      positions: z.int().describe("People who took one."),
      people: z.int().describe("People who said anything."),
      lastAt: z.iso.datetime(),
      lastSeq: z.int(),
    }),
  ),
});

const Promised = z
  .object({
    progress: z.number().min(0).max(1).describe("How much of it is done."),
    words: z.int().optional().describe("Of a comparison: words of the newer text."),
  })
  .meta({ id: "Promised", description: "It takes longer; ask again." });
const Stretch = z.object({ from: z.int(), to: z.int() });
const CollisionsFound = z.array(
  z.object({
    kind: z.enum(["words", "place", "removed", "number"]),
    clause: z.string().describe("Address in the text both amend; of `number`, the address both give."),
    part: z.enum(["title", "text", "clause"]),
    words: Stretch.optional(),
    first: z.string().describe("What the amendment asked about does there."),
    second: z.string().describe("What the other one does there."),
  }),
);
const CollisionsAnswer = z.object({
  others: z.array(
    z.object({
      amendment: z.string(),
      title: z.string(),
      revision: z.int(),
      base: z
        .string()
        .optional()
        .describe("The version it amends, where that is another one: then no collisions are looked for."),
      collisions: CollisionsFound,
    }),
  ),
  inForce: z
    .object({ version: z.string(), collisions: CollisionsFound })
    .optional()
    .describe("Where an older text than the one in force is amended: what has been changed there since."),
});
const HistoryAnswer = z.object({
  oldest: z.string().describe("Day of the oldest text known."),
  stretches: z.array(
    z.object({
      words: Stretch,
      clause: z.string().describe("Where the words stood when they came."),
      replaced: z.string(),
      source: z
        .object({
          version: z.string().optional(),
          amendment: z.object({ slug: z.string(), title: z.string() }).optional(),
        })
        .optional()
        .describe("What brought the words; missing when the oldest text has them."),
    }),
  ),
});
const FormerAnswer = z.object({
  former: z
    .object({
      clause: z.string(),
      on: z.string().describe("Day of the newest text that had a clause at this address."),
      now: z.string().optional().describe("Where that clause stands now; missing when it was struck."),
    })
    .nullable(),
});

const PlacementsAnswer = z.object({
  placements: z
    .array(
      z.array(
        z.looseObject({
          state: z.enum(["intact", "moved", "changed", "clause", "gone", "ambiguous", "missing"]),
        }),
      ),
    )
    .describe("Of each that was sought, in order: where it stands on each of the texts."),
});

/** `code` and `message` say why not. */
const Readiness = z.object({ ready: z.boolean(), code: z.string().optional(), message: z.string().optional() });

/** What goes in and out at each address; see `routes.ts`. */
export const schemas = {
  ...accountSchemas,
  addEntry: {
    summary: "Say something on record",
    headers: KeyHeader,
    body: SaidDraft,
    response: { 200: EntryJson, 201: EntryJson, ...refusals },
  },
  showEntries: { summary: "Read the record", querystring: Asked, response: { 200: EntriesAnswer, ...refusals } },
  openEvents: {
    summary: "Hear of news as they come (server-sent events)",
    querystring: Following,
    response: { 200: z.string(), ...refusals },
  },
  showLibrary: {
    summary: "Documents, versions, amendments; and the mistakes in their files",
    description: "With the stamp a live stream told of, a server that has not read those files yet waits a moment.",
    querystring: z.strictObject({ stamp: z.string().max(200).optional() }),
    response: { 200: z.looseObject({ stamp: z.string() }), ...refusals },
  },
  showText: {
    summary: "A text, by the hash of its words",
    params: HashOfText,
    response: { 200: z.string(), ...refusals },
  },
  showClauses: {
    summary: "A text read into clauses",
    params: HashOfText,
    response: { 200: z.looseObject({ clauses: z.array(z.looseObject({})) }), 202: Promised, ...refusals },
  },
  showComparison: {
    summary: "Two texts compared, clause by clause and word by word",
    params: HashesOfTexts,
    response: { 200: z.looseObject({ rows: z.array(z.looseObject({})) }), 202: Promised, ...refusals },
  },
  showCollisions: {
    summary: "Where an amendment and others under discussion change the same words",
    params: PlaceOfAmendment,
    response: { 200: CollisionsAnswer, 202: Promised, ...refusals },
  },
  showHistory: {
    summary: "Which version or amendment brought in words of a text",
    params: PlaceOfText,
    querystring: WordsOfClause,
    response: { 200: HistoryAnswer, 202: Promised, ...refusals },
  },
  showFormer: {
    summary: "Where the clause stands now that an older text had at an address",
    params: PlaceOfText,
    querystring: ClauseAsked,
    response: { 200: FormerAnswer, 202: Promised, ...refusals },
  },
  findPlacements: {
    summary: "Where commented words stand on other texts than those they were selected on",
    description: "A question, although it is a post: it adds nothing, and needs no session.",
    body: PlacementsAsked,
    response: { 200: PlacementsAnswer, 202: Promised, ...refusals },
  },
  showFeed: { summary: "What was said, as an Atom feed: the newest 50", response: { 200: z.string(), ...refusals } },
  showFeedOfDocument: {
    summary: "What was said about a document, as an Atom feed",
    params: PlaceOfDocument,
    response: { 200: z.string(), ...refusals },
  },
  showFeedOfAmendment: {
    summary: "What was said about an amendment, as an Atom feed",
    params: PlaceOfAmendment,
    response: { 200: z.string(), ...refusals },
  },
  showActivity: { summary: "How much was said, by amendment", response: { 200: ActivityAnswer, ...refusals } },
  showHealth: {
    summary: "The server is alive; `last` is the number of the newest entry, where it can be read",
    response: { 200: z.object({ ok: z.literal(true), last: z.int().optional() }), ...refusals },
  },
  showReadiness: {
    summary: "Whether entries can be written now",
    response: { 200: Readiness, 503: Readiness },
  },
};
