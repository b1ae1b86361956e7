import { expect, test } from "vitest";
import { addRevision } from "../../src/text/addRevision.ts";

const revision = {
  number: 2,
  on: "2026-11-22",
  note: "With wording request 12.",
  credits: [
    { comment: 12, to: "Ada “Countess” Lindqvist" },
    { comment: 12, to: 'Jonas: "J" #1' },
  ],
};
const ADDED = `  - number: 2
    on: 2026-11-22
    note: "With wording request 12."
    credits:
      - { comment: 12, to: "Ada “Countess” Lindqvist" }
      - { comment: 12, to: "Jonas: \\"J\\" #1" }
`;

test.each<[string, before: string, after: string]>([
  ["at the end of the file", "title: x\nrevisions:\n  - number: 1\n    note: As moved.\n", ""],
  [
    "before what follows, and its comments",
    "revisions:  # oldest first\n  - number: 1\n",
    "\n# Where it is wrong:\npairings:\n  - before: []\n    after: '4.18'\n",
  ],
  [
    "after a note of several lines",
    "revisions:\n  - number: 1\n    note: |\n      As moved.\n\n      And seconded.\n",
    "pairings: []\n",
  ],
  [
    "after a note that ends in what looks like a comment",
    "revisions:\n  - number: 1\n    note: |\n      As moved.\n      # 1 of them\n",
    "board: 2026-12-01\n",
  ],
])("%s", (_, before, after) => {
  expect(addRevision(before + after, revision)).toBe(before + ADDED + after);
});

test("a list without indent, without a last line end, with Windows line ends", () => {
  const added = addRevision("revisions:\r\n- number: 1\r\n  note: x", { number: 2, note: "" });
  expect(added).toBe("revisions:\r\n- number: 1\r\n  note: x\r\n- number: 2\r\n");
});

test.each([
  ["a list in one line", "revisions: [{ number: 1 }]\n"],
  ["no list", "title: x\n"],
  ["an empty list", "revisions:\ntitle: x\n"],
  ["a file that cannot be read", 'revisions:\n  - number: 1\ntitle: "x\n'],
])("%s is left to the secretary", (_, source) => {
  expect(addRevision(source, revision)).toBeUndefined();
});
