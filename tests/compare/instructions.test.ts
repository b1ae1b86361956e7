import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyInstructions } from "../../src/compare/applyInstructions.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import type { Instruction, NewClause, Step } from "../../src/compare/instruction.ts";
import { listInstructions } from "../../src/compare/instructions.ts";
import type { Clause, ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { isProblem } from "../../src/text/problem.ts";
import { expectAlways } from "../expectAlways.ts";

const CORPUS = "../shared/corpus";
const GENERATOR = "../shared/measure/diff/gen.mjs";

function instruct(before: string, after: string): Instruction[] {
  const texts = { before: parseBylaws(before), after: parseBylaws(after) };
  return listInstructions({ ...texts, comparison: compareBylaws(texts.before, texts.after) });
}

/** What must be the same of two texts; where it stands in a source is not part of it. */
function lawOf({ title, clauses }: ParsedBylaws): unknown {
  const law = ({ source: _, titleRuns: __, textRuns: ___, clauses, ...rest }: Clause): unknown => ({
    ...rest,
    clauses: clauses.map(law),
  });
  return { title, clauses: clauses.map(law) };
}

/** The instructions, sent as JSON to somebody who has only the old text, give the new one. */
function expectExact(before: string, after: string, name: string): void {
  const old = parseBylaws(before);
  const untouched = JSON.stringify(old);
  const instructions = instruct(before, after);
  const made = applyInstructions(old, JSON.parse(JSON.stringify(instructions)));
  expect(JSON.stringify(old) === untouched, `${name}: the old text is left as it is`).toBe(true);
  if (Array.isArray(made)) expect.fail(`${name}: ${made[0]!.message}`);
  const [is, should] = [lawOf(made), lawOf(parseBylaws(after))];
  // Comparing the strings first keeps long texts out of the matcher.
  if (JSON.stringify(is) !== JSON.stringify(should)) expect(is, name).toEqual(should);
  for (const { sentence } of instructions) expect(sentence, name).toMatch(/^[A-Z][\s\S]*\.$/u);
}

const NAME = "### 1.1 Name\n\nIt is called the Association, and its members may sail.";
const SEAL = "### 1.2 Seal\n\nIt has a seal, which the Secretary keeps at the office in a locked drawer.";
const OFFICE = "### 1.3 Office\n\nIts office is at the quay, where anybody may look into its books on any day.";
const article = (number: number, ...sections: string[]) => [`## Article ${number}. Part`, ...sections].join("\n\n");

describe("each change as a resolution would say it", () => {
  test.each<[fact: string, before: string, after: string, sentences: string[]]>([
    [
      "words put in",
      "4.16 Open Meetings. Except to discuss Gold Member and Platinum Members, the Board shall meet in the open.",
      "4.16 Open Meetings. Except to discuss Gold Member and Platinum Members, and Open Projects, the Board shall meet in the open.",
      ["In Section 4.16, after ‘Platinum Members,’, insert ‘and Open Projects,’."],
    ],
    [
      "a word for another",
      "4.2 Vote. It may close.",
      "4.2 Vote. It shall close.",
      ["In Section 4.2, strike ‘may’ and insert ‘shall’."],
    ],
    [
      "words put in first",
      "4.2 Vote. It may close.",
      "4.2 Vote. Then It may close.",
      ["In Section 4.2, at the beginning, insert ‘Then’."],
    ],
    [
      "a word that stands twice is named by the words before it",
      "4.2 Vote. The board may meet and the chair may speak.",
      "4.2 Vote. The board may meet and the chair shall speak.",
      ["In Section 4.2, after ‘the chair’, strike ‘may’ and insert ‘shall’."],
    ],
    [
      "only capitals",
      "4.2 Vote. Each member votes.",
      "4.2 Vote. Each Member votes.",
      ["In Section 4.2, strike ‘member’ and insert ‘Member’."],
    ],
    [
      "quotation marks",
      '4.2 Vote. The "vote" counts.',
      "4.2 Vote. The “vote“ counts.",
      [
        'In Section 4.2, after ‘The’, strike ‘"’ and insert ‘“’.',
        'In Section 4.2, after ‘The "vote’, strike ‘"’ and insert ‘“’.',
      ],
    ],
    [
      "markup",
      "4.2 Vote. The vote counts.",
      "4.2 Vote. The *vote* **counts**.",
      ["In Section 4.2, set ‘vote’ in italics; set ‘counts’ in bold."],
    ],
    [
      "a new title",
      `${NAME}\n\n${SEAL}`,
      `${NAME}\n\n${SEAL.replace("Seal", "Stamp")}`,
      ["Retitle Section 1.2 ‘Stamp’."],
    ],
    [
      "the title of the whole",
      `# Bylaws of A\n\n${NAME}`,
      `# Bylaws of B\n\n${NAME}`,
      ["Retitle the whole ‘Bylaws of B’."],
    ],
    [
      "a section put in, and the next renumbered",
      `${NAME}\n\n${SEAL}`,
      `${NAME}\n\n### 1.2 Flag\n\nIt flies a *flag*:\n\n(a) by day;\n\n(b) at sea.\n\n${SEAL.replace("1.2", "1.3")}`,
      [
        "After Section 1.1, insert a new section 1.2: ‘1.2 Flag. It flies a *flag*:\n  (a) by day;\n  (b) at sea.’.",
        "Renumber Section 1.2 as 1.3.",
      ],
    ],
    [
      "a section struck",
      `${NAME}\n\n${SEAL}\n\n${OFFICE}`,
      `${NAME}\n\n${OFFICE.replace("1.3", "1.2")}`,
      ["Strike Section 1.2 (Seal).", "Renumber Section 1.3 as 1.2."],
    ],
    [
      "a section moved to another article",
      `${article(1, NAME, SEAL)}\n\n${article(2, OFFICE.replace("1.3", "2.1"), "### 2.2 Dues\n\nDues are payable on the first of January by every member of it.")}`,
      `${article(1, NAME)}\n\n${article(2, OFFICE.replace("1.3", "2.1"), "### 2.2 Dues\n\nDues are payable on the first of January by every member of it.", SEAL.replace("1.2", "2.3"))}`,
      ["Move Section 1.2 (Seal) to follow Section 2.2, as Section 2.3."],
    ],
    [
      "a paragraph put in: those after it need no word",
      `${SEAL}\n\nThe seal is of brass, and is shown to whoever asks to see it.`,
      `${SEAL}\n\nNobody else may use it in any manner.\n\nThe seal is of brass, and is shown to whoever asks to see it.`,
      [
        "Directly below the opening words of Section 1.2, insert a new paragraph 2 of Section 1.2: ‘Nobody else may use it in any manner.’.",
      ],
    ],
    [
      "a paragraph divided",
      `${SEAL} The seal is of brass, and is shown to whoever asks to see it.`,
      `${SEAL}\n\nThe seal is of brass, and is shown to whoever asks to see it.`,
      [
        "Directly below the opening words of Section 1.2, make the words ‘The seal is of brass, and is shown to whoever asks to see it.’ of Section 1.2 a new paragraph 2 of Section 1.2.",
      ],
    ],
    [
      "two paragraphs joined",
      `${SEAL}\n\nThe seal is of brass, and is shown to whoever asks to see it.`,
      `${SEAL} The seal is of brass, and is shown to whoever asks to see it.`,
      [
        "Move the whole text of Section 1.2, paragraph 2 to the end of Section 1.2.",
        "Strike Section 1.2, paragraph 2 (‘The seal is of brass, and …’).",
      ],
    ],
  ])("%s", (name, before, after, sentences) => {
    expect(instruct(before, after).map(({ sentence }) => sentence)).toEqual(sentences);
    expectExact(before, after, name);
    expectExact(after, before, `${name}, back`);
  });

  test("of the same text there are none", () => {
    expect(instruct(`${NAME}\n\n${SEAL}`, `${NAME}\n\n${SEAL}`)).toEqual([]);
  });

  test("each names the row of the redline it belongs to, and the change it says", () => {
    const before = parseBylaws(`${NAME}\n\n${SEAL}`);
    const after = parseBylaws(`${NAME.replace("may", "shall")}\n\n${SEAL.replace("a seal", "two seals")}`);
    const comparison = compareBylaws(before, after);
    const instructions = listInstructions({ before, after, comparison });
    expect(instructions.map(({ row }) => comparison.rows[row]!.after!.address)).toEqual(["1.1", "1.2"]);
    for (const { row, change } of instructions) expect(comparison.rows[row]!.text).toContain(change);
  });
});

describe("instructions that do not fit the text are refused, and nothing is changed", () => {
  const instructions = instruct(
    `${NAME}\n\n${SEAL}\n\n${OFFICE}`,
    `${NAME.replace("may sail", "shall row")}\n\n${OFFICE.replace("1.3", "1.2").replace("any day", "Monday")}`,
  );

  test.each<[fact: string, text: string, refused: number[]]>([
    ["the quoted words do not stand there", `${NAME.replace("may", "can")}\n\n${SEAL}\n\n${OFFICE}`, [0]],
    ["the clause is not there", `${NAME}\n\n${SEAL}`, [2, 3]],
    ["another clause has its number", `${NAME}\n\n${SEAL.replace("Seal", "Stamp")}\n\n${OFFICE}`, [1]],
    ["nothing of it is there", "", [0, 1, 2, 3]],
  ])("%s", (_, text, refused) => {
    const answer = applyInstructions(parseBylaws(text), instructions);
    if (!Array.isArray(answer)) return expect.fail("it was carried out");
    expect(answer.every(isProblem)).toBe(true);
    expect(answer.map(({ field }) => Number(field))).toEqual(refused);
    expect(answer[0]!.message).toContain(
      `Instruction ${refused[0]! + 1} does not fit this text (“${instructions[refused[0]!]!.sentence}”)`,
    );
  });

  test("a clause is not moved into itself", () => {
    const answer = applyInstructions(parseBylaws(`${article(1, NAME)}`), [
      { do: "move", clause: { before: "article-1" }, opening: "Part", place: { inside: { before: "1.1" } } },
    ]);
    expect(answer).toMatchObject([{ code: "instruction-does-not-fit" }]);
  });

  const flag: NewClause = {
    kind: "section",
    label: "1.9",
    address: "1.9",
    title: "Flag",
    text: "It flies a blue flag.",
    spans: [],
    items: [],
    clauses: [],
  };
  const behind = (address: string) => ({ inside: { before: "article-1" }, behind: { before: address } });
  const seal = { clause: { before: "1.2" }, opening: "Seal" };
  const heading = { kind: "section", label: "1.5", address: "1.5" } as const;
  const take = {
    do: "take",
    from: { before: "1.2" },
    words: "It has a seal",
    to: { before: "1.1" },
    at: "end",
  } as const;
  const mark = { do: "mark", clause: { before: "1.1" } } as const;

  test.each<[fact: string, steps: Step[], why: string]>([
    [
      "the whole has another title",
      [{ do: "retitle", strike: "Bylaws", insert: "Rules" }],
      "the text is not called ‘Bylaws’.",
    ],
    [
      "a section put in twice",
      [
        { do: "insert", clause: flag, place: behind("1.2") },
        { do: "insert", clause: flag, place: behind("1.1") },
      ],
      "1.9 has been put in already.",
    ],
    [
      "put in behind a section that is not there",
      [{ do: "insert", clause: flag, place: behind("1.8") }],
      "1.8 does not stand in article-1.",
    ],
    [
      "put in on top behind a section of an article",
      [{ do: "insert", clause: flag, place: { behind: { before: "1.1" } } }],
      "1.1 does not stand on top.",
    ],
    [
      "put in behind a section of another article",
      [{ do: "insert", clause: flag, place: { ...behind("1.1"), inside: { before: "article-2" } } }],
      "1.1 does not stand in article-2.",
    ],
    [
      "put in an article that is not there",
      [{ do: "insert", clause: flag, place: { inside: { before: "article-7" } } }],
      "there is no place in article-7 for it.",
    ],
    [
      "put in with words of a section that has them not",
      [{ do: "insert", clause: flag, place: behind("1.2"), take: { from: { before: "1.2" }, words: "a gull" } }],
      "‘a gull’ does not stand there.",
    ],
    ["words of a section that is not there", [{ ...take, from: { before: "1.8" } }], "there is no clause 1.8."],
    ["words for a section that is not there", [{ ...take, to: { after: "1.9" } }], "there is no clause 1.9."],
    [
      "words that another section has",
      [{ ...take, words: "members may sail" }],
      "‘members may sail’ does not stand there.",
    ],
    ["no words at all", [{ ...take, words: "" }], "‘’ does not stand there."],
    [
      "markup of a section that is not there",
      [{ ...mark, clause: { before: "1.8" }, spans: [] }],
      "there is no clause 1.8.",
    ],
    [
      "markup of other words",
      [{ ...mark, spans: [{ kind: "emphasis", from: 0, to: 2, words: "He" }] }],
      "‘He’ does not stand there.",
    ],
    [
      "a section struck that is not there",
      [{ do: "strike", ...seal, clause: { before: "1.8" } }],
      "there is no clause 1.8.",
    ],
    [
      "a section struck twice",
      [
        { do: "strike", ...seal },
        { do: "strike", ...seal },
      ],
      "there is no clause 1.2.",
    ],
    [
      "a section renumbered that starts otherwise",
      [{ do: "number", ...seal, opening: "Stamp", as: heading }],
      "does not start with ‘Stamp’.",
    ],
    [
      "a section moved behind itself",
      [{ do: "move", ...seal, place: behind("1.2") }],
      "1.2 does not stand in article-1.",
    ],
    ["a section moved to nowhere", [{ do: "move", ...seal, place: behind("1.8") }], "1.8 does not stand in article-1."],
  ])("%s", (_, steps, why) => {
    const before = parseBylaws(
      `# Rules of the Club\n\n${article(1, NAME, SEAL)}\n\n${article(2, OFFICE.replace("1.3", "2.1"))}`,
    );
    const untouched = JSON.stringify(before);
    const answer = applyInstructions(before, steps);
    if (!Array.isArray(answer)) return expect.fail("it was carried out");
    expect(answer).toMatchObject([{ code: "instruction-does-not-fit", field: String(steps.length - 1) }]);
    expect(answer[0]!.message).toContain(`Instruction ${steps.length} does not fit this text: `);
    expect(answer[0]!.message).toContain(`${why} Nothing was changed;`);
    expect(JSON.stringify(before)).toBe(untouched);
  });

  test("the words of each are looked for as they stood before the first about the same clause", () => {
    const step = { do: "words", clause: { before: "1.1" }, part: "text", behind: "", occurrence: 1 } as const;
    const made = applyInstructions(parseBylaws(`${NAME}\n\n${SEAL}`), [
      { ...step, strike: "members", insert: "Association" },
      { ...step, strike: "Association", insert: "Club" },
      { ...step, clause: { before: "1.2" }, strike: "a seal", insert: "two seals" },
      { ...step, part: "title", strike: "Name", insert: "Title" },
    ]);
    if (Array.isArray(made)) return expect.fail(made[0]!.message);
    expect(made.clauses.map(({ title, text }) => `${title}: ${text}`)).toEqual([
      "Title: It is called the Club, and its Association may sail.",
      "Seal: It has two seals, which the Secretary keeps at the office in a locked drawer.",
    ]);
  });

  test("two that speak of the same words", () => {
    const strike = {
      do: "words",
      clause: { before: "1.1" },
      part: "text",
      behind: "",
      occurrence: 1,
      insert: "",
    } as const;
    const answer = applyInstructions(parseBylaws(NAME), [
      { ...strike, strike: "members may" },
      { ...strike, strike: "may sail" },
    ]);
    expect(answer).toMatchObject([{ code: "instruction-does-not-fit", field: "1" }]);
  });
});

const LINES = [
  "# Bylaws",
  "# Rules of *it*",
  "## Article 1. Name",
  "## Article II",
  "### 1.1 Name",
  "### 1.2 Seal",
  "1.2 Seal. It has a seal.",
  "1.3 Seal. It has a *seal* and a [link](https://example.org/a).",
  "(a) one thing or another;",
  "(b) two",
  "    (i) three",
  "- point",
  "1. first",
  "",
  "",
  "[Reserved.]",
  "It is called the Association, and has members.",
  "It is called the Association.",
  "**Section 4.2. Votes.** Each member has one vote in every meeting.",
  "| a | b |\n|---|---|\n| 1 | **2** |",
  "| a | b |\n|---|---|\n| 1 | 3 |\n| 1 | 2 |",
  "“Quoted” -- text",
  '"Quoted" — text',
  "<!-- x -->",
  "第三条 会员大会由全体会员组成，每年召开一次。",
  "第四条 会员大会由理事会召集，每年召开两次。",
  "a &amp; b",
  "General",
  "The Board of **Directors** may meet once in every month: (i) by the Chair, or (ii) by two members.",
  "The Board of Directors shall meet once in every month, and oftener when it is called.",
  "the the the the the",
];
const source = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...LINES) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
    ),
    { maxLength: 30 },
  )
  .map((lines) => lines.join("\n\n"));

describe("carried out on the old text, they give the new one exactly", () => {
  test("for any two texts", () => {
    expectAlways(
      fc.property(source, source, (before, after) => expectExact(before, after, JSON.stringify([before, after]))),
      300,
    );
  });

  test("on the bylaws served here", () => {
    for (const document of readdirSync("bylaws")) {
      const folder = join("bylaws", document);
      const texts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\d\.md$/.test(path));
      for (const [index, path] of texts.entries()) {
        const other = texts[(index + 1) % texts.length]!;
        expectExact(
          readFileSync(join(folder, path), "utf8"),
          readFileSync(join(folder, other), "utf8"),
          `${path} → ${other}`,
        );
      }
    }
  });

  test.skipIf(!existsSync(GENERATOR))(
    `on generated pairs of every kind of change (skipped where ${GENERATOR} is absent)`,
    async () => {
      const { generate } = await import(join(process.cwd(), GENERATOR));
      for (const mix of ["all", "moves", "structure", "rewrite"]) {
        for (let seed = 1; seed <= 5; seed++) {
          const pair = generate({ sections: 12, seed, words: 200, mix });
          expectExact(pair.old, pair.new, `${mix}, seed ${seed}`);
        }
      }
    },
  );

  const names = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => !/\.|docx|representations/.test(name)) : [];
  test.skipIf(names.length === 0)(
    `on real governing documents (skipped where ${CORPUS} is absent)`,
    () => {
      for (const name of names) {
        const versions = readdirSync(join(CORPUS, name))
          .filter((folder) => /^\d{3}-/.test(folder))
          .sort();
        const read = (version: string): string => {
          const [file] = readdirSync(join(CORPUS, name, version));
          return readFileSync(join(CORPUS, name, version, file!), "utf8");
        };
        // Of each document the oldest and the newest text: what lies furthest apart.
        expectExact(read(versions[0]!), read(versions.at(-1)!), name);
      }
    },
    60_000,
  );
});
