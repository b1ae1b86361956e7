import type { Ledger } from "../ledger/ledger.ts";
import type { People } from "../store/people.ts";
import { showInvisible } from "../text/invisible.ts";
import { escapeHtml } from "./escape.ts";
import type { HiddenWords } from "./hiddenWords.ts";
import { newestEntries } from "./newestEntries.ts";
import { feedPath, type PageHead, type PageLink } from "./page.ts";
import { printPath, type Told, tellEntries } from "./told.ts";

/** Most entries a page without scripts shows, and most units of their words: everyone is sent it. */
const MOST_ENTRIES = 200;
const MOST_UNITS = 64_000;

interface PlainRecord {
  ledger: Ledger;
  people: People;
  hidden: HiddenWords;
}

/** The same page where no script runs: what it is of, where its texts are, and everything newest that was said. */
export async function makePlainPage(head: PageHead, record: PlainRecord): Promise<string> {
  const said = head.said && (await tellNewest(head.said, record));
  const texts = head.texts.map((hash, at) => ({
    path: `/api/texts/${hash}`,
    words: head.texts.length === 2 ? (at === 0 ? "The text before" : "The text as proposed") : "The text in full",
  }));
  const where = [...texts, ...head.links, { path: feedPath(head.feed), words: "What was said, as a feed" }];
  return [
    '<main class="page home">',
    `<h1>${show(head.title)}</h1>`,
    `<p class="summary" dir="auto">${show(head.description)}</p>`,
    "<p>This page needs JavaScript to compare texts and to take comments. Without it, here is what there is to read.</p>",
    `<ul>${where.map(printLink).join("")}</ul>`,
    said ? printSaid(said, head.links) : "",
    "</main>",
  ].join("");
}

async function tellNewest(
  place: NonNullable<PageHead["said"]>,
  { people, ...record }: PlainRecord,
): Promise<{ told: Told[]; isCut: boolean }> {
  const entries = await newestEntries(record, place, MOST_ENTRIES + 1);
  const authors = await people.findAll([...new Set(entries.map(({ by }) => by))]);
  const all = tellEntries(entries, authors);
  let units = 0;
  const from = all.findLastIndex(({ words, quote = "" }, at) => {
    units += words.length + quote.length;
    return units > MOST_UNITS || at === all.length - 1 - MOST_ENTRIES;
  });
  return { told: all.slice(from + 1), isCut: from >= 0 };
}

/** Words of a file, with what nobody sees in them shown. */
function show(words: string): string {
  return escapeHtml(showInvisible(words));
}

function printLink({ path, words, note }: PageLink): string {
  return `<li dir="auto"><a href="${escapeHtml(path)}">${show(words)}</a>${note ? `: ${show(note)}` : ""}</li>`;
}

/** Replies stand under the comment they answer, where that is among what is shown. */
function printSaid({ told, isCut }: { told: Told[]; isCut: boolean }, links: readonly PageLink[]): string {
  if (told.length === 0) return "<h2>Nothing was said yet</h2>";
  const shown = new Set(told.map(({ entry }) => entry.seq));
  const answers = new Map<number, Told[]>();
  const roots: Told[] = [];
  for (const one of told) {
    const to = one.entry.kind === "reply" ? Number(one.entry.replyTo) : 0;
    if (shown.has(to)) answers.set(to, [...(answers.get(to) ?? []), one]);
    else roots.push(one);
  }
  // On the page of a document it is told which of its amendments something is about.
  const titles = new Map(links.map(({ path, words }) => [path, words]));
  const whereOf = ({ about, entry: { document, amendment } }: Told) =>
    [amendment && titles.get(printPath([document, "amendments", amendment])), about].filter(Boolean).join(" · ");
  const printOne = (one: Told): string => {
    const replies = answers.get(one.entry.seq) ?? [];
    return `<li>${printVoice({ ...one, about: whereOf(one) })}${replies.length > 0 ? `<ul>${replies.map(printOne).join("")}</ul>` : ""}</li>`;
  };
  const heading = isCut ? `The newest ${told.length} entries` : `What was said: ${told.length}`;
  return `<h2>${heading}</h2><ul class="record">${roots.map(printOne).join("")}</ul>`;
}

function printVoice({ entry, name, standing, act, about, quote, words, path }: Told): string {
  const when = entry.at.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, "$1, $2 UTC");
  return [
    `<p class="byline"><a class="seq" href="${escapeHtml(path)}">${entry.seq}</a> <b><bdi>${escapeHtml(name)}</bdi></b> `,
    `<span class="standing"><bdi>${escapeHtml(standing)}</bdi></span> `,
    `<time datetime="${escapeHtml(entry.at)}">${escapeHtml(when)}</time> · ${escapeHtml(act)} · <bdi>${show(about)}</bdi></p>`,
    quote === undefined ? "" : `<p><q class="quote" dir="auto">${escapeHtml(quote)}</q></p>`,
    words ? `<div class="prose plain" dir="auto">${escapeHtml(words)}</div>` : "",
  ].join("");
}
