import { diffArrays } from "diff";
import { eachClause } from "../text/clause.ts";
import { EQUAL, type Links, QUIET, type Source, type SourceSpan } from "./links.ts";
import { isBlank } from "./spaces.ts";
import { compareWording } from "./wording.ts";

/** The title of the whole and what is no law: equal lines in order are the same. */
export function linkOutside(links: Links, before: Source, after: Source): void {
  const [old, now] = [linesOutside(before), linesOutside(after)];
  let [i, j] = [0, 0];
  const text = (source: string, span: SourceSpan): string => source.slice(...span).replace(/\s+/g, "");
  const parts = diffArrays(
    old.map((span) => text(before.source, span)),
    now.map((span) => text(after.source, span)),
    { maxEditLength: 2000 },
  );
  for (const { added, removed, count } of parts ?? []) {
    for (let k = 0; k < count && !added && !removed; k++) links.linkEnds(old[i + k]!, now[j + k]!, EQUAL, QUIET);
    if (!added) i += count;
    if (!removed) j += count;
  }
  const titles = [titleSpan(before), titleSpan(after)] as const;
  if (titles[0] && titles[1]) linkTitles(links, titles[0], titles[1]);
  for (const [side, spans, source, linked] of [
    ["old", old, before, links.toNew],
    ["new", now, after, links.toOld],
  ] as const) {
    const title = titleSpan(source);
    for (const [from, to] of spans) {
      for (let at = from; at < to; at++) {
        const isTitle = title !== undefined && at >= title[0] && at < title[1];
        if (linked[at]! < 0 && !isTitle) links.markQuiet(side, at, at + 1, QUIET);
      }
    }
  }
}

function linkTitles(links: Links, old: SourceSpan, now: SourceSpan): void {
  const [before, after] = [links.old.slice(...old), links.now.slice(...now)];
  let [a, b] = [0, 0];
  for (const change of [
    ...compareWording(before, after),
    { before: { from: before.length, to: 0 }, after: { from: after.length, to: 0 } },
  ]) {
    for (let i = 0; i < change.before.from - a; i++) links.link(old[0] + a + i, now[0] + b + i, EQUAL);
    [a, b] = [change.before.to, change.after.to];
  }
}

function titleSpan({ source, parsed }: Source): SourceSpan | undefined {
  if (!parsed.title) return undefined;
  const at = source.indexOf(parsed.title.split(" ")[0]!);
  const end = at < 0 ? -1 : source.indexOf("\n", at);
  return at < 0 ? undefined : [at, end < 0 ? source.length : end];
}

/** Lines, or parts of lines, that stand in no clause. */
function linesOutside({ source, parsed }: Source): SourceSpan[] {
  const spans = Array.from(eachClause(parsed.clauses), ({ source: { from, to } }): SourceSpan => [from, to]).sort(
    (a, b) => a[0] - b[0],
  );
  const lines: SourceSpan[] = [];
  let at = 0;
  for (const [from, to] of [...spans, [source.length, source.length] as SourceSpan]) {
    while (at < from) {
      const end = source.indexOf("\n", at);
      const stop = end < 0 || end >= from ? from : end + 1;
      if (!isBlank(source, [at, stop])) lines.push([at, stop]);
      at = stop;
    }
    at = Math.max(at, to);
  }
  return lines;
}
