import type { Amendment, BylawsDocument, Version } from "../text/document.ts";
import type { Address } from "./address.ts";
import type { LaterPart } from "./Later.tsx";

type Discussed = { document: BylawsDocument; amendment: Amendment };
type Talked = {
  document: BylawsDocument;
  amendment?: Amendment;
  address: Extract<Address, { page: "discussion" }>;
};
type InForce = {
  document: BylawsDocument;
  version: Version;
  address: Extract<Address, { page: "document" | "version" }>;
};
type Compared = {
  document: BylawsDocument;
  before: Version;
  after: Version;
  address: Extract<Address, { page: "compare" }>;
};

const part = <P extends object>(what: string, load: LaterPart<P>["load"]): LaterPart<P> => ({ what, load });

/** Pages whose script is fetched when somebody comes to them; most people come to an amendment. */
export const PAGE_PARTS = {
  home: part<{ documents: readonly BylawsDocument[] }>(
    "the documents",
    async () => (await import("./HomePage.tsx")).HomePage,
  ),
  document: part<InForce>("the text", async () => (await import("./DocumentPage.tsx")).DocumentPage),
  version: part<InForce>("the text", async () => (await import("./DocumentPage.tsx")).DocumentPage),
  compare: part<Compared>("the comparison", async () => (await import("./ComparePage.tsx")).ComparePage),
  discussion: part<Talked>("the discussion", async () => (await import("./DiscussionPage.tsx")).DiscussionPage),
  moderation: part<Omit<Talked, "address">>(
    "the moderation",
    async () => (await import("./ModerationPage.tsx")).ModerationPage,
  ),
  positions: part<Discussed>("the positions", async () => (await import("./PositionsPage.tsx")).PositionsPage),
  record: part<Discussed>("the record", async () => (await import("./RecordPage.tsx")).RecordPage),
  "sign-in": part<{ by?: "link" | "secretary" }>(
    "the ways to sign in",
    async () => (await import("./SignInPage.tsx")).SignInPage,
  ),
  account: part<object>("your account", async () => (await import("./AccountPage.tsx")).AccountPage),
  people: part<object>("the list of people", async () => (await import("./PeoplePage.tsx")).PeoplePage),
  missing: part<{ address: Address; documents: readonly BylawsDocument[] }>(
    "what there is",
    async () => (await import("./MissingPage.tsx")).MissingPage,
  ),
  "who-may-do-what": part<object>("who may do what", async () => (await import("./RulesPage.tsx")).RulesPage),
};
