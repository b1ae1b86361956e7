import { memo, type ReactNode, use, useMemo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { Link } from "wouter";
import type { ParsedBylaws } from "../text/clause.ts";
import { tokensOf } from "../text/invisible.ts";
import { Mentions } from "../text/mentions.ts";
import { nameOf } from "./groups.ts";
import { type Mentioned, MentionedContext } from "./mentioned.ts";

/** Headings of a comment are words like others: they must not stand among the headings of the law. */
const asParagraph: Components["h1"] = ({ children }) => (
  <p>
    <strong>{children}</strong>
  </p>
);

const COMPONENTS: Components = {
  h1: asParagraph,
  h2: asParagraph,
  h3: asParagraph,
  h4: asParagraph,
  h5: asParagraph,
  h6: asParagraph,
  // An image would be fetched from wherever its author likes, and tell him who reads.
  img: ({ src, alt }) => <LinkElsewhere href={typeof src === "string" ? src : ""}>{alt || src}</LinkElsewhere>,
  a: ({ href, children, node, title }) => {
    const here = node?.properties.dataHere;
    if (typeof here !== "string") return <LinkElsewhere href={href}>{children}</LinkElsewhere>;
    // An address on this page is followed by the browser, which tells the page.
    if (here.startsWith("#")) return <a href={here}>{children}</a>;
    return (
      <Link href={here} title={title}>
        {children}
      </Link>
    );
  },
  // Footnotes: at the end of a comment, not a part of the page.
  section: ({ children }) => <div>{children}</div>,
  input: ({ checked }) => <span>{checked ? "☑ " : "☐ "}</span>,
};

/** Where it leads is not told from where, and gains nothing by it. */
function LinkElsewhere({ href, children }: { href?: string; children?: ReactNode }) {
  if (!href) return <span>{children}</span>;
  return (
    <a href={href} rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  );
}

/** What the renderer made of a text, as far as it matters here. */
interface Drawn {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Drawn[];
}

const KEPT = new Set(["href", "src", "alt", "start", "checked", "align"]);

/** A comment names nothing in the page: ids and classes of footnotes, task lists and code are left out. */
function dropNames() {
  return function drop({ properties = {}, children = [] }: Drawn): void {
    for (const name of Object.keys(properties)) if (!KEPT.has(name)) delete properties[name];
    children.forEach(drop);
  };
}

/** A character nobody sees stands in an element of its own, which shows its name and ends what it does to the order of letters. */
function showTokens() {
  return function show(drawn: Drawn): void {
    drawn.children = drawn.children?.flatMap((child) => {
      if (child.type !== "text") {
        show(child);
        return [child];
      }
      const { value = "" } = child;
      return tokensOf(value).map(({ from, to, token }): Drawn => {
        const text = { type: "text", value: value.slice(from, to) };
        if (!token) return text;
        const properties = { className: "token", dataToken: token };
        return { type: "element", tagName: "span", properties, children: [text] };
      });
    });
  };
}

/** Numbers of comments, as people write them: `#12`. */
const COMMENT_NUMBER = /(?<![\p{L}\p{N}&/#])#(\d{1,9})(?![\p{L}\p{N}])/gu;

/** One for each text, as long as it is shown. */
const mentionsOf = new WeakMap<ParsedBylaws, Mentions>();

/** Words that become a link to somewhere on this site. */
interface LinkHere {
  from: number;
  to: number;
  href: string;
  title?: string;
}

function linksIn(words: string, { text, clauseAddress, commentAddress }: Mentioned): LinkHere[] {
  let mentions = text && mentionsOf.get(text);
  if (text && !mentions) {
    mentions = new Mentions(text);
    mentionsOf.set(text, mentions);
  }
  const clauses = (mentions?.inWords(words) ?? []).map(
    ({ from, to, address, clause }): LinkHere => ({ from, to, href: clauseAddress(address), title: nameOf(clause) }),
  );
  const comments = Array.from(words.matchAll(COMMENT_NUMBER)).flatMap(({ 0: written, 1: number, index: from }) => {
    const href = commentAddress(Number(number));
    return href === undefined ? [] : [{ from, to: from + written.length, href }];
  });
  return [...clauses, ...comments].sort((a, b) => a.from - b.from);
}

/** What was made a link or set as code by its author stays what it is. */
const LEFT_ALONE = new Set(["a", "code", "pre"]);

/** Clauses and comments that are named become links. */
function linkMentions(mentioned: Mentioned | undefined) {
  return () =>
    function link(drawn: Drawn): void {
      if (!mentioned || LEFT_ALONE.has(drawn.tagName ?? "")) return;
      drawn.children = drawn.children?.flatMap((child) => {
        if (child.type !== "text") {
          link(child);
          return [child];
        }
        const { value = "" } = child;
        const pieces: Drawn[] = [];
        let at = 0;
        for (const { from, to, href, title } of linksIn(value, mentioned)) {
          const words = { type: "text", value: value.slice(from, to) };
          if (at < from) pieces.push({ type: "text", value: value.slice(at, from) });
          // Not as its address: those that comments bring along are not trusted.
          pieces.push({ type: "element", tagName: "a", properties: { dataHere: href, title }, children: [words] });
          at = to;
        }
        if (at < value.length) pieces.push({ type: "text", value: value.slice(at) });
        return pieces;
      });
    };
}

/** Only these may be followed; any other address leaves the words without a link. */
function safeLink(url: string): string {
  return /^(?:https?:|mailto:)/i.test(url) ? url : "";
}

/** Markdown as people write it, without raw HTML, images and headings. Loaded when it is first needed. */
export const Prose = memo(function Prose({ markdown }: { markdown: string }) {
  const mentioned = use(MentionedContext);
  const plugins = useMemo(() => [dropNames, linkMentions(mentioned), showTokens], [mentioned]);
  return (
    <div className="prose" dir="auto">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={plugins}
        components={COMPONENTS}
        urlTransform={safeLink}
      >
        {markdown}
      </ReactMarkdown>
    </div>
  );
});
