import type { Address } from "./address.ts";
import { Later, type LaterPart } from "./Later.tsx";

const SIGN_IN: LaterPart<{ by?: "link" | "secretary" }> = {
  what: "the ways to sign in",
  load: async () => (await import("./SignInPage.tsx")).SignInPage,
};
const ACCOUNT: LaterPart<object> = {
  what: "your account",
  load: async () => (await import("./AccountPage.tsx")).AccountPage,
};
const PEOPLE: LaterPart<object> = {
  what: "the list of people",
  load: async () => (await import("./PeoplePage.tsx")).PeoplePage,
};
const RULES: LaterPart<object> = {
  what: "who may do what",
  load: async () => (await import("./RulesPage.tsx")).RulesPage,
};

/** Pages about people, not about texts: they are there also while the documents cannot be read. */
type Personal = Extract<Address, { page: "sign-in" | "account" | "people" | "who-may-do-what" }>;

const NAMES: Record<Personal["page"], string> = {
  "sign-in": "Sign in",
  account: "Your account",
  people: "People",
  "who-may-do-what": "Who may do what",
};

export const isPersonal = (address: Address): address is Personal => address.page in NAMES;

export const nameOfPersonal = ({ page }: Personal): string => `${NAMES[page]} · Openfloor`;

export function PersonalPage({ address }: { address: Personal }) {
  switch (address.page) {
    case "sign-in":
      return <Later key="sign-in" part={SIGN_IN} props={{ by: address.by }} />;
    case "account":
      return <Later key="account" part={ACCOUNT} props={{}} />;
    case "people":
      return <Later key="people" part={PEOPLE} props={{}} />;
    case "who-may-do-what":
      return <Later key="rules" part={RULES} props={{}} />;
  }
}
