import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { tokensOf } from "../text/invisible.ts";

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
  a: ({ href, children }) => <LinkElsewhere href={href}>{children}</LinkElsewhere>,
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

/** Only these may be followed; any other address leaves the words without a link. */
function safeLink(url: string): string {
  return /^(?:https?:|mailto:)/i.test(url) ? url : "";
}

/** Markdown as people write it, without raw HTML, images and headings. Loaded when it is first needed. */
export function Prose({ markdown }: { markdown: string }) {
  return (
    <div className="prose">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[dropNames, showTokens]}
        components={COMPONENTS}
        urlTransform={safeLink}
      >
        {markdown}
      </ReactMarkdown>
    </div>
  );
}
