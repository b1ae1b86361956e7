import type { Address } from "./address.ts";
import { Later } from "./Later.tsx";
import { PAGE_PARTS } from "./pageParts.ts";

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
  const { page } = address;
  if (page === "sign-in") return <Later key={page} part={PAGE_PARTS[page]} props={{ by: address.by }} />;
  return <Later key={page} part={PAGE_PARTS[page]} props={{}} />;
}
