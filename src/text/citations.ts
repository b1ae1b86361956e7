import { ANOTHERS, CITING, familyOf, isPlural, OF_ANOTHER, OF_THIS } from "./citing.ts";
import { readLabel } from "./labels.ts";

/** One word with its number: `Section 4.16(ii)` has the family `section`, the number `4.16` and `ii` in brackets. */
export interface CitationStep {
  family: string;
  /** Empty of `this Section` and of `paragraph (b)`. */
  number: string;
  brackets: string[];
}

/** Words that cite a clause, as they are written; what they name is for `resolveCitation` to say. */
export interface Citation {
  from: number;
  to: number;
  /** Outermost first, however they were written. */
  steps: CitationStep[];
  /** `this Section`. */
  isThis: boolean;
  /** `of this Declaration`. */
  isOfThis: boolean;
  /** Another document that it says it belongs to: `Internal Revenue Code`. */
  document?: string;
}

/** Words looked at around a citation, in UTF-16 units: keeps the reading linear. */
const REACH_UNITS = 160;

const BRACKET = "\\((?:[A-Za-z]|[a-z]{2}|[ivxlc]{1,5}|[IVXLC]{1,5}|\\p{Nd}{1,3}[a-z]?)\\)";
const SPELLED =
  "premier|première|[Oo]ne|الأولى|الاولى|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة";
const NUMBER = new RegExp(
  `(?:((?:[A-Z]\\.|[IVXLC]+\\.)?\\p{Nd}{1,4}(?:\\.\\p{Nd}{1,4})*(?:\\.?[a-z])?(?![\\p{L}\\p{N}])|[IVXLC]{1,7}(?![\\p{L}\\p{N}'’])|[A-Z](?![\\p{L}\\p{N}'’]|\\.\\p{L})|(?:${SPELLED})(?!\\p{L}))((?:${BRACKET})*)((?:\\s${BRACKET})*)|((?:${BRACKET})+))`,
  "uy",
);
const LETTER = /[a-z](?![\p{L}\p{N}])/uy;
const BETWEEN =
  /\s*(?:,\s*(?:and|or|und|oder|et|ou|y|o)?|and\/or|and|or|und|oder|bis|et|ou|à|to|through|sowie|–|—|-|&|و|y|e)\s*/uy;
const NESTED = /,?\s*(?:["“„«][^"”“»]{1,80}["”“»]\s*,?\s*)?/uy;
const HYPHENED = /^-\d{1,3}(?![\p{L}\p{N}.-])/u;
const INNER_NEXT = /^\s(?:Abs|alinéa)/;
/** A sentence of a paragraph is no clause. */
const SENTENCE =
  /\s*(?:Satz|Sätze|Sätzen|Halbsatz|Halbs\.|S\.|Alternative|Alt\.)\s*\d+(?:\s*(?:und|oder|bis|,)\s*\d+(?!\p{L}|\p{N}|\.\p{N}))*/uy;
const OF = /(?:\s*,)?\s+(?:of|in|under|des|der|de|du)\s+(?:the\s+)?(?:l['’])?|\s+من\s+/uy;
const THIS = /(?:this|dies(?:e[rsmn]?)|présente?|هذه?)\s$/i;
const DEPTHS: { [family: string]: number } = { article: 2, section: 3, "§": 3, rule: 3, canon: 3, 第条: 3, inner: 4 };
const depthOf = (family: string): number => DEPTHS[family] ?? 1;

/** Finds what reads like a reference in a plain text, in reading order. Takes time in proportion to its length. */
export function readCitations(text: string): Citation[] {
  const found = text.includes("第") ? readCjkCitations(text) : [];
  CITING_WORD.lastIndex = 0;
  for (let match = CITING_WORD.exec(text); match; match = CITING_WORD.exec(text)) {
    const at = match.index;
    const chain = readChain(text, at);
    if (chain) {
      for (const citation of chain.citations) found.push(citation);
      CITING_WORD.lastIndex = chain.end;
    } else if (
      THIS.test(text.slice(Math.max(0, at - 10), at)) &&
      !/\p{L}/u.test(text[at + match[0].trimEnd().length] ?? "")
    ) {
      const steps = [{ family: familyOf(match[0].trim()), number: "", brackets: [] }];
      found.push({ from: at, to: at + match[0].replace(/\.?\s*$/, "").length, steps, isThis: true, isOfThis: true });
    }
  }
  for (const citation of readBareNumbers(text, found)) found.push(citation);
  const inOrder = found.filter((citation) => !isPlaceholder(text, citation)).sort((a, b) => a.from - b.from);
  return tellOthers(text, inOrder);
}

/** A number of two parts may be an amount, and is followed by what it counts. */
export const NO_AMOUNT =
  "(?![\\p{L}\\p{N}%]|\\.\\d|[ ](?:%|per ?cent|percent|euros?|dollars?|EUR|USD|met(?:re|er)s?|feet|km|kg|hours?|days?|weeks?|years?|million|points?|times)(?![\\p{L}]))";
/** `as defined in 4.2.10`, `under 7.4(b)`. */
const BARE = new RegExp(
  `(?<=(?:^|[\\s(])(?:see|in|under|per|with|by) )\\d{1,3}(?:\\.\\d{1,3})+(?:\\.?[a-z])?(?:${BRACKET})*${NO_AMOUNT}`,
  "gu",
);

/** Only those that name a clause are references, so each says that it has no word. */
function readBareNumbers(text: string, found: readonly Citation[]): Citation[] {
  const taken = new Set(found.map(({ from }) => from));
  return Array.from(text.matchAll(BARE), ({ 0: written, index: from }): Citation => {
    const [number, ...brackets] = written.split(/[()]+/).filter((part) => part !== "");
    const steps = [{ family: "", number: number!, brackets }];
    return { from, to: from + written.length, steps, isThis: false, isOfThis: false };
  }).filter(({ from }) => !taken.has(from));
}

/** `§§ 15 bis 20 (weggefallen)` stands for clauses that were struck; it cites none. So does `§§ 15 bis 20` alone. */
function isPlaceholder(text: string, { to }: Citation): boolean {
  if (text.length < 30 && /^(?:\(\p{L}+\) )?§§? ?\d+\p{L}?(?: (?:bis|und) \d+\p{L}?)?$/u.test(text)) return true;
  return (
    text.length < REACH_UNITS &&
    /^[^.]{0,40}[([](?:weggefallen|aufgehoben|repealed|reserved|deleted|omitted|abrogée?s?)[)\]]/iu.test(text.slice(to))
  );
}

const JOINED =
  /^[\s,]*(?:(?:und|oder|sowie|auch|jeweils|in Verbindung mit|bis|and|or|to|through|read with|et|ou|à)[\s,]*)*(?:des|der|de l['’])?\s*$/;

/** `§ 6 Abs. 1, § 13 des Beurkundungsgesetzes`: what the last belongs to, those before it do too. */
function tellOthers(text: string, citations: Citation[]): Citation[] {
  for (let at = citations.length - 2; at >= 0; at--) {
    const [one, next] = [citations[at]!, citations[at + 1]!];
    if (one.isOfThis || one.document !== undefined || next.document === undefined) continue;
    if (next.from - one.to < 40 && JOINED.test(text.slice(one.to, next.from))) one.document = next.document;
  }
  return citations;
}

interface Step extends CitationStep {
  end: number;
}

function readNumber(text: string, at: number, family: string, isLettered = false): Step | undefined {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match) {
    const [whole, number, near, apart, alone] = match;
    const brackets = (alone ?? near! + apart!).match(/[^()\s]+/g) ?? [];
    return { family, number: number ?? "", brackets, end: at + whole.length };
  }
  LETTER.lastIndex = at;
  if (isLettered && LETTER.test(text)) return { family, number: text[at]!, brackets: [], end: at + 1 };
  return undefined;
}

const CITING_WORD = new RegExp(`(?<![\\p{L}\\p{N}-])${CITING.source}`, "giu");
const CITING_HERE = new RegExp(CITING, "iuy");

function readWord(text: string, at: number): { word: string; end: number } | undefined {
  CITING_HERE.lastIndex = at;
  const match = CITING_HERE.exec(text);
  return match ? { word: match[0], end: at + match[0].length } : undefined;
}

function readWordAndNumber(text: string, at: number): (Step & { word: string }) | undefined {
  const word = readWord(text, at);
  if (!word || (!/[\s§.]$/.test(word.word) && !/[(\p{Nd}]/u.test(text[word.end] ?? ""))) return undefined;
  const isLettered = /^buchst/i.test(word.word);
  const step = readNumber(text, word.end, familyOf(word.word.trim().replace(/\s+رقم$/, "")), isLettered);
  // "article 29-11" is one number; "Sections 4-7" are several.
  const [tail = ""] =
    step?.number && !isPlural(word.word) ? (HYPHENED.exec(text.slice(step.end, step.end + 6)) ?? []) : [];
  return step && { ...step, number: step.number + tail, end: step.end + tail.length, word: word.word };
}

/** Everything that hangs together: `§ 3 Abs. 2 und 3`, `paragraphs (a) and (b) of Section 4.2`. */
function readChain(text: string, from: number): { citations: Citation[]; end: number } | undefined {
  const first = readWordAndNumber(text, from);
  if (!first) return undefined;
  const citations: Citation[] = [];
  let steps: Step[] = [first];
  let [start, end, word] = [from, first.end, first.word];
  const finish = (): void => {
    citations.push({ from: start, to: end, steps: steps.map(plainStep), isThis: false, isOfThis: false });
  };
  for (;;) {
    end = skip(SENTENCE, text, end);
    const last = steps.at(-1)!;
    const inner = readWordAndNumber(text, skip(NESTED, text, end));
    if (inner && isDeeper(inner, last, inner.word !== word)) {
      steps = [...steps, inner];
      [end, word] = [inner.end, inner.word];
      continue;
    }
    const next = skip(BETWEEN, text, end);
    if (next > end) {
      const listed = readNumber(text, next, last.family);
      if (listed && mayFollow(last, listed, word, text)) {
        finish();
        // `Sections 4.2(a) and (b)`: the second stands in 4.2 too.
        const outer = steps.findIndex(({ family }) => family === "inner") - 1;
        if (outer >= 0 && INNER_NEXT.test(text.slice(listed.end, listed.end + 12))) {
          // `§ 281 Abs. 2 und 323 Abs. 2`: a section again, not a paragraph.
          steps = [...steps.slice(0, outer), { ...listed, family: steps[outer]!.family }];
          [start, end] = [next, listed.end];
          continue;
        }
        const isTail = listed.number === "" && last.number !== "";
        steps = [
          ...steps.slice(0, -1),
          isTail ? { ...last, brackets: [...last.brackets.slice(0, -1), ...listed.brackets] } : listed,
        ];
        [start, end] = [next, listed.end];
        continue;
      }
      const again = steps.length > 1 && depthOf(steps[0]!.family) < 4 ? readWordAndNumber(text, next) : undefined;
      if (again?.family === "inner") {
        finish();
        const outer = steps.findIndex(({ family }) => family === "inner");
        steps = [...steps.slice(0, outer), again];
        [start, end, word] = [next, again.end, again.word];
        continue;
      }
    }
    break;
  }
  finish();
  const whole = withWhole(text, from, citations);
  return { citations: whole, end: whole.at(-1)!.to };
}

/** What follows the last one belongs to all: `of Article IV`, `of the Act`. */
function withWhole(text: string, from: number, citations: Citation[]): Citation[] {
  const last = citations.at(-1)!;
  const outer: CitationStep[] = [];
  for (let inner = last.steps[0]!; ; inner = outer[0]!) {
    const after = skip(OF, text, last.to);
    const step = after > last.to ? readWordAndNumber(text, after) : undefined;
    if (!step || depthOf(step.family) >= depthOf(inner.family)) break;
    outer.unshift(plainStep(step));
    last.to = step.end;
  }
  const rest = text.slice(last.to, last.to + REACH_UNITS);
  const isOfThis = OF_THIS.test(rest);
  const named = isOfThis ? undefined : OF_ANOTHER.exec(rest);
  const before = text.slice(Math.max(0, from - 40), from).trimEnd();
  // "AMS Bylaw 13.9" is a by-law of AMS.
  const anothers =
    ANOTHERS.exec(before) ?? (last.steps[0]!.family === "bylaw" ? /(?<![\p{L}])\p{Lu}{2,6}$/u.exec(before) : null);
  const document = named?.slice(1).find((words) => words !== undefined) ?? anothers?.[0];
  return citations.map((citation) => ({
    ...citation,
    steps: [...outer, ...citation.steps],
    isOfThis,
    ...(document === undefined ? {} : { document }),
  }));
}

function isDeeper(next: Step, last: Step, isOtherWord: boolean): boolean {
  return (
    depthOf(next.family) > depthOf(last.family) || (next.family === "inner" && last.family === "inner" && isOtherWord)
  );
}

function mayFollow(last: Step, next: Step, word: string, text: string): boolean {
  if (next.number === "") return last.brackets.length > 0;
  if (last.number === "") return false;
  if (last.number.includes(".")) return next.number.includes(".");
  if (!isPlural(word) || next.number.includes(".")) return false;
  // "Sections 4 and 12 members": a count is followed by what is counted, and only its last may be one.
  return (
    /^\p{Nd}/u.test(last.number) === /^\p{Nd}/u.test(next.number) &&
    !/^\s(?:members|days|percent|per cent|Tage|jours)/.test(text.slice(next.end, next.end + 12))
  );
}

function plainStep({ family, number, brackets }: CitationStep): CitationStep {
  return { family, number, brackets };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

const CJK =
  /第\s*[〇零○一二三四五六七八九十百千0-9０-９]+\s*[編编部篇章節节條条款項项目](?:[之の][一二三四五六七八九十百0-9]+)*/g;

/** `第三條第三款第一目` is one citation of three steps. */
function readCjkCitations(text: string): Citation[] {
  const found: Citation[] = [];
  for (const match of text.matchAll(CJK)) {
    const [from, to] = [match.index, match.index + match[0].length];
    const label = readLabel(match[0].replace("目", "款"), "heading");
    if (!label) continue;
    const isInner = "款項项".includes(label.word.at(-1)!);
    const step = { family: isInner ? "inner" : familyOf(label.word), number: label.numbers[0]!, brackets: [] };
    const last = found.at(-1);
    if (last && last.to === from && isInner) {
      last.steps.push(step);
      last.to = to;
      continue;
    }
    const before = text.slice(Math.max(0, from - 24), from);
    const isOfThis = /本(?:規約|规约|章程|規則|定款)(?:之|的)?$/.test(before);
    const document = isOfThis ? undefined : ANOTHERS.exec(before)?.[0];
    found.push({ from, to, steps: [step], isThis: false, isOfThis, ...(document === undefined ? {} : { document }) });
  }
  return found;
}
