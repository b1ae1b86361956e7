import { z } from "zod";
import { NAME_LIMIT } from "../discuss/person.ts";
import { STANCES } from "../discuss/said.ts";

// Lengths of what people write are checked by the rules in `discuss`, which explain themselves better.

const slug = z.string().min(1).max(80);
const place = {
  document: slug.describe("Slug of the document."),
  amendment: slug.describe("Slug of the amendment."),
  revision: z.int().min(1).describe("Number of the revision."),
  clause: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Address of the clause: `4.16(ii)`. Without it, the whole revision."),
};
const position = z.int().min(0).max(100_000_000);

const AnchorJson = z
  .strictObject({
    text: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex")
      .describe("SHA-256 of the text it was made on."),
    side: z.enum(["before", "after"]),
    clause: z.string().min(1).max(200),
    part: z.enum(["title", "text"]),
    from: position.describe("UTF-16 units into the plain title or text of the clause."),
    to: position,
    quote: z.string().min(1).max(5000).describe("The words themselves."),
    prefix: z.string().max(64),
    suffix: z.string().max(64),
  })
  .meta({ id: "Anchor" });

const entryNumber = z.int().min(1);

/** What a person hands in to be put on record. */
export const SaidDraft = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("comment"), ...place, text: z.string(), anchor: AnchorJson.optional() }),
    z.strictObject({ kind: z.literal("reply"), ...place, text: z.string(), replyTo: entryNumber }),
    z.strictObject({ kind: z.literal("position"), ...place, position: z.enum(STANCES), reason: z.string().optional() }),
    z.strictObject({ kind: z.literal("withdrawal"), ...place, withdraws: entryNumber }),
  ])
  .meta({ id: "SaidDraft" });
export type SaidDraft = z.infer<typeof SaidDraft>;

const KeyHeader = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/, "must be 1 to 100 printable ASCII characters")
    .describe("Chosen by the sender. A repeat with the same key adds nothing and gets the first answer."),
});

const Named = z.strictObject({ name: z.string().describe(`1 to ${NAME_LIMIT} characters.`) });

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
});

const TextHash = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex");
const HashOfText = z.strictObject({ hash: TextHash });
const HashesOfTexts = z.strictObject({ before: TextHash, after: TextHash });

// What goes out. It is described here and written as it is: checking it again would cost more than making it.

const ProblemJson = z
  .object({ code: z.string(), message: z.string().describe("For a person."), field: z.string().optional() })
  .meta({ id: "Problem" });

const PersonJson = z.object({ id: z.string(), name: z.string(), standing: z.enum(["guest"]) }).meta({ id: "Person" });

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

const PersonAnswer = z.object({ person: PersonJson });
const MeAnswer = z.object({ person: PersonJson.nullable() });
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
      amendment: z.string(),
      comments: z.int(),
      replies: z.int(),
      positions: z.int().describe("People who took one."),
      people: z.int().describe("People who said anything."),
      lastAt: z.iso.datetime(),
      lastSeq: z.int(),
    }),
  ),
});

const refusals = { "4xx": ProblemJson, "5xx": ProblemJson };

/** What goes in and out at each address; see `routes.ts`. */
export const schemas = {
  nameGuest: { summary: "Give a name", body: Named, response: { 200: PersonAnswer, 201: PersonAnswer, ...refusals } },
  showMe: { summary: "Who speaks from this browser", response: { 200: MeAnswer, ...refusals } },
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
    response: { 200: z.looseObject({ title: z.string() }), ...refusals },
  },
  showComparison: {
    summary: "Two texts compared, clause by clause and word by word",
    params: HashesOfTexts,
    response: { 200: z.looseObject({ rows: z.array(z.looseObject({})) }), ...refusals },
  },
  showActivity: { summary: "How much was said, by amendment", response: { 200: ActivityAnswer, ...refusals } },
  showHealth: {
    summary: "Whether the record can be read",
    response: { 200: z.object({ ok: z.literal(true), last: z.int() }), ...refusals },
  },
};
