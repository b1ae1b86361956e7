// @vitest-environment jsdom
import { expect, test } from "vitest";
import { MentionedContext } from "../../src/reader/mentioned.ts";
import { Prose } from "../../src/reader/Prose.tsx";
import { draw } from "./draw.tsx";
import { readText } from "./texts.ts";

const show = (markdown: string) => draw(<Prose markdown={markdown} />).container;

test("Markdown stands as it was meant", () => {
  const page = show(
    "**No**, *never*. See [the minutes](https://example.org/m).\n\n> quoted\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |",
  );
  expect(page.querySelector("strong")?.textContent).toBe("No");
  expect(page.querySelector("em")?.textContent).toBe("never");
  expect(page.querySelector("blockquote")?.textContent?.trim()).toBe("quoted");
  expect(page.querySelectorAll("li")).toHaveLength(2);
  expect(page.querySelectorAll("td")).toHaveLength(2);
});

test.each([
  ["a script", "<script>alert(1)</script>", "script"],
  ["an image tag with a handler", '<img src=x onerror="alert(1)">', "img"],
  ["a frame", '<iframe src="https://example.org"></iframe>', "iframe"],
  ["a tag in a sentence", "Strike <b>this</b> word", "b"],
])("raw HTML is shown as the words it is: %s", (_, html, tag) => {
  const page = show(html);
  expect(page.querySelector(tag)).toBeNull();
  expect(page.textContent).toContain(html);
});

test("an image is never fetched: it becomes a link with its words", () => {
  const page = show(
    "![a cat](https://example.org/cat.png) ![](data:image/png;base64,AAAA) ![tail][r]\n\n[r]: http://a.example/r.png",
  );
  expect(page.querySelector("img, picture, svg")).toBeNull();
  expect(page.querySelector("a")?.textContent).toBe("a cat");
});

test("headings of a comment do not stand among the headings of the law", () => {
  const page = show("# One\n\n###### Six\n\nUnder\n=====");
  expect(page.querySelector("h1, h2, h3, h4, h5, h6")).toBeNull();
  expect(page.textContent).toMatch(/One.*Six.*Under/s);
});

test.each([
  ["javascript:alert(1)"],
  ["JaVaScRiPt:alert(1)"],
  ["java&#x09;script:alert(1)"],
  ["vbscript:x"],
  ["data:text/html,x"],
  ["file:///etc/passwd"],
  ["//example.org/x"],
  ["/harbour-commons"],
])("%s cannot be followed", (address) => {
  const page = show(`[words](${address}) <${address}>`);
  expect(page.querySelector("a[href]")).toBeNull();
  expect(page.textContent).toContain("words");
});

test.each(["https://example.org/a?b=c#d", "http://example.org", "mailto:secretary@example.org"])(
  "%s can be followed, and tells nobody where the reader came from",
  (address) => {
    const link = show(`[words](${address})`).querySelector("a");
    expect(link?.getAttribute("href")).toBe(address);
    expect(link?.rel).toContain("noreferrer");
    expect(link?.rel).toContain("nofollow");
  },
);

test("a list of tasks has no boxes to press", () => {
  const page = show("- [x] done\n- [ ] open");
  expect(page.querySelector("input")).toBeNull();
  expect(page.textContent).toMatch(/☑ +done\s+☐ +open/);
});

test("a name of an element in a footnote or a heading cannot take an address of the page", () => {
  const page = show("Text[^1]\n\n[^1]: note");
  expect(page.querySelectorAll("[id], [name], [aria-describedby]").length).toBe(0);
  expect(page.textContent).toContain("note");
});

test("a comment gives no element a class: nothing of it can look like a part of the page", () => {
  const page = show("```top\nx\n```\n\n- [x] done\n\nText[^1]\n\n[^1]: note");
  expect([...page.querySelectorAll(".prose [class]")]).toEqual([]);
});

const TEXT = readText("openstack-foundation/versions/2019-04-01.md");
/** As on a page of that text, on which comment 12 stands. */
const showOnPage = (markdown: string) =>
  draw(
    <MentionedContext
      value={{
        text: TEXT,
        clauseAddress: (clause) => `/openstack-foundation/${clause}`,
        commentAddress: (seq) => (seq === 12 ? "#comment-12" : undefined),
      }}
    >
      <Prose markdown={markdown} />
    </MentionedContext>,
  ).container;
const linksOf = (page: HTMLElement) =>
  Array.from(page.querySelectorAll("a"), (a) => [a.textContent, a.getAttribute("href"), a.title]);

test("a clause that is named becomes a link to it, with its title; in the middle of other marks, too", () => {
  expect(linksOf(showOnPage("See **4.16(ii)**, and Section 4.16 itself; not 9.99."))).toEqual([
    ["4.16(ii)", "/openstack-foundation/4.16(ii)", "4.16 Open Meetings and Records"],
    ["Section 4.16", "/openstack-foundation/4.16", "4.16 Open Meetings and Records"],
  ]);
});

test("the number of a comment becomes a link where it stands on this record", () => {
  expect(linksOf(showOnPage("As #12 says, unlike #13 and x#12."))).toEqual([["#12", "#comment-12", ""]]);
});

test("inside a link and inside code, what is named stays as its author set it", () => {
  const page = showOnPage("[4.16](https://example.org) and `4.16 #12`\n\n    4.16 #12\n");
  expect(linksOf(page)).toEqual([["4.16", "https://example.org", ""]]);
});

test("a link of a comment’s own cannot pass for one of the site", () => {
  const page = showOnPage('[words](https://example.org "dataHere") <a data-here="/x">4.16</a>');
  expect(page.querySelector('a[href="/x"]')).toBeNull();
});

test("where no text is shown, nothing becomes a link", () => {
  expect(linksOf(show("4.16 and #12"))).toEqual([]);
});
