import type { Citation, CitationStep } from "./citations.ts";
import { familyOf } from "./citing.ts";
import type { Clause } from "./clause.ts";
import type { ClauseIndex } from "./clauseIndex.ts";

interface Resolved {
  kind: "clause" | "missing" | "elsewhere" | "unclear";
  address?: string;
}

const ELSEWHERE: Resolved = { kind: "elsewhere" };
const UNCLEAR: Resolved = { kind: "unclear" };
const MISSING: Resolved = { kind: "missing" };

/**
 * Says which clause a citation names.
 *
 * @param from The clause it stands in: `paragraph (b)` is looked for around it.
 * @param title Of the text, so that `of the Bylaws` is itself where it is the bylaws.
 */
export function resolveCitation(citation: Citation, from: Clause, index: ClauseIndex, title: string): Resolved {
  const { steps, isThis, isOfThis, document } = citation;
  if (isThis) return around(steps[0]!.family, from, index);
  if (!isOfThis && document !== undefined && !isOwn(document, title)) return ELSEWHERE;
  let scope: Clause | undefined;
  let found: Resolved = UNCLEAR;
  for (const [at, step] of steps.entries()) {
    found =
      step.family === "inner" || step.number === ""
        ? findInner(step, scope, from, index)
        : findNamed(step, scope, from, index);
    const outer = steps[at - 1];
    if (found.kind === "missing" && outer && index.named(outer.family, outer.number).length > 1) return UNCLEAR;
    if (found.kind !== "clause") {
      // "Bylaw 1 Section 2.3" in Bylaw 3, which has a Section 2.3 of its own.
      return at === 0 && steps.length > 1 && found.kind !== "unclear" ? ELSEWHERE : found;
    }
    scope = clauseOf(found.address!, index);
  }
  return found;
}

/** `the Bylaws` in a text called “Bylaws of …”. */
function isOwn(document: string, title: string): boolean {
  const noun = document.split(/\s/).at(-1)!.replace(/s$/, "").toLowerCase();
  return title.toLowerCase().replace(/-/g, "").includes(noun.replace(/-/g, ""));
}

function clauseOf(address: string, index: ClauseIndex): Clause | undefined {
  return index.clauseAt(address) ?? index.clauseAt(address.replace(/\([^()]*\)$/, ""));
}

function findNamed(step: CitationStep, scope: Clause | undefined, from: Clause, index: ClauseIndex): Resolved {
  const { family, number } = step;
  if (number.includes(".")) {
    // "Bylaw 5, Section 1.6" may be 5.1.6.
    const own = scope ? /\d+$/.exec(scope.label)?.[0] : undefined;
    const whole = (own === undefined ? undefined : index.decimal(`${own}.${number}`)) ?? index.decimal(number);
    if (whole) return withBrackets(whole, step.brackets, index);
    // "7.2.1.a" is item a of 7.2.1.
    const [, outer, letter] = /^(.+?)\.?([a-z])$/.exec(number) ?? [];
    const base = outer === undefined ? undefined : index.decimal(outer);
    if (base) return withBrackets(base, [letter!, ...step.brackets], index);
    // Without a word, a number that names no clause is an amount.
    return family !== "" && index.mightHave(family, number) ? MISSING : ELSEWHERE;
  }
  const all = index.named(family, number);
  const near = nearest(step, scope, from, index);
  if (near) {
    const found = withBrackets(near, step.brackets, index);
    // The other one of that name may have it.
    return found.kind === "missing" && all.length > 1 ? UNCLEAR : found;
  }
  if (all.length > 0) return scope ? MISSING : UNCLEAR;
  return index.mightHave(family, number) ? MISSING : ELSEWHERE;
}

/** `paragraph (b)`, `Abs. 2`: inside the clause that was named before it, or else around where it is said. */
function findInner(step: CitationStep, scope: Clause | undefined, from: Clause, index: ClauseIndex): Resolved {
  const [first, ...rest] = step.number === "" ? step.brackets : [step.number, ...step.brackets];
  if (scope) return withBrackets(scope, [first!, ...rest], index);
  for (let clause: Clause | undefined = from; clause; clause = index.parentOf(clause)) {
    const address = index.inside(clause, first!);
    if (address !== undefined) return within(address, rest, index);
  }
  if (step.number.includes(".")) return findNamed({ ...step, family: "section" }, undefined, from, index);
  return UNCLEAR;
}

function withBrackets(clause: Clause, brackets: readonly string[], index: ClauseIndex): Resolved {
  return within(clause.address, brackets, index);
}

function within(address: string, brackets: readonly string[], index: ClauseIndex): Resolved {
  let at = address;
  for (const bracket of brackets) {
    const clause = index.clauseAt(at);
    const inner = clause ? index.inside(clause, bracket) : undefined;
    if (inner !== undefined) at = inner;
    else if (clause && isMissed(index.innerOf(clause), bracket) && !holds(clause, bracket, index)) return MISSING;
    else break; // It is not divided so that one could tell: the clause that holds it will do.
  }
  return { kind: "clause", address: at };
}

/** Items in the same manner stand there, and this is not among them. */
function isMissed(inner: ReadonlyMap<string, string>, bracket: string): boolean {
  // "(1a)" was put in between; a text read without it misses nothing that one could tell.
  const manner = (name: string) => name.replace(/\d+/, "1").replace(/^[a-z]+$/i, "a");
  return [...inner.keys()].filter((name) => manner(name) === manner(bracket)).length >= 2;
}

/** Somewhere deeper, where a list was read as a part of the item before it. */
function holds(clause: Clause, bracket: string, index: ClauseIndex): boolean {
  return clause.clauses.some((inner) => index.innerOf(inner).has(bracket) || holds(inner, bracket, index));
}

/** Most clauses of one name and number that are looked through for the one inside another. */
const MOST_NAMED = 50;

/** Of several `Section 2`, the one in the clause that was named with it, or in the article that speaks of it. */
function nearest(
  { family, number }: CitationStep,
  scope: Clause | undefined,
  from: Clause,
  index: ClauseIndex,
): Clause | undefined {
  const all = index.named(family, number);
  const only = (clauses: readonly Clause[]) => (clauses.length === 1 ? clauses[0] : undefined);
  if (scope) {
    const straight = index.namedUnder(scope, family, number);
    if (straight.length > 0 || all.length > MOST_NAMED) return only(straight);
    return only(all.filter((clause) => isInside(clause, scope, index)));
  }
  if (all.length < 2) return all[0];
  for (let outer = index.parentOf(from); outer; outer = index.parentOf(outer)) {
    const inside = index.namedUnder(outer, family, number);
    if (inside.length > 0) return only(inside);
  }
  return undefined;
}

function isInside(clause: Clause, scope: Clause, index: ClauseIndex): boolean {
  for (let at: Clause | undefined = clause; at; at = index.parentOf(at)) if (at === scope) return true;
  return false;
}

function around(family: string, from: Clause, index: ClauseIndex): Resolved {
  for (let clause: Clause | undefined = from; clause; clause = index.parentOf(clause)) {
    const word = familyOf(/^[\p{L}§]+/u.exec(clause.label)?.[0] ?? "");
    const isSection = family === "section" && /^\d+(?:\.\d+)+$/.test(clause.label);
    const isInner = family === "inner" && clause.kind === "item";
    if (word === family || isSection || isInner || (family === "article" && clause.kind === "article"))
      return { kind: "clause", address: clause.address };
  }
  return UNCLEAR;
}
