import { expect, test } from "vitest";
import { readPeopleFile } from "../../src/discuss/peopleFile.ts";

const read = (source: string) => readPeopleFile(new TextEncoder().encode(source));
const tell = (source: string) =>
  read(source).problems.map(({ line, code, field }) => `${line} ${code} ${field ?? ""}`.trim());

const GOOD = `people:
  - mail: ada@example.org
    standing: director
    affiliation: Acme
    name: Ada Lovelace
  - mail: Eve+bylaws@Example.org
    standing: member
    class: Gold
`;

test("people are read by the one name of their mailbox", () => {
  const { rows, problems } = read(GOOD);
  expect(problems).toEqual([]);
  expect([...rows]).toEqual([
    ["ada@example.org", { mail: "ada@example.org", name: "Ada Lovelace", standing: "director", affiliation: "Acme" }],
    ["eve@example.org", { mail: "Eve+bylaws@Example.org", standing: "member", class: "Gold" }],
  ]);
});

test.each([
  [
    "a mailbox twice, written otherwise",
    `${GOOD}  - mail: ADA+x@example.org\n    standing: member\n`,
    ["9 mail-twice people[2].mail"],
  ],
  [
    "an unknown standing",
    "people:\n  - mail: a@b.org\n    standing: emperor\n",
    ["3 standing-unknown people[0].standing"],
  ],
  ["no standing", "people:\n  - mail: a@b.org\n", ["2 standing-unknown people[0].standing"]],
  ["a guest", "people:\n  - mail: a@b.org\n    standing: guest\n", ["3 standing-unknown people[0].standing"]],
  [
    "a class of a director",
    "people:\n  - mail: a@b.org\n    standing: director\n    class: Gold\n",
    ["4 class-without-member people[0].class"],
  ],
  ["half an address", "people:\n  - mail: ada\n    standing: member\n", ["2 mail-odd people[0].mail"]],
  ["no address", "people:\n  - standing: member\n", ["2 mail-missing people[0].mail"]],
  [
    "a line of a mail’s head",
    'people:\n  - mail: "a@b.org\\r\\nBcc: eve@b.org"\n    standing: member\n',
    ["2 mail-odd people[0].mail"],
  ],
  [
    "an unknown field",
    "people:\n  - mail: a@b.org\n    standing: member\n    phone: 1\n",
    ["4 unknown-field people[0].phone"],
  ],
  ["an unknown field of the file", `${GOOD}version: 2\n`, ["9 unknown-field version"]],
  ["a field twice", "people:\n  - mail: a@b.org\n    standing: member\n    standing: secretary\n", ["4 field-twice"]],
  [
    "a name with an invisible mark",
    'people:\n  - mail: a@b.org\n    standing: member\n    name: "A\\u200bda"\n',
    ["4 odd-character", "4 name-invisible people[0].name"],
  ],
  [
    "an alias",
    "people:\n  - &x\n    mail: a@b.org\n    standing: member\n  - *x\n",
    [
      "5 yaml-alias",
      "5 wrong-type people[1]",
      "5 mail-missing people[1].mail",
      "5 standing-unknown people[1].standing",
    ],
  ],
  [
    "__proto__",
    "people:\n  - mail: a@b.org\n    standing: member\n    __proto__: {standing: secretary}\n",
    ["4 unknown-field people[0].__proto__"],
  ],
])("%s is told with its line and field", (_, source, problems) => {
  expect(tell(source)).toEqual(problems);
});

test("a wrong line is left out, the others are read", () => {
  const { rows } = read(`${GOOD}  - mail: nobody\n    standing: member\n`);
  expect([...rows.keys()]).toEqual(["ada@example.org", "eve@example.org"]);
});

test.each([
  ["a file cut off in the middle of a text", `${GOOD}  - mail: "x@`],
  ["text that is no YAML", "people: [\n"],
  ["a file that is not UTF-8", "people: \uDC00"],
  ["a list that is none", "people: ada@example.org\n"],
  ["brackets ten thousand deep", `people: ${"[".repeat(10_000)}`],
  ["an alias of an alias of an alias", "a: &a [x]\nb: &b [*a,*a]\npeople: [*b,*b]\n"],
])("%s is serious: the last good reading stays", (_, source) => {
  const bytes = source.includes("\uDC00")
    ? new Uint8Array([...new TextEncoder().encode(GOOD), 0xff])
    : new TextEncoder().encode(source);
  expect(readPeopleFile(bytes).problems.some(({ serious }) => serious)).toBe(true);
});

test("five thousand people are read, and three megabytes are not", () => {
  const people = (count: number) =>
    `people:\n${Array.from({ length: count }, (_, index) => `  - mail: p${index}@example.org\n    standing: member\n`).join("")}`;
  expect(read(people(5_000)).rows.size).toBe(5_000);
  expect(read(people(60_000)).problems).toMatchObject([{ code: "file-too-long", serious: true }]);
});

test("a file made of mistakes is told of in a few lines", () => {
  expect(read(`people:\n${"- x\n".repeat(20_000)}`).problems.length).toBeLessThan(500);
});
