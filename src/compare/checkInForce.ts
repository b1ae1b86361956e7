import { type Problem, problem } from "../text/problem.ts";
import type { Comparison } from "./comparison.ts";
import { listChanges } from "./describe.ts";
import { nameOfAddress } from "./name.ts";

/** Clauses and changes named in one message. */
const MOST_NAMED = 5;
/** Texts told one by one. */
const MOST_ALONE = 3;

/** An amendment that is said to have made a text what it is. */
export interface Adopted {
  title: string;
  isModified: boolean;
  /** From the version it amended to its last revision. */
  comparison: Comparison;
}

/** A text in force that no amendment made what it is. */
export interface Unexplained {
  on: string;
  /** Day of the version before it. */
  before: string;
  changes: { clause: string; sentence: string }[];
}

/**
 * Compares a text in force with what the amendments of its day made of the one before it.
 *
 * @param on Day of the version; `before` that of the one before it.
 * @param comparison From the one to the other.
 * @param adopted Amendments in force from that day.
 * @returns What differs from what was adopted; where nothing was, how much changed.
 */
export function checkInForce(
  on: string,
  before: string,
  comparison: Comparison,
  adopted: readonly Adopted[],
): { problems: Problem[]; unexplained?: Unexplained } {
  const changes = substance(comparison);
  if (adopted.length === 0) {
    if (changes.length === 0) return { problems: [] };
    return { problems: [], unexplained: { on, before, changes } };
  }
  const explained = new Set(adopted.flatMap((one) => substance(one.comparison).map(({ sentence }) => sentence)));
  const happened = new Set(changes.map(({ sentence }) => sentence));
  const names = adopted.map(({ title }) => `“${title}”`).join(", ");
  // Numbers of clauses in the sentences may differ where several amendments meet, and a meeting may modify a text.
  const place = { line: 1, ...(adopted.length > 1 || adopted[0]!.isModified ? { remark: true } : {}) };
  const tell = (sentences: readonly string[], what: string): Problem[] =>
    sentences.length === 0
      ? []
      : [problem("in-force-differs", `${what} ${shown(sentences)} Correct the text, or say how it came about.`, place)];
  const extra = changes.map(({ sentence }) => sentence).filter((sentence) => !explained.has(sentence));
  const missing = [...explained].filter((sentence) => !happened.has(sentence));
  return {
    problems: [
      ...tell(extra, `This text has ${count(extra.length)} that ${names}, in force from ${on}, did not make:`),
      ...tell(missing, `This text lacks ${count(missing.length)} that ${names}, in force from ${on}, made:`),
    ],
  };
}

/** Each by itself where they are few; where a history was taken over without its amendments, all at once. */
export function tellUnexplained(found: readonly Unexplained[], fileOf: (on: string) => string, all: string): Problem[] {
  const advice = (on: string) =>
    `If one did, add it with “inForce: ${on}”; if none did, one of the two texts is wrong.`;
  if (found.length <= MOST_ALONE) {
    return found.map(({ on, before, changes }) => {
      const made = changes.length === 1 ? "it" : "them";
      const message = `This text differs from the one before it (${before}) in ${count(changes.length)}, and no amendment here made ${made}: ${where(changes)} ${advice(on)}`;
      return problem("in-force-unexplained", message, { file: fileOf(on), line: 1, remark: true });
    });
  }
  const named = found.slice(0, MOST_NAMED).map(({ on, changes }) => `${on} (${count(changes.length)})`);
  const more = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : "";
  const message = `${found.length} texts in force differ from the one before them, and no amendment here made the changes: ${named.join(", ")}${more}. ${advice("<day>")}`;
  return [problem("in-force-unexplained", message, { file: all, remark: true })];
}

/** A few are told in full; of many, the clauses. */
function where(changes: Unexplained["changes"]): string {
  if (changes.length <= MOST_ALONE) return changes.map(({ sentence }) => sentence).join(" ");
  const clauses = [...new Set(changes.map(({ clause }) => clause))];
  const more = clauses.length > MOST_NAMED ? ` and ${clauses.length - MOST_NAMED} more` : "";
  return `${clauses.slice(0, MOST_NAMED).map(nameOfAddress).join("; ")}${more}.`;
}

function substance(comparison: Comparison): { clause: string; sentence: string }[] {
  return listChanges(comparison).filter(({ quiet }) => !quiet);
}

function shown(sentences: readonly string[]): string {
  const more = sentences.length > MOST_NAMED ? ` … and ${sentences.length - MOST_NAMED} more.` : "";
  return sentences.slice(0, MOST_NAMED).join(" ") + more;
}

function count(number: number): string {
  return number === 1 ? "1 change" : `${number} changes`;
}
