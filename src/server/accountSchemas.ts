import { z } from "zod";
import { NAME_LIMIT } from "../discuss/name.ts";
import { PersonJson, refusals } from "./personJson.ts";

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
  signOut: { summary: "Sign out", body: Nothing, response: { 200: z.object({ person: z.null() }), ...refusals } },
};
