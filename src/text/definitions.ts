import { type Clause, eachClause, type ParsedBylaws } from "./clause.ts";

/** Where a text says what a word means. */
export interface Definition {
  term: string;
  clause: string;
  part: "title" | "text";
  /** The term itself, in UTF-16 units, `to` exclusive. */
  from: number;
  to: number;
  /** It holds only for a part of the text: `In this Section, “Boat” means …`. */
  isLocal: boolean;
}

const OPEN = '[“„«"「『]';
const CLOSE = '[”“»"」』]';
const QUOTED = new RegExp(`${OPEN}\\s?([^“”„«»"「」『』\\n]{2,60}?)[,.]?\\s?${CLOSE}`, "gu");
const MEANS =
  "(?:shall\\s+|will\\s+)?(?:mean|means|refers? to|is defined as|are defined as|has the meaning|have the meaning|shall have the meaning|denotes?|bezeichnet|bedeutet|meint|désigne|signifie|s['’]entend|significa|se entiende|يعني|يقصد|指|とは)";
/** Asked first, since most words in quotation marks are no terms. */
const ANY_MEANS = new RegExp(MEANS, "u");
/** What may stand between a term and `means`: another term, a bracket, `as used in these Bylaws,`. */
const MEANS_AFTER = new RegExp(
  `^(?:\\s*(?:,|and|or|und|oder|et|ou)*\\s*(?:the\\s+)?${OPEN}[^“”„«»"「」『』]{1,60}${CLOSE}){0,6}\\s*(?:\\([^()]{1,60}\\)\\s*)?(?:,?\\s*(?:when|as|wherever|if) used[^.;]{0,60}?,?\\s+)?${MEANS}(?![\\p{Ll}])`,
  "u",
);
const CALLED_BEFORE =
  /(?:(?:herein(?:after)?|hereafter|hereinafter)[^.;()]{0,40}|referred to (?:herein |hereinafter |collectively |below |in these \p{L}+ )*as|(?:collectively|individually|together|each),?|im Folgenden|nachfolgend|nachstehend|ci-après[^.;()]{0,30}|en adelante|以下簡稱|以下简称|以下稱|以下称|以下)[,:]?\s*(?:the|an?|die|der|das|le|la|les|l['’]|el)?\s*$/iu;
/** Without quotation marks: `hereinafter called the Harbour Board`. */
const CALLED =
  /(?:[Hh]erein(?:after)?|[Hh]ereafter)\s+(?:(?:referred to|known) as|called)\s+(?:the\s+)?(\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+){0,3})/gu;
const EXAMPLE =
  /(?:such as|e\.g\.|i\.e\.|for example|including|see|titled|entitled|labell?ed|z\. ?B\.|wie|par exemple)[^()]*$/iu;
const SECTION =
  /^(?:definitions?|defined terms|interpretation|definitions and interpretation|begriffsbestimmungen|definitionen|définitions|definiciones|用語|定義|定义)$/iu;
const PLAIN_MEANS = new RegExp(
  `^(?:the term\\s+|[Aa]n?\\s+)?(\\p{Lu}[\\p{L}\\p{M}'’ -]{1,50}?),?\\s+${MEANS}(?!\\p{Ll})`,
  "u",
);
const LOCAL =
  /(?:for (?:the )?purposes? of this|in this (?:article|section|clause|chapter|part|paragraph)|im Sinne dies|dans le présent article)[^.]*$/iu;

/** Every place where a text gives a word its meaning, in reading order. */
export function findDefinitions({ clauses }: ParsedBylaws): Definition[] {
  const found: Definition[] = [];
  const inSection = new Set<Clause>();
  for (const clause of eachClause(clauses)) {
    if (inSection.has(clause) || SECTION.test(clause.title.trim()))
      for (const inner of [clause, ...clause.clauses]) inSection.add(inner);
    for (const part of ["title", "text"] as const) found.push(...inText(clause, part, inSection.has(clause)));
  }
  return found;
}

function inText(clause: Clause, part: "title" | "text", isSection: boolean): Definition[] {
  const text = clause[part];
  const found: Definition[] = [];
  const add = (written: string, at: number): void => {
    const term = plainTerm(written);
    if (!term) return;
    const from = at + written.indexOf(term);
    const isLocal = LOCAL.test(text.slice(Math.max(0, from - 120), from));
    found.push({ term, clause: clause.address, part, from, to: from + term.length, isLocal });
  };
  for (const match of text.matchAll(QUOTED)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (part === "text" && isDefined(text, from, to)) add(match[1]!, from + match[0].indexOf(match[1]!));
    // `Section 1.4 “Board”`, with its meaning below.
    else if (part === "title" && isSection && match[0].length === text.length) add(match[1]!, from + 1);
  }
  if (part === "text") {
    for (const match of text.matchAll(CALLED)) add(match[1]!, match.index + match[0].length - match[1]!.length);
  }
  if (part === "text" && isSection && found.length === 0) {
    const plain = PLAIN_MEANS.exec(text.slice(0, 160));
    if (plain) add(plain[1]!, plain[0].indexOf(plain[1]!));
    else {
      const [strong] = clause.spans;
      const isTerm =
        strong?.kind === "strong" && strong.from === 0 && /^\s*(?:[:–—-]|means)/.test(text.slice(strong.to));
      if (isTerm) add(text.slice(0, strong.to), 0);
    }
  }
  return found;
}

function isDefined(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 80), from);
  const after = text.slice(to, to + 240);
  if ((ANY_MEANS.test(after) && MEANS_AFTER.test(after)) || CALLED_BEFORE.test(before)) return true;
  // `the Ferry Club (the “Club”)`: in brackets of its own, and no example.
  const bracket = before.lastIndexOf("(");
  const inside = bracket < 0 ? undefined : before.slice(bracket + 1);
  if (inside === undefined || /[).;]/.test(inside) || EXAMPLE.test(inside)) return false;
  return (
    /^(?:[^()]{0,60}[,\s](?:the|an?)\s+|(?:the|an?|each an?|each,? an?|collectively,? the|die|der|das|den|le|la|les|l['’])?\s*|.*(?:or|and|und|ou)\s+(?:the\s+)?)$/iu.test(
      inside,
    ) && /^[^()]{0,40}\)/.test(after)
  );
}

/** The term without its article; empty where the quoted words are no term. */
function plainTerm(written: string): string {
  const term = written
    .trim()
    .replace(/^(?:the|an?|each|die|der|das|le|la|les)\s+/i, "")
    .replace(/[\s,.;:]+$/, "");
  if (!/\p{L}{2}/u.test(term) || /[[\]{}?!/=_]/.test(term)) return "";
  return term.split(/\s+/).length <= 6 ? term : "";
}
