import type { Revision } from "./document.ts";
import type { Problem } from "./problem.ts";
import { readFields } from "./readFields.ts";

type Added = Omit<Revision, "hash">;

/** A revision as it stands in the list of an `amendment.yaml`, a line each. */
export function printRevision({ number, on, note, credits = [] }: Added): string[] {
  return [
    `- number: ${number}`,
    ...(on === undefined ? [] : [`  on: ${on}`]),
    ...(note === "" ? [] : [`  note: ${JSON.stringify(note)}`]),
    ...(credits.length === 0 ? [] : ["  credits:"]),
    ...credits.map(({ comment, to }) => `    - { comment: ${comment}, to: ${JSON.stringify(to)} }`),
  ];
}

/**
 * Adds a revision to the end of the list in an `amendment.yaml`. Every letter
 * that stands in the file stays where it is, comments and line ends included.
 *
 * @returns `undefined` when the list is not written with a line for each
 *   revision, or the file would not read as it should.
 */
export function addRevision(source: string, revision: Added): string | undefined {
  const end = source.includes("\r\n") ? "\r\n" : "\n";
  const lines = source.split(/\r?\n/);
  const head = lines.findIndex((line) => /^revisions:\s*(?:#.*)?$/.test(line));
  if (head < 0) return undefined;
  const next = lines.findIndex((line, index) => index > head && /^(?:[^\s#-]|---|-[^\s])/.test(line));
  const block = lines.slice(head + 1, next < 0 ? lines.length : next);
  const indent = block.map((line) => /^(\s*)-\s/.exec(line)?.[1]).find((found) => found !== undefined);
  if (indent === undefined) return undefined;
  const added = printRevision(revision).map((line) => indent + line);
  const last = block.findLastIndex((line) => /^\s*[^\s#]/.test(line));
  // What looks like a comment may be the last line of a note.
  const lastOfAny = block.findLastIndex((line) => line.trim() !== "");
  for (const at of [last, lastOfAny]) {
    const place = head + 2 + at;
    const written = [...lines.slice(0, place), ...added, ...lines.slice(place)].join(end);
    const whole = place === lines.length ? written + end : written;
    if (isAdded(source, whole, revision)) return whole;
  }
  return undefined;
}

function isAdded(before: string, after: string, revision: Added): boolean {
  const [old, now] = [listRevisions(before), listRevisions(after)];
  return old !== undefined && JSON.stringify(now) === JSON.stringify([...old, inOrder(revision)]);
}

function listRevisions(source: string): Added[] | undefined {
  const problems: Problem[] = [];
  const files = new Map([["amendment.yaml", new TextEncoder().encode(source)]]);
  const fields = readFields("amendment.yaml", { files, problems });
  const revisions = fields?.maps("revisions").map((each) =>
    inOrder({
      number: each.count("number") ?? 0,
      on: each.day("on"),
      note: each.text("note"),
      credits: each.maps("credits").map((credit) => ({ comment: credit.count("comment") ?? 0, to: credit.text("to") })),
    }),
  );
  return problems.length === 0 ? revisions : undefined;
}

const inOrder = ({ number, on, note, credits = [] }: Added): Added => ({ number, on, note: note.trim(), credits });
