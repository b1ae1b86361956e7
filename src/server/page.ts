import type { Amendment, BylawsDocument, Library } from "../text/document.ts";
import { showInvisible } from "../text/invisible.ts";
import { escapeHtml } from "./escape.ts";
import { printPath } from "./told.ts";

/** What the page at an address is, before any script has run. */
export interface PageHead {
  status: 200 | 404;
  title: string;
  description: string;
  language: string;
  /** Hashes of the texts it is about: before and after, or the only one. */
  texts: string[];
  /** Addresses its script asks for at once; without it, those of its texts. */
  needs?: string[];
  /** The amendment whose redline it shows. */
  amendment?: { document: string; amendment: string };
  /** Where it was said what is shown of the record; of a document, about its amendments, too. */
  said?: { document: string; amendment?: string };
  /** Of what there is a feed, as parts of the path: of everything, a document, an amendment. */
  feed: readonly string[];
  /** Where one can go from it. */
  links: PageLink[];
  /** For one person only: not to be found by search engines. */
  isPersonal?: boolean;
}

export interface PageLink {
  path: string;
  words: string;
  note?: string;
}

const PURPOSE = "Read a proposed change to your bylaws word by word, and comment on the very words.";

/** Pages that are of no document, with their titles. */
const OWN_PAGES: Readonly<Record<string, string>> = {
  "sign-in": "Sign in",
  "sign-in/link": "Sign in",
  "sign-in/secretary": "Become the secretary",
  account: "Your account",
  people: "People",
  "who-may-do-what": "Who may do what",
};

/** Pages of a document that are no clause of it, with their titles. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ["discussion", "Discussion"],
  ["moderation", "Moderation"],
]);

/** Describes the page at a path. Whether a clause exists is left to the page, which can show the nearest ones. */
export function describePage(path: string, { documents }: Library): PageHead {
  const parts = readParts(path);
  const missing: PageHead = {
    status: 404,
    title: "Nothing here · Openfloor",
    description: PURPOSE,
    language: "en",
    texts: [],
    feed: [],
    links: [{ path: "/", words: "All documents" }],
  };
  if (!parts) return missing;
  const [slug, section, name] = parts;
  if (slug === undefined) {
    const links = documents.map((one) => ({
      path: printPath([one.slug]),
      words: `${one.organisation} · ${one.title}`,
    }));
    return { ...missing, status: 200, title: "Openfloor", links };
  }
  const own = parts.join("/");
  if (Object.hasOwn(OWN_PAGES, own)) {
    const isPersonal = own !== "who-may-do-what";
    return { ...missing, status: 200, title: `${OWN_PAGES[own]} · Openfloor`, isPersonal };
  }
  const document = documents.find((one) => one.slug === slug);
  if (!document) return missing;
  const inForce = document.versions.at(-1)?.hash;
  const here = { language: document.language, feed: [document.slug], links: linksOf(document) };
  const head = (title: string, description: string, texts: (string | undefined)[]): PageHead => ({
    ...here,
    status: 200,
    title: `${title} · ${document.organisation} ${document.title} · Openfloor`,
    description,
    texts: [...new Set(texts.filter((hash) => hash !== undefined))],
  });
  const nothing: PageHead = { ...missing, ...here, title: `Nothing here · ${document.organisation} · Openfloor` };
  const versionOn = (on: string | undefined) => document.versions.find((version) => version.on === on);

  if (section === "amendments" && name !== undefined) {
    const amendment = document.amendments.find((one) => one.slug === name);
    if (!amendment || parts.length > 4) return nothing;
    const description = amendment.summary || firstWords(amendment.rationale) || PURPOSE;
    // Lists of what was said compare nothing.
    const isList = parts[3] === "positions" || parts[3] === "record" || parts[3] === "moderation";
    const place = { document: document.slug, amendment: amendment.slug };
    return {
      ...head(amendment.title, description, textsOf(document, amendment)),
      ...(isList && { needs: [] }),
      // What other amendments change is told beside the redline alone.
      amendment: parts[3] === "discussion" ? undefined : place,
      said: place,
      feed: [document.slug, "amendments", amendment.slug],
      links: [{ path: printPath([document.slug]), words: `${document.organisation} · ${document.title}` }],
    };
  }
  if (section === "versions" && name !== undefined) {
    const version = versionOn(name);
    if (!version || parts.length > 4) return nothing;
    return {
      ...head(`As of ${version.on}`, version.note || PURPOSE, [version.hash]),
      said: { document: document.slug },
    };
  }
  if (section === "compare" && name !== undefined) {
    const [before, after] = name.split("..").map(versionOn);
    if (!before || !after || parts.length > 4) return nothing;
    return head(`${before.on} and ${after.on} compared`, PURPOSE, [before.hash, after.hash]);
  }
  if (parts.length > 2) return nothing;
  const about = firstWords(document.about) || PURPOSE;
  return {
    ...head(LISTS.get(section ?? "") ?? section ?? "In force", about, [inForce]),
    ...(section === "moderation" && { needs: [] }),
    said: { document: document.slug },
    ...(section ? {} : { title: `${document.organisation} ${document.title} · Openfloor` }),
  };
}

/**
 * Puts a description into the built page, for search engines, link previews
 * and readers without scripts.
 *
 * @param plain HTML that is shown where no script runs.
 */
export function renderPage(html: string, head: PageHead, plain: string): string {
  const { title, description, language, feed, isPersonal, amendment } = head;
  // The script asks for these as soon as it runs.
  const preload = ["/api/library", ...(head.needs ?? textsNeeded(head))].map(
    (url) => `<link rel="preload" as="fetch" crossorigin href="${escapeHtml(url)}">`,
  );
  // After the words come those of the people.
  if (amendment && !head.needs)
    preload.push(
      `<link rel="preload" as="fetch" crossorigin fetchpriority="low" href="${escapeHtml(recordUrl(amendment))}">`,
    );
  const inHead = [
    `<title>${escapeHtml(showInvisible(title))}</title>`,
    `<meta name="description" content="${escapeHtml(showInvisible(description))}">`,
    isPersonal ? '<meta name="robots" content="noindex">' : "",
    `<link rel="alternate" type="application/atom+xml" title="What was said" href="${escapeHtml(feedPath(feed))}">`,
    ...preload,
  ].join("");
  // Replaced by functions: a title may hold `$&`.
  return html
    .replace(/<html lang="[^"]*"/, () => `<html lang="${escapeHtml(language)}"`)
    .replace(/<meta name="description"[^>]*>/, "")
    .replace(/<title>[^<]*<\/title>/, () => inHead)
    .replace(/<\/body>/, () => `<noscript>${plain}</noscript></body>`);
}

function textsNeeded({ texts, amendment }: PageHead): string[] {
  const needed =
    texts.length === 2 ? [`/api/comparisons/${texts.join("/")}`] : texts.map((hash) => `/api/clauses/${hash}`);
  if (amendment) needed.push(`/api/collisions${printPath([amendment.document, amendment.amendment])}`);
  return needed;
}

/** As its script asks first; see `RemoteLedger`. */
const recordUrl = ({ document, amendment }: { document: string; amendment: string }): string =>
  `/api/entries?${new URLSearchParams({ document, amendment, chain: "no" })}&after=0`;

export function feedPath(page: readonly string[]): string {
  return printPath([...page, "feed.atom"]);
}

function linksOf({ slug, organisation, title, versions, amendments }: BylawsDocument): PageLink[] {
  return [
    { path: printPath([slug]), words: `${organisation} · ${title}` },
    ...amendments.map((one) => ({
      path: printPath([slug, "amendments", one.slug]),
      words: one.title,
      note: one.summary,
    })),
    ...versions.map(({ on, hash, note }) => ({ path: `/api/texts/${hash}`, words: `The text of ${on}`, note })),
  ];
}

function readParts(path: string): string[] | undefined {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined; // A stray % in the path.
  }
}

function textsOf(document: BylawsDocument, amendment: Amendment): (string | undefined)[] {
  return [document.versions.find(({ on }) => on === amendment.base)?.hash, amendment.revisions.at(-1)?.hash];
}

/** The first sentences of a Markdown text, without its marks. */
function firstWords(markdown: string): string {
  const plain = markdown
    .slice(0, 2000)
    .replace(/[*_`#>]|\[|\]\([^)]*\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length <= 200 ? plain : `${plain.slice(0, plain.lastIndexOf(" ", 200))} …`;
}
