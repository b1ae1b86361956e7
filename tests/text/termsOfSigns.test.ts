import { expect, test } from "vitest";
import type { Clause } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { findTerms } from "../../src/text/terms.ts";

// Terms of scripts without spaces are looked for with a pattern that is made of them.
test.each(["会(.*员", "会[员", "会$员", "会员|理事", "会\\员", "(?:会)+员"])(
  "a term that reads like a pattern is found where it stands, and nowhere else: %s",
  (term) => {
    const parsed = parseBylaws(`# 章程\n\n## 1 大会\n\n每个${term}有一票。会员会会员，理事也一样。\n`);
    const [clause] = parsed.clauses as [Clause];
    // Of another text, where it stands elsewhere.
    const [found] = findTerms(parsed, [{ term, clause: "9", part: "text", from: 0, to: term.length, isLocal: false }]);
    expect(found!.uses.map(({ part, from, to }) => clause[part].slice(from, to))).toEqual([term]);
  },
);
