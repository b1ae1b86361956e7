import type { EntryQuery, Ledger } from "../ledger/ledger.ts";
import type { People } from "../store/people.ts";
import type { Library } from "../text/document.ts";
import { showInvisible } from "../text/invisible.ts";
import { type Problem, problem } from "../text/problem.ts";
import { escapeXml } from "./escape.ts";
import type { HiddenWords } from "./hiddenWords.ts";
import { newestEntries } from "./newestEntries.ts";
import { printPath, type Told, tellEntries } from "./told.ts";

/** So many entries are in a feed. */
const NEWEST = 50;

type Place = Pick<EntryQuery, "document" | "amendment">;

/** What a feed is of. */
export interface FeedHead {
  title: string;
  /** Where the site is: `https://floor.example.org`. */
  origin: string;
  /** The page it belongs to, as the parts of its path: `["ferry", "amendments", "open"]`. */
  page: readonly string[];
  /** When nothing has been said yet: of when it is. */
  since: string;
}

/** What there is a feed of at a place, or that there is no such place. */
export function findFeed(place: Place, { documents }: Library, origin: string): FeedHead | Problem {
  const days = documents.flatMap(({ versions }) => versions.map(({ on }) => on)).sort();
  const since = `${days.at(-1) ?? "1970-01-01"}T00:00:00.000Z`;
  if (place.document === undefined) return { title: "Openfloor: what was said", origin, page: [], since };
  const document = documents.find(({ slug }) => slug === place.document);
  if (!document) return problem("document-unknown", `There is no document “${place.document}” here.`);
  const whole = `${document.organisation} ${document.title}`;
  if (place.amendment === undefined) return { title: `${whole}: what was said`, origin, page: [document.slug], since };
  const amendment = document.amendments.find(({ slug }) => slug === place.amendment);
  if (!amendment) return problem("amendment-unknown", `${document.title} has no amendment “${place.amendment}”.`);
  const page = [document.slug, "amendments", amendment.slug];
  return { title: `${amendment.title} (${whole}): what was said`, origin, page, since };
}

/** The newest that was said at a place. */
export async function makeFeed(
  head: FeedHead,
  { document, amendment }: Place,
  { people, ...record }: { ledger: Ledger; people: People; hidden: HiddenWords },
): Promise<string> {
  const entries = await newestEntries(record, { document, amendment }, NEWEST);
  const authors = await people.findAll([...new Set(entries.map(({ by }) => by))]);
  return printFeed(head, tellEntries(entries, authors));
}

/**
 * What was said, as an Atom feed (RFC 4287), newest first.
 *
 * The words are plain text, as their author typed them: no reader of feeds
 * may take them for markup.
 */
function printFeed({ title, origin, page, since }: FeedHead, told: readonly Told[]): string {
  const address = origin + (page.length > 0 ? printPath(page) : "/");
  const self = origin + printPath([...page, "feed.atom"]);
  const entries = [...told].reverse().map((one) => printEntry(one, origin));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeXml(self)}</id>
<title type="text">${escapeXml(showInvisible(title))}</title>
<updated>${escapeXml(told.at(-1)?.entry.at ?? since)}</updated>
<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(address)}"/>
<generator>Openfloor</generator>
${entries.join("\n")}
</feed>
`;
}

function printEntry({ entry, name, standing, act, about, quote, words, path }: Told, origin: string): string {
  const author = standing ? `${name} (${standing})` : name;
  const title = `${act} by ${author}${about ? ` on ${about}` : ""}`;
  const content = [quote === undefined ? "" : `“${quote}”`, words].filter(Boolean).join("\n\n");
  return `<entry>
<id>urn:uuid:${asUuid(entry.hash)}</id>
<title type="text">${escapeXml(title)}</title>
<author><name>${escapeXml(author)}</name></author>
<published>${escapeXml(entry.at)}</published>
<updated>${escapeXml(entry.at)}</updated>
<link rel="alternate" type="text/html" href="${escapeXml(origin + path)}"/>
<content type="text">${escapeXml(content)}</content>
</entry>`;
}

/** The same for an entry wherever the record is moved to. */
function asUuid(hash: string): string {
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
