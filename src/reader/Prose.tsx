import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

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
  img: ({ src, alt }) => (typeof src === "string" && src ? <a href={src}>{alt || src}</a> : <span>{alt}</span>),
  a: ({ href, children }) =>
    href ? (
      <a href={href} rel="noopener noreferrer nofollow ugc">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  input: ({ checked }) => <span>{checked ? "☑ " : "☐ "}</span>,
};

/** Only these may be followed; any other address leaves the words without a link. */
function safeLink(url: string): string {
  return /^(?:https?:|mailto:)/i.test(url) ? url : "";
}

/** Markdown as people write it, without raw HTML, images and headings. Loaded when it is first needed. */
export function Prose({ markdown }: { markdown: string }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={COMPONENTS} urlTransform={safeLink}>
        {markdown}
      </ReactMarkdown>
    </div>
  );
}
