import fc from "fast-check";
import { expect, test } from "vitest";
import { type Address, parseAddress, printAddress, VIEWS } from "../../src/reader/address.ts";
import { expectAlways } from "../expectAlways.ts";

test.each<[string, Address]>([
  ["/", { page: "home" }],
  ["/openstack-foundation", { page: "document", document: "openstack-foundation", clause: undefined }],
  ["/openstack-foundation/4.16", { page: "document", document: "openstack-foundation", clause: "4.16" }],
  ["/openstack-foundation/4.16(ii)", { page: "document", document: "openstack-foundation", clause: "4.16(ii)" }],
  [
    "/openstack-foundation/versions/2019-04-01/4.16",
    { page: "version", document: "openstack-foundation", version: "2019-04-01", clause: "4.16" },
  ],
  [
    "/harbour-commons/compare/2021-05-12..2024-05-15/7.3",
    { page: "compare", document: "harbour-commons", before: "2021-05-12", after: "2024-05-15", clause: "7.3" },
  ],
  [
    "/openstack-foundation/amendments/2019-open-meetings/4.16?revision=1&view=side-by-side",
    {
      page: "amendment",
      document: "openstack-foundation",
      amendment: "2019-open-meetings",
      clause: "4.16",
      revision: 1,
      view: "side-by-side",
    },
  ],
  ["/a/amendments/b/positions", { page: "positions", document: "a", amendment: "b" }],
  ["/a/moderation", { page: "moderation", document: "a" }],
  ["/a/amendments/b/moderation", { page: "moderation", document: "a", amendment: "b" }],
  ["/a/amendments/b/discussion", { page: "discussion", document: "a", amendment: "b" }],
  [
    "/a/amendments/b/discussion?state=open&order=time",
    { page: "discussion", document: "a", amendment: "b", filter: "state=open&order=time" },
  ],
  ["/a/discussion", { page: "discussion", document: "a" }],
  [
    "/a/4.16?words=after.p12-40.3f2a91c0",
    {
      page: "document",
      document: "a",
      clause: "4.16",
      words: { side: "after", part: "text", from: 12, to: 40, text: "3f2a91c0" },
    },
  ],
  [
    "/a/amendments/b/4.16?revision=1&words=before.t0-8.3f2a91c0",
    {
      page: "amendment",
      document: "a",
      amendment: "b",
      clause: "4.16",
      revision: 1,
      view: undefined,
      show: undefined,
      words: { side: "before", part: "title", from: 0, to: 8, text: "3f2a91c0" },
    },
  ],
  ["/a/amendments/b/record", { page: "record", document: "a", amendment: "b" }],
  [
    "/teikan/%E7%AC%AC%E5%8D%81%E5%9B%9B%E6%9D%A1%E3%81%AE%E4%B8%89",
    { page: "document", document: "teikan", clause: "第十四条の三" },
  ],
  ["/sign-in", { page: "sign-in" }],
  ["/sign-in/link", { page: "sign-in", by: "link" }],
  ["/sign-in/secretary", { page: "sign-in", by: "secretary" }],
  ["/account", { page: "account" }],
  ["/people", { page: "people" }],
  ["/who-may-do-what", { page: "who-may-do-what" }],
  ["/a/50%25", { page: "document", document: "a", clause: "50%" }],
  ["/a/4%2F5", { page: "document", document: "a", clause: "4/5" }],
])("%s leads to its page, and the page back to it", (path, address) => {
  const { pathname, search } = new URL(path, "http://localhost");
  expect(parseAddress(pathname, search)).toEqual(address);
  expect(printAddress(address)).toBe(path);
});

test.each([
  ["a stray %", "/a/100%"],
  ["half a letter", "/a/%E7%AC"],
  ["too many parts", "/a/amendments/b/4.16/more"],
  ["a comparison with one side", "/a/compare/2021-05-12"],
  ["a comparison with three", "/a/compare/1..2..3"],
  ["a clause of a clause", "/a/4.16/ii"],
  ["a way to sign in that there is not", "/sign-in/password"],
  ["a page of the account", "/account/more"],
])("%s leads to the page that says there is nothing: %s", (_, path) => {
  expect(parseAddress(path)).toEqual({ page: "missing", path });
});

test.each([
  ["a trailing slash", "/a/4.16/", { page: "document", document: "a", clause: "4.16" }],
  ["two slashes", "//a//4.16", { page: "document", document: "a", clause: "4.16" }],
  ["a revision that is no number", "/a/amendments/b?revision=x", { page: "amendment", revision: undefined }],
  ["revision 0", "/a/amendments/b?revision=0", { page: "amendment", revision: undefined }],
  ["half a revision", "/a/amendments/b?revision=1.5", { page: "amendment", revision: undefined }],
  ["an unknown view", "/a/amendments/b?view=sideways", { page: "amendment", view: undefined }],
  ["an encoded slug", "/a%20b", { page: "document", document: "a b" }],
])("%s does no harm", (_, path, address) => {
  const { pathname, search } = new URL(`http://localhost${path}`);
  expect(parseAddress(pathname, search)).toMatchObject(address);
});

test("law: every address that is printed leads back to its page", () => {
  const name = fc.oneof(
    fc.constantFrom("4.16(ii)", "第十四条の三", "50%", "a/b", "§ 3", "4.16-p2", "IV", "q?x=1", "x#y", "a+b", "é"),
    fc.string({ minLength: 1, unit: "grapheme" }).filter((words) => words !== "." && words !== ".."),
  );
  const slug = name.filter((words) => words !== "versions");
  const day = fc.stringMatching(/^\d{4}-\d\d-\d\d$/);
  const clause = fc.option(
    name.filter((words) => !["positions", "record", "versions", "compare", "amendments"].includes(words)),
    { nil: undefined },
  );
  const address = fc.oneof<fc.Arbitrary<Address>[]>(
    fc.record({ page: fc.constant("document" as const), document: slug, clause }),
    fc.record({ page: fc.constant("version" as const), document: slug, version: day, clause }),
    fc.record({ page: fc.constant("compare" as const), document: slug, before: day, after: day, clause }),
    fc.record({ page: fc.constantFrom("positions" as const, "record" as const), document: slug, amendment: slug }),
    fc.record({
      page: fc.constant("amendment" as const),
      document: slug,
      amendment: slug,
      clause,
      revision: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
      // The redline is what is shown without being asked for.
      view: fc.option(fc.constantFrom(...VIEWS.filter((view) => view !== "redline")), { nil: undefined }),
    }),
  );
  expectAlways(
    fc.property(address, (wanted) => {
      const { pathname, search } = new URL(printAddress(wanted), "http://localhost");
      expect(parseAddress(pathname, search)).toEqual(wanted);
    }),
    1000,
  );
});
