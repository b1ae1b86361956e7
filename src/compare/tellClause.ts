import type { Clause } from "../text/clause.ts";
import { listed } from "../text/listed.ts";
import type { ComparedClause, Comparison } from "./comparison.ts";
import type { ChangeKind } from "./kinds.ts";
import { nameOf, nameOfAddress, nameOfNew, shortName } from "./name.ts";
import { quoted } from "./quote.ts";

/** What is told of a clause as a whole. */
export interface Told {
  kind: ChangeKind;
  sentence: string;
}

/**
 * Tells what became of each clause as a whole: nothing twice, nothing left out.
 *
 * A clause put in or struck with the clause around it is told by that one, and
 * items or paragraphs put in one after the other by the first of them.
 */
export function makeTeller({ rows }: Comparison): (row: ComparedClause) => Told[] {
  const [olds, news] = [makeSide(rows, "before"), makeSide(rows, "after")];
  const divided = dividedRows(rows);
  const articles = new Map<string, string>();
  for (const { before, after } of rows) if (before && after) articles.set(before.address, after.address);
  return (row) => {
    const { before, after, fate } = row;
    if (row.movedTo !== undefined) return [];
    if (divided.has(row) && after) return [{ kind: "split", sentence: tellSplit(row, after) }];
    if (!before) return news.tell(row).map((sentence) => ({ kind: "added", sentence }));
    if (!after) return olds.tell(row).map((sentence) => ({ kind: "removed", sentence }));
    const told: Told[] = [];
    if (fate.merged && takesIn(row, before))
      told.push({ kind: "merged", sentence: `${nameOf(after)} takes in ${listed(row.from!.map(olds.nameAt))}.` });
    else if (fate.moved) {
      const [from, to] = [olds.articleOf(before), news.articleOf(after)];
      const isAnother = from && to && articles.get(from.address) !== to.address;
      const place = isAnother ? `${nameOf(from)}, where it was ${shortName(before)}` : shortName(before);
      told.push({ kind: "moved", sentence: `${nameOf(after, true)} moves here from ${place}.` });
    }
    const isPart = (fate.split || fate.merged) && !fate.renumbered;
    if (told.length === 0 && !isPart && row.part !== "text" && before.label !== after.label)
      told.push(tellLabel(before, after, fate.renumbered));
    return told;
  };
}

function tellSplit({ from, before }: ComparedClause, after: Clause): string {
  const whole = from ? listed(from.map(nameOfAddress)) : nameOf(before!);
  if (whole === nameOf(after)) return `${nameOf(after, true)} is divided.`;
  return before
    ? `${nameOf(after, true)} is made of words of ${whole}, which is divided.`
    : `New ${nameOfNew(after, true)} takes over words of ${whole}, which is divided.`;
}

/** A row that names clauses beside the one it stands for, or a part of a paragraph that several became. */
function takesIn({ from, text }: ComparedClause, before: Clause): boolean {
  if (!from) return false;
  const isJoined = text.some(({ quiet, after }) => quiet === "elsewhere" && after.to > after.from);
  return isJoined || !from.includes(before.address);
}

/** Of a clause that became several, the rows that say so: those made of its words, else the first. */
function dividedRows(rows: readonly ComparedClause[]): Set<ComparedClause> {
  const tellers = new Set<ComparedClause>();
  const told = new Set<string>();
  for (const row of rows) {
    if (!row.fate.split || !row.from) continue;
    tellers.add(row);
    for (const address of [...row.from, ...(row.before ? [row.before.address] : [])]) told.add(address);
  }
  for (const row of rows) {
    if (!row.fate.split || row.from || !row.before || told.has(row.before.address)) continue;
    tellers.add(row);
    told.add(row.before.address);
  }
  return tellers;
}

function tellLabel(before: Clause, after: Clause, isRenumbered: boolean): Told {
  if (after.label === "") return { kind: "renumbered", sentence: `${nameOf(before)} loses its number.` };
  if (before.label === "")
    return { kind: "renumbered", sentence: `${nameOf(before)} gets the number ${shortName(after)}.` };
  if (isRenumbered) return { kind: "renumbered", sentence: `${nameOf(before)} is renumbered ${shortName(after)}.` };
  return {
    kind: "typography",
    sentence: `${nameOf(after)}: the number ${quoted(before.label)} is now written ${quoted(after.label)}.`,
  };
}

/** The clauses of one text that stand in no row of the other. */
interface Side {
  articleOf(clause: Clause): Clause | undefined;
  /** Its name with its title. */
  nameAt(address: string): string;
  /** The sentence on a clause that only this text has; none where another row tells it. */
  tell(row: ComparedClause): string[];
}

function makeSide(rows: readonly ComparedClause[], side: "before" | "after"): Side {
  const parents = new Map<string, Clause>();
  const clauses = new Map<string, Clause>();
  const own = new Set<string>();
  for (const row of rows) {
    const clause = row[side];
    if (!clause) continue;
    clauses.set(clause.address, clause);
    for (const { address } of clause.clauses) parents.set(address, clause);
    if (side === "after" ? row.fate.added : row.fate.removed) own.add(clause.address);
  }
  const followers = new Set<string>();
  const runs = new Map<string, Clause[]>();
  for (const parent of new Set(parents.values())) {
    if (own.has(parent.address)) continue;
    let run: Clause[] = [];
    for (const clause of parent.clauses) {
      const isListed = own.has(clause.address) && (clause.kind === "item" || clause.kind === "paragraph");
      if (!isListed || run[0]?.kind !== clause.kind || (run[0].label === "") !== (clause.label === "")) run = [];
      if (!isListed) continue;
      run.push(clause);
      runs.set(run[0]!.address, run);
      if (run.length > 1) followers.add(clause.address);
    }
  }
  return {
    articleOf(clause) {
      let at: Clause | undefined = clause;
      while (at && at.kind !== "article" && at.kind !== "appendix") at = parents.get(at.address);
      return at;
    },
    nameAt(address) {
      const clause = clauses.get(address);
      return clause ? nameOf(clause, true) : nameOfAddress(address);
    },
    tell(row) {
      const clause = row[side]!;
      const parent = parents.get(clause.address);
      if (followers.has(clause.address) || (parent && own.has(parent.address))) return [];
      const run = runs.get(clause.address) ?? [clause];
      if (run.length === 1 || !parent)
        return [side === "after" ? `New ${nameOfNew(clause, true)} is added.` : `${nameOf(clause, true)} is struck.`];
      const names = listed(run.map(({ label, address }) => label || address.slice(address.search(/\d+$/))));
      const what = clause.label ? "items" : clause.kind === "item" ? "points" : "paragraphs";
      return [
        side === "after"
          ? `New ${what} ${names} are added to ${nameOf(parent)}.`
          : `${upper(what)} ${names} of ${nameOf(parent)} are struck.`,
      ];
    },
  };
}

const upper = (name: string): string => name.replace(/^./, (letter) => letter.toUpperCase());
