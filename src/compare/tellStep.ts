import type { Clause, Span } from "../text/clause.ts";
import type { AmendedText, OpenNode } from "./amendedText.ts";
import type { ClauseRef, Heading, NewClause, Place, Step, WordsPlace } from "./instruction.ts";
import { nameOf, nameOfNew } from "./name.ts";
import { isolate, quoted } from "./quote.ts";

/** Words so long are quoted from their start to their end. */
const LONG_UNITS = 240;
const END_WORDS = 6;

/** How a resolution would say a step; asked before the step is carried out. */
export function tellStep(step: Step, text: AmendedText): string {
  const name = (ref: ClauseRef): string => inline(text.find(ref)!.name);
  switch (step.do) {
    case "retitle":
      return step.insert
        ? `Retitle the whole ${quoted(step.insert)}.`
        : `Strike the title of the whole, ${quoted(step.strike)}.`;
    case "words":
      return tellWords(step, text.find(step.clause)!);
    case "insert":
      return step.take
        ? `${placeOf(step.place, text)}, make ${quoteWords(step.take.words, text.find(step.take.from)!.text)} of ${name(step.take.from)} a new ${nameOfNew(step.clause as Clause, true)}.`
        : `${placeOf(step.place, text)}, insert a new ${nameOfNew(step.clause as Clause)}: ‘${printClause(step.clause).split("\n").map(isolate).join("\n")}’.`;
    case "take":
      return `Move ${quoteWords(step.words, text.find(step.from)!.text)} of ${name(step.from)} to the ${step.at} of ${name(step.to)}.`;
    case "move": {
      const node = text.find(step.clause)!;
      const as = step.as ? `, as ${headingName(step.as)}` : "";
      const place = step.place.behind
        ? `to follow ${name(step.place.behind)}`
        : firstOf(step.place, text).replace(/^the/, "to the");
      return `Move ${inline(node.name)}${quoteOpening(node)} ${place}${as}.`;
    }
    case "number":
      return tellNumber(step.as, text.find(step.clause)!);
    case "strike": {
      const node = text.find(step.clause)!;
      return `Strike ${inline(node.name)}${quoteOpening(node)}.`;
    }
    case "mark":
      return tellMarks(step.spans, text.find(step.clause)!);
  }
}

function tellWords(
  { part, insert, ...place }: { part: "title" | "text"; insert: string } & WordsPlace,
  node: OpenNode,
): string {
  const { behind, strike, occurrence } = place;
  const name = inline(node.name);
  if (part === "title" && strike === node.title && behind === "") {
    if (!insert) return `Strike the title ${quoted(strike)} of ${name}.`;
    return strike ? `Retitle ${name} ${quoted(insert)}.` : `Give ${name} the title ${quoted(insert)}.`;
  }
  const where = part === "title" ? `In the title of ${name}` : `In ${name}`;
  // White space is told only where it is all that changes.
  const isBlank = strike.trim() === insert.trim();
  const quote = (words: string): string => (isBlank ? quoteExactly(words) : quoted(words.trim()));
  const nth = occurrence > 1 ? `the ${ordinal(occurrence)} ` : "";
  const after = behind ? `, after ${nth}${quoted(behind.trim())}` : "";
  const struck = behind ? quote(strike) : nth + quote(strike);
  if (!strike) return `${where}${after || ", at the beginning"}, insert ${quote(insert)}.`;
  return insert
    ? `${where}${after}, strike ${struck} and insert ${quote(insert)}.`
    : `${where}${after}, strike ${struck}.`;
}

function tellNumber(as: Heading, node: OpenNode): string {
  const { label, kind } = node.heading;
  const name = inline(node.name);
  if (as.label !== label) {
    if (!as.label) return `Strike the number of ${name}.`;
    return label
      ? `Renumber ${name} as ${headingName(as).replace(/^Section /, "")}.`
      : `Number ${name} as ${headingName(as)}.`;
  }
  if (as.kind !== kind) return `Make ${name} ${/^[aeiou]/.test(as.kind) ? "an" : "a"} ${as.kind}.`;
  return `Give ${name} the address ${quoted(as.address)}.`;
}

function tellMarks(spans: readonly (Span & { words: string })[], node: OpenNode): string {
  const key = ({ from, to, kind, href }: Span): string => `${from} ${to} ${kind} ${href ?? ""}`;
  const [had, gets] = [new Set(node.spans.map(key)), new Set(spans.map(key))];
  const off = node.spans.filter((span) => !gets.has(key(span)));
  const on = spans.filter((span) => !had.has(key(span)));
  const told = [
    ...off.map((span) => `take ${quoted(node.text.slice(span.from, span.to))} out of ${MARKS[span.kind]}`),
    ...on.map(({ words, kind, href }) =>
      kind === "link" ? `link ${quoted(words)} to ${href}` : `set ${quoted(words)} in ${MARKS[kind]}`,
    ),
  ];
  return `In ${inline(node.name)}, ${told.join("; ") || "set the markup in another order"}.`;
}

const MARKS: { [kind in Span["kind"]]: string } = {
  strong: "bold",
  emphasis: "italics",
  code: "typewriter type",
  link: "its link",
};

function placeOf(place: Place, text: AmendedText): string {
  if (place.behind) return `After ${inline(text.find(place.behind)!.name)}`;
  const first = firstOf(place, text);
  return first.startsWith("directly") ? `D${first.slice(1)}` : `At ${first}`;
}

function firstOf({ inside }: Place, text: AmendedText): string {
  if (!inside) return "the beginning";
  const node = text.find(inside)!;
  return `${node.text ? "directly below the opening words" : "the beginning"} of ${inline(node.name)}`;
}

/** ` (Open Meetings)`, or the words an unnumbered clause starts with: what it is known by beside its number. */
function quoteOpening({ before, heading, name }: OpenNode): string {
  if (!before) return "";
  if (before.title) return name.includes(before.title) ? "" : ` (${before.title})`;
  if (heading.label || before.text === "") return "";
  const start = before.text.split(" ").slice(0, END_WORDS).join(" ");
  return start === before.text ? ` (${quoted(start)})` : ` (${quoted(`${start} …`)})`;
}

/** Words in quotes; of long ones where they start and end, where that is clear in the text they stand in. */
function quoteWords(words: string, text: string): string {
  if (words === text) return "the whole text";
  const parts = words.split(" ");
  const [start, end] = [parts.slice(0, END_WORDS).join(" "), parts.slice(-END_WORDS).join(" ")];
  const isClear = (quoted: string): boolean => text.indexOf(quoted) === text.lastIndexOf(quoted);
  if (words.length < LONG_UNITS || !isClear(start) || !isClear(end)) return `the words ${quoted(words)}`;
  return `the words from ${quoted(start)} to ${quoted(end)}`;
}

function quoteExactly(words: string): string {
  if (words === " ") return "the space";
  return words === "\u00a0" ? "the no-break space" : quoted(words);
}

/** As it would be written down: its number, title and words, what stands inside it below, one step to the right. */
function printClause(clause: NewClause, indent = ""): string {
  const title =
    clause.title && clause.text ? `${clause.title}${/[.:!?]$/.test(clause.title) ? "" : "."}` : clause.title;
  const words =
    clause.kind === "table" ? clause.text.replaceAll("\t", " | ").replaceAll("\n", `\n${indent}`) : markText(clause);
  const own = [clause.label, title, words].filter(Boolean).join(" ");
  return [indent + own, ...clause.clauses.map((inner) => printClause(inner, `${indent}  `))].join("\n");
}

const SIGNS: { [kind in Span["kind"]]: string } = { strong: "**", emphasis: "*", code: "`", link: "" };

/** Markup as Markdown has it. */
function markText({ text, spans }: NewClause): string {
  const edges = spans.flatMap((span) => [
    { at: span.from, sign: span.kind === "link" ? "[" : SIGNS[span.kind], isStart: true },
    { at: span.to, sign: span.kind === "link" ? `](${span.href})` : SIGNS[span.kind], isStart: false },
  ]);
  edges.sort((a, b) => a.at - b.at || Number(a.isStart) - Number(b.isStart));
  let [marked, at] = ["", 0];
  for (const edge of edges) {
    marked += text.slice(at, edge.at) + edge.sign;
    at = edge.at;
  }
  return marked + text.slice(at);
}

function headingName(as: Heading): string {
  return inline(nameOf({ ...as, title: "", text: "" } as Clause));
}

/** A name inside a sentence. */
function inline(name: string): string {
  return name.replace(/^Preamble/, "the preamble");
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

function ordinal(count: number): string {
  const end = count % 100 > 10 && count % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return ORDINALS[count - 1] ?? `${count}${end}`;
}
