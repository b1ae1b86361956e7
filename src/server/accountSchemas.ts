import { z } from "zod";
import { NAME_LIMIT } from "../discuss/name.ts";
import { GIVEN_STANDINGS } from "../discuss/rollRow.ts";
import { PersonJson, ProblemJson, refusals } from "./personJson.ts";

// What is to be said of a mail address or a name, the rules in `discuss` say better.

const Named = z.strictObject({ name: z.string().describe(`1 to ${NAME_LIMIT} characters.`) });
const next = z.string().max(2000).optional().describe("A path of this site to go on to, with query and hash.");
const token = z.string().max(200).describe("What stands behind the # of the link.");
const Nothing = z.strictObject({});

const PersonAnswer = z.object({ person: PersonJson });
const Account = z.object({
  mail: z.string().optional(),
  provider: z.object({ id: z.string(), name: z.string() }).optional(),
  standingFrom: z.enum(["provider", "file", "page", "appointed", "none"]),
  isNameGiven: z.boolean().describe("The list of people gives the name."),
  claimed: z.array(z.object({ id: z.string(), name: z.string(), at: z.iso.datetime() })),
});
const MeAnswer = z.object({
  person: PersonJson.nullable(),
  signIn: z.object({
    mail: z
      .enum(["sent", "printed"])
      .describe("printed: there is no mail server; the link stands in the server's log."),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
    guests: z.boolean(),
  }),
  account: Account.optional().describe("For the person alone."),
});

const SessionJson = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().describe("Exact to the hour."),
  device: z.string(),
  isThis: z.boolean(),
});
const Ended = z.object({ ended: z.int() });
const mail = z.string().max(1000);
const words = z.string().max(1000).optional();
const WrittenLine = z.strictObject({ mail: words, name: words, standing: words, class: words, affiliation: words });
const Line = z.object({
  mail: z.string(),
  name: z.string().optional(),
  standing: z.enum(GIVEN_STANDINGS),
  class: z.string().optional(),
  affiliation: z.string().optional(),
});
const ImportedLine = z.object({
  line: z.int(),
  row: Line.optional(),
  change: z.enum(["added", "changed", "same"]).optional(),
  problem: ProblemJson.optional(),
});

/** What goes in and out where people sign in; see `routes.ts`. */
export const accountSchemas = {
  nameGuest: { summary: "Give a name", body: Named, response: { 200: PersonAnswer, 201: PersonAnswer, ...refusals } },
  showMe: { summary: "Who speaks from this browser", response: { 200: MeAnswer, ...refusals } },
  renameMe: { summary: "Change one's name", body: Named, response: { 200: PersonAnswer, ...refusals } },
  askLink: {
    summary: "Ask for a link to sign in with; the answer is the same for every address",
    body: z.strictObject({ mail: z.string().max(1000), next }),
    response: { 202: z.object({ sent: z.literal(true), minutes: z.int() }), ...refusals },
  },
  openLink: {
    summary: "Sign in with a link, in the browser that asked for it",
    body: z.strictObject({ token }),
    response: { 200: z.object({ person: PersonJson, next: z.string() }), ...refusals },
  },
  startProvider: {
    summary: "Where to go to sign in with a provider",
    body: z.strictObject({ provider: z.string().max(80), next }),
    response: { 200: z.object({ url: z.string() }), ...refusals },
  },
  returnFromProvider: {
    summary: "Where a provider sends people back to",
    querystring: z.record(z.string().max(40), z.string().max(4000)),
    response: { 302: z.null(), ...refusals },
  },
  becomeSecretary: {
    summary: "Become the secretary, with the link the server prints while there is none",
    body: z.strictObject({ token, name: z.string().optional().describe("Where the person has none yet.") }),
    response: { 200: PersonAnswer, ...refusals },
  },
  showSessions: { summary: "Where one is signed in", response: { 200: z.array(SessionJson), ...refusals } },
  endSessions: {
    summary: "Sign out another device, or all others",
    body: z.union([z.strictObject({ id: z.string().max(80) }), z.strictObject({ others: z.literal(true) })]),
    response: { 200: Ended, ...refusals },
  },
  showData: { summary: "Everything that is kept about oneself", response: { 200: z.looseObject({}), ...refusals } },
  leave: {
    summary: "Leave; one's words stay without a name, or are blanked",
    body: z.strictObject({ words: z.enum(["keep", "blank"]) }),
    response: { 200: z.object({ blanked: z.int() }), ...refusals },
  },
  showPeople: { summary: "The list of people, for the secretary", response: { 200: z.looseObject({}), ...refusals } },
  keepPerson: {
    summary: "Put a line on the list of people, in place of the one with its mailbox",
    body: z.strictObject({ row: WrittenLine }),
    response: { 200: z.object({ row: Line }), ...refusals },
  },
  removePerson: {
    summary: "Take a line off the list of people",
    body: z.strictObject({ mail }),
    response: { 200: z.object({ removed: z.literal(true) }), ...refusals },
  },
  importPeople: {
    summary: "Import a CSV file into the list of people, or see what that would change",
    body: z.strictObject({ csv: z.string(), isPreview: z.boolean() }),
    response: { 200: z.object({ rows: z.array(ImportedLine), remarks: z.array(ProblemJson) }), ...refusals },
  },
  signOutPerson: {
    summary: "End all sessions of one person, or of everybody else",
    body: z.union([z.strictObject({ mail }), z.strictObject({ everyone: z.literal(true) })]),
    response: { 200: Ended, ...refusals },
  },
  signOut: { summary: "Sign out", body: Nothing, response: { 200: z.object({ person: z.null() }), ...refusals } },
};
