import type { Amendment, BylawsDocument, Library } from "../text/document.ts";

/** What the page at an address is, before any script has run. */
export interface PageHead {
  status: 200 | 404;
  title: string;
  description: string;
  language: string;
  /** Hashes of the texts it will ask for. */
  texts: string[];
  /** Path of the amendment it shows, as in its addresses: `ferry/open`. */
  amendment?: string;
}

const PURPOSE = "Read a proposed change to your bylaws word by word, and comment on the very words.";

/** Describes the page at a path. Whether a clause exists is left to the page, which can show the nearest ones. */
export function describePage(path: string, { documents }: Library): PageHead {
  const parts = readParts(path);
  const missing: PageHead = {
    status: 404,
    title: "Nothing here · Openfloor",
    description: PURPOSE,
    language: "en",
    texts: [],
  };
  if (!parts) return missing;
  const [slug, section, name] = parts;
  if (slug === undefined) return { ...missing, status: 200, title: "Openfloor" };
  const document = documents.find((one) => one.slug === slug);
  if (!document) return missing;
  const head = (title: string, description: string, texts: (string | undefined)[]): PageHead => ({
    status: 200,
    title: `${title} · ${document.organisation} ${document.title} · Openfloor`,
    description,
    language: document.language,
    texts: [...new Set(texts.filter((hash) => hash !== undefined))],
  });
  const inForce = document.versions.at(-1)?.hash;
  const nothing: PageHead = {
    ...missing,
    title: `Nothing here · ${document.organisation} · Openfloor`,
    language: document.language,
  };
  const versionOn = (on: string | undefined) => document.versions.find((version) => version.on === on);

  if (section === "amendments" && name !== undefined) {
    const amendment = document.amendments.find((one) => one.slug === name);
    if (!amendment || parts.length > 4) return nothing;
    const description = amendment.summary || firstWords(amendment.rationale) || PURPOSE;
    return {
      ...head(amendment.title, description, textsOf(document, amendment)),
      amendment: `${document.slug}/${amendment.slug}`,
    };
  }
  if (section === "versions" && name !== undefined) {
    const version = versionOn(name);
    if (!version || parts.length > 4) return nothing;
    return head(`As of ${version.on}`, version.note || PURPOSE, [version.hash]);
  }
  if (section === "compare" && name !== undefined) {
    const [before, after] = name.split("..").map(versionOn);
    if (!before || !after || parts.length > 4) return nothing;
    return head(`${before.on} and ${after.on} compared`, PURPOSE, [before.hash, after.hash]);
  }
  if (parts.length > 2) return nothing;
  const about = firstWords(document.about) || PURPOSE;
  return {
    ...head(section ?? "In force", about, [inForce]),
    ...(section ? {} : { title: `${document.organisation} ${document.title} · Openfloor` }),
  };
}

/** Puts a description into the built page, for search engines, link previews and readers without scripts. */
export function renderPage(html: string, { title, description, language, texts, amendment }: PageHead): string {
  // The script asks for these as soon as it runs.
  const needed =
    texts.length === 2 ? [`/api/comparisons/${texts.join("/")}`] : texts.map((hash) => `/api/clauses/${hash}`);
  if (amendment) needed.push(`/api/collisions/${amendment}`);
  const preload = ["/api/library", ...needed]
    .map((url) => `<link rel="preload" as="fetch" crossorigin href="${url}">`)
    .join("");
  const head = `<title>${asHtml(title)}</title><meta name="description" content="${asHtml(description)}">${preload}`;
  const noscript = `<noscript><p>${asHtml(title)}</p><p>${asHtml(description)}</p><p>This page needs JavaScript to compare texts and show comments. The texts themselves: ${
    texts
      .map(
        (hash, index) =>
          `<a href="/api/texts/${hash}">${texts.length === 2 ? (index === 0 ? "before" : "after") : "in full"}</a>`,
      )
      .join(", ") || "see a document"
  }.</p></noscript>`;
  // Replaced by functions: a title may hold `$&`.
  return html
    .replace(/<html lang="[^"]*"/, () => `<html lang="${asHtml(language)}"`)
    .replace(/<meta name="description"[^>]*>/, "")
    .replace(/<title>[^<]*<\/title>/, () => head)
    .replace(/<\/body>/, () => `${noscript}</body>`);
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
    .replace(/[*_`#>]|\[|\]\([^)]*\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length <= 200 ? plain : `${plain.slice(0, plain.lastIndexOf(" ", 200))} …`;
}

function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
