import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";
import { findMisread } from "./findMisread.ts";
import { parseBylaws } from "./parse.ts";
import { printClause, printTitle } from "./printClause.ts";

/** How often clauses that are read in another way get a hint before all get one. */
const ROUNDS = 4;

/**
 * Writes a parsed text as canonical Markdown: a heading for each article and
 * section, a paragraph a line, items indented by four blanks for each item
 * they stand in.
 *
 * Nothing is lost: `parseBylaws` of the result has the same clauses with the
 * same kinds, labels, addresses, titles, texts, spans, items and rows in the
 * same order, and printing that gives the same result. Where words alone would
 * be read in another way (a paragraph that begins like a label), a comment in
 * front of them says how to read them: see `hint.ts`. What is not kept is what
 * means nothing: wrapping, the depth of headings, which of two signs makes a
 * word bold, markup inside a title.
 *
 * @param source The source of `parsed`. With it, front matter, contents lists
 *   and comments are printed too, before the clause they stood before.
 */
export function printBylaws(parsed: ParsedBylaws, source?: string): string {
  let asides = source === undefined ? [] : asidesOf(parsed, source);
  const hinted = new Set<Clause | "title">();
  for (let round = 0; round < ROUNDS; round++) {
    const printed = print(parsed, asides, hinted);
    const { clauses, hasMore, hasOtherTitle } = findMisread(parsed, parseBylaws(printed));
    if (clauses.length === 0 && !hasMore && !hasOtherTitle) return printed;
    for (const clause of clauses) hinted.add(clause);
    if (hasOtherTitle) hinted.add("title");
    if (hasMore) asides = asides.map(asComment);
  }
  for (const clause of eachClause(parsed.clauses)) hinted.add(clause);
  return print(parsed, asides.map(asComment), hinted.add("title"));
}

/** What is no law: its words, and where they stood. */
interface Aside {
  at: number;
  kind: ParsedBylaws["notLaw"][number]["kind"];
  words: string;
}

function asidesOf({ notLaw }: ParsedBylaws, source: string): Aside[] {
  return notLaw
    .filter(({ kind }) => kind !== "markup")
    .map(({ kind, from, to }) => ({ at: from, kind, words: source.slice(from, to) }));
}

/** A contents list that would be read as law is put into a comment. */
function asComment(aside: Aside): Aside {
  return aside.kind === "contents" ? { ...aside, kind: "comment", words: `<!--\n${aside.words}\n-->` } : aside;
}

function print(parsed: ParsedBylaws, asides: readonly Aside[], hinted: ReadonlySet<Clause | "title">): string {
  const blocks: string[] = [];
  let next = 0;
  const putAsides = (before: number): void => {
    while (next < asides.length && asides[next]!.at < before) blocks.push(asides[next++]!.words);
  };
  const put = (clause: Clause, depth: number, items: number): void => {
    putAsides(clause.source.to);
    blocks.push(printClause(clause, { depth, items, isHinted: hinted.has(clause) }));
    const isItem = clause.kind === "item" && clause.title === "";
    for (const inner of clause.clauses) put(inner, depth + 1, isItem ? items + 1 : items);
  };
  if (asides[0]?.kind === "front matter") putAsides(asides[0].at + 1);
  if (parsed.title !== "") blocks.push(printTitle(parsed.title, hinted.has("title")));
  for (const clause of parsed.clauses) put(clause, 0, 0);
  putAsides(Number.POSITIVE_INFINITY);
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}
