import { expect, test } from "vitest";
import { readLibrary } from "../../src/text/library.ts";

const DOCUMENT = `title: Bylaws
organisation: Ferry Club
versions:
  - on: 2020-01-15
    file: versions/2020-01-15.md
    kind: in force
`;
const BEFORE = `# Bylaws

## 4.9 Seat

The seat is Skerrow.

## 4.10 Dues

Members pay: (i) in spring, and (ii) in autumn.

## 4.11 Boats

Boats are kept dry.
`;
const AFTER = BEFORE.replace("4.11 Boats", "4.12 Boats").replace("4.10 Dues", "4.11 Dues");

function read(pairings: string) {
  const amendment = `title: Dues\nbase: 2020-01-15\nrevisions:\n  - number: 1\npairings:\n${pairings}\n`;
  const files = {
    "ferry/document.yaml": DOCUMENT,
    "ferry/versions/2020-01-15.md": BEFORE,
    "ferry/amendments/dues/amendment.yaml": amendment,
    "ferry/amendments/dues/1.md": AFTER,
  };
  const bytes = Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  const { library } = readLibrary(new Map(bytes), (content) => `hash of ${new TextDecoder().decode(content)}`);
  const problems = library.problems.filter(({ file }) => file?.endsWith(".yaml"));
  return { problems, pairings: library.documents[0]!.amendments[0]!.pairings };
}

test.each([
  ["one address for one", '  - { before: "4.10", after: "4.11" }', [{ before: ["4.10"], after: ["4.11"] }]],
  ["divided", '  - before: "4.10"\n    after: ["4.11", "4.12"]', [{ before: ["4.10"], after: ["4.11", "4.12"] }]],
  [
    "merged, struck and new",
    '  - before: ["4.9", "4.10"]\n    after: "4.9"\n  - before: "4.11"\n    after: []\n  - before: []\n    after: "4.11"',
    [
      { before: ["4.9", "4.10"], after: ["4.9"] },
      { before: ["4.11"], after: [] },
      { before: [], after: ["4.11"] },
    ],
  ],
  [
    "written as people speak of it",
    "  - before: Section 4.10\n    after: § 4.11",
    [{ before: ["4.10"], after: ["4.11"] }],
  ],
])("a pairing is read: %s", (_, yaml, pairings) => {
  expect(read(yaml)).toEqual({ problems: [], pairings });
});

test.each([
  ["no list", "  4.10: 4.11", 5, "pairings must be a list, each item after “- ”."],
  [
    "a side that is missing",
    '  - before: "4.10"',
    6,
    'pairings[0].after is missing. Write an address such as "4.16", a list such as ["4.16", "4.17"], or [] for none.',
  ],
  [
    "a side that is a map",
    '  - before: "4.10"\n    after: { is: "4.11" }',
    7,
    'pairings[0].after must be an address such as "4.16", a list such as ["4.16", "4.17"], or [] for none.',
  ],
  [
    "4.10 without quotation marks, which is 4.1 to a program",
    '  - before: 4.10\n    after: "4.11"',
    6,
    'pairings[0].before must stand in quotation marks, as "4.10": without them, 4.10 is 4.1.',
  ],
  [
    "no clause at all",
    "  - before: []\n    after: []",
    6,
    "This pairing names no clause. Write under “before” what became what stands under “after”.",
  ],
  [
    "a clause in two pairings",
    '  - { before: "4.9", after: "4.9" }\n  - { before: "4.9", after: "4.11" }',
    7,
    "4.9 is named under “before” in line 6 already. Name a clause once; where it was divided or merged, list the others beside it there.",
  ],
  [
    "an address that is not in the old text",
    '  - before: "4.12"\n    after: "4.12"',
    6,
    "There is no clause “4.12” in the version it amends. The nearest are: 4.11, 4.10, 4.9.",
  ],
  [
    "an address that is not in the new text",
    '  - before: "4.10"\n    after: "4.10"',
    7,
    "There is no clause “4.10” in the newest revision. The nearest are: 4.9, 4.11, 4.12.",
  ],
  [
    "an item inside a sentence",
    '  - before: "4.10(ii)"\n    after: "4.11"',
    6,
    "4.10(ii) is part of a sentence in the version it amends. Name the whole clause: 4.10.",
  ],
  [
    "a field there is not",
    '  - before: "4.10"\n    after: "4.11"\n    why: because',
    8,
    "There is no field “why” here. Known are: before, after.",
  ],
])("a mistake in a pairing is named: %s", (_, yaml, line, message) => {
  const { problems, pairings } = read(yaml);
  expect(problems).toMatchObject([{ file: "ferry/amendments/dues/amendment.yaml", line, message }]);
  if (!message.startsWith("There is no field") && !message.includes("line 6")) expect(pairings).toEqual([]);
});
