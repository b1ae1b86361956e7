import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Granted } from "../../src/cli/grantRequests.ts";
import { writeRequests } from "../../src/cli/writeRequests.ts";
import { requestFor } from "../../src/discuss/wording.ts";
import { eachClause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { HOME } from "./command.ts";

const BYLAWS = join(HOME, "bylaws");
const FILES = readdirSync(BYLAWS, { recursive: true, encoding: "utf8" })
  .filter((path) => /\/\d[\d-]*\.md$/.test(path))
  .sort();

test("requests all over the bylaws that come with it are written, in their own lines only", () => {
  expect(FILES.length).toBeGreaterThan(8);
  for (const file of FILES) {
    const source = readFileSync(join(BYLAWS, file), "utf8");
    const text = { source, parsed: parseBylaws(source) };
    const clauses = [...eachClause(text.parsed.clauses)].filter((clause) => clause.text.split(" ").length > 6);
    const picked = Array.from({ length: 6 }, (_, index) => clauses[(index * 7919 + 13) % clauses.length]!);
    const granted = [...new Set(picked)].map((clause, index): Granted => {
      const words = clause.text.split(" ");
      const edits = [["wholly", "other", "(words)"], [words[2]!, "put", "in,", words[3]!, words[4]!], [words[4]!]];
      const edited = words.toSpliced(2, 3, ...edits[index % 3]!).join(" ");
      const request = requestFor(clause.text, edited)!;
      const quote = clause.text.slice(request.from, request.to);
      return { comments: [index + 1], clause: clause.address, part: "text", quote, ...request };
    });
    const done = writeRequests(text, granted);
    expect(done.stuck, file).toEqual([]);
    const meant = new Map(granted.map((one) => [one.clause, one]));
    const now = [...eachClause(done.text.parsed.clauses)];
    [...eachClause(text.parsed.clauses)].forEach((clause, index) => {
      const one = meant.get(clause.address);
      const words = one ? clause.text.slice(0, one.from) + one.wording + clause.text.slice(one.to) : clause.text;
      expect(now[index]!.text, `${file}, ${clause.address}`).toBe(words);
    });
    const [old, written] = [source.split("\n"), done.text.source.split("\n")];
    expect(written.filter((line) => !old.includes(line)).length, file).toBeLessThanOrEqual(granted.length * 2);
  }
});

test("a request that cannot be written is told, and the others are", () => {
  const source = "## 1 Name\n\nThe Club.\n\nIt has a seat.\n";
  const text = { source, parsed: parseBylaws(source) };
  const strike = {
    comments: [4],
    clause: "1-p2",
    part: "text",
    from: 0,
    to: 14,
    quote: "It has a seat.",
    wording: "",
  } as const;
  const rename = {
    comments: [5],
    clause: "1",
    part: "text",
    from: 4,
    to: 8,
    quote: "Club",
    wording: "Society",
  } as const;
  const { text: done, stuck } = writeRequests(text, [
    { ...strike, comments: [4] },
    { ...rename, comments: [5] },
  ]);
  expect(done.source).toBe(source.replace("Club", "Society"));
  expect(stuck).toEqual([
    { comments: [4], why: expect.stringMatching(/^cannot be put into 1-p2 .* leave it out with --without 4\.$/) },
  ]);
});
