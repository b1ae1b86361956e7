// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { parseAddress } from "../../src/reader/address.ts";
import { MissingPage } from "../../src/reader/MissingPage.tsx";
import type { BylawsDocument } from "../../src/text/document.ts";
import { draw } from "./draw.tsx";

const FOUNDATION: BylawsDocument = {
  slug: "openstack-foundation",
  title: "Bylaws",
  organisation: "OpenStack Foundation",
  language: "en",
  about: "",
  invented: false,
  excerpt: true,
  notes: [],
  rules: {},
  versions: [{ on: "2019-04-01", kind: "recorded", note: "", hash: "a" }],
  amendments: [
    {
      slug: "2019-open-meetings",
      title: "Open meetings and review of projects",
      summary: "",
      rationale: "",
      base: "2019-04-01",
      movedBy: "",
      secondedBy: "",
      comment: {},
      meeting: "",
      revisions: [],
      pairings: [],
    },
  ],
};

const links = () => screen.getAllByRole("link").map((link) => link.getAttribute("href"));

test("an unknown document: the documents that are here", () => {
  draw(<MissingPage address={parseAddress("/openstack")} documents={[FOUNDATION]} />);
  expect(screen.getByRole("heading").textContent).toBe("There is nothing at this address");
  expect(links()).toEqual(["/openstack-foundation"]);
});

test("an unknown amendment or version: the pages of its document", () => {
  draw(
    <MissingPage
      address={parseAddress("/openstack-foundation/amendments/2019-closed-meetings")}
      documents={[FOUNDATION]}
    />,
  );
  expect(links()).toEqual([
    "/openstack-foundation",
    "/openstack-foundation/versions/2019-04-01",
    "/openstack-foundation/amendments/2019-open-meetings",
  ]);
});

test("an address nobody can read: the documents that are here", () => {
  draw(<MissingPage address={parseAddress("/100%")} documents={[FOUNDATION]} />);
  expect(links()).toEqual(["/openstack-foundation"]);
});
