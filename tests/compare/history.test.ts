import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { traceWords, type WordsHistory } from "../../src/compare/history.ts";
import { type Clause, eachClause } from "../../src/text/clause.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { expectAlways } from "../expectAlways.ts";

const CORPUS = "../shared/corpus";

function stepsOf(sources: readonly string[]) {
  const texts = sources.map(parseBylaws);
  const steps = texts.slice(1).map((after, index) => ({ comparison: compareBylaws(texts[index]!, after) }));
  return { texts, steps };
}

/** `[1 4.2: shall ← may]`, `[4.2: The Board]`: each stretch with its step, the clause it stood in then, and what it replaced. */
function told(sources: readonly string[], address: string, part: "title" | "text" = "text"): string[] {
  const { texts, steps } = stepsOf(sources);
  const words = findClause(texts.at(-1)!, address)![part];
  return traceWords(steps, { clause: address, part, from: 0, to: words.length }).map((stretch) => tell(stretch, words));
}

function tell({ words, step, clause, replaced }: WordsHistory, text: string): string {
  const origin = step === undefined ? clause : `${step} ${clause}`;
  return `${origin}: ${text.slice(words.from, words.to).trim()}${replaced ? ` ← ${replaced}` : ""}`;
}

const NAME = "### 1.1 Name\n\nIt is called the Association, and its members sail.";
const SEAL = "### 1.2 Seal\n\nIt has a seal, which the Secretary keeps at the office in a locked drawer.";
const DUES = "Dues are payable on the first of January, and a member in arrears for ninety days may not vote.";

describe("the history of some words", () => {
  test.each<[fact: string, versions: string[], clause: string, told: string[]]>([
    [
      "words that have always been there",
      [SEAL, SEAL, SEAL],
      "1.2",
      ["1.2: It has a seal, which the Secretary keeps at the office in a locked drawer."],
    ],
    [
      "a word for another, and later a phrase put in",
      [
        SEAL,
        SEAL.replace("locked", "closed"),
        SEAL.replace("locked", "closed").replace("the office", "the office on the quay"),
      ],
      "1.2",
      [
        "1.2: It has a seal, which the Secretary keeps at the office",
        "1 1.2: on the quay",
        "1.2: in a",
        "0 1.2: closed ← locked",
        "1.2: drawer.",
      ],
    ],
    [
      "a word changed twice: the last change brought it in, and replaced the one before",
      [SEAL, SEAL.replace("locked", "closed"), SEAL.replace("locked", "sealed")],
      "1.2",
      ["1.2: It has a seal, which the Secretary keeps at the office in a", "1 1.2: sealed ← closed", "1.2: drawer."],
    ],
    [
      "a section put in, and renumbered afterwards: it is told under the number it came with",
      [
        NAME,
        `${NAME}\n\n${SEAL}`,
        `${NAME}\n\n### 1.2 Flag\n\nIt flies a blue flag by day.\n\n${SEAL.replace("1.2", "1.3")}`,
      ],
      "1.3",
      ["0 1.2: It has a seal, which the Secretary keeps at the office in a locked drawer."],
    ],
    [
      "quotation marks, capitals and the number of a reference do not make words new",
      [
        `### 1.1 Rule\n\nThe "seal" of the member follows Section 1.2 and nothing else.\n\n${SEAL}`,
        `### 1.1 Rule\n\nThe “seal” of the member follows Section 1.2 and nothing else.\n\n${SEAL}`,
        `### 1.1 Rule\n\nThe “seal” of the member follows Section 1.3 and nothing else.\n\n### 1.2 Dues\n\n${DUES}\n\n${SEAL.replace("1.2", "1.3")}`,
      ],
      "1.1",
      ["1.1: The “seal” of the member follows Section 1.3 and nothing else."],
    ],
    [
      "a comma put in goes with the words before it",
      [SEAL, SEAL.replace("office in", "office, in")],
      "1.2",
      ["1.2: It has a seal, which the Secretary keeps at the office, in a locked drawer."],
    ],
    [
      "words of a paragraph that was divided, and amended before",
      [
        `${SEAL} ${DUES}`,
        `${SEAL} ${DUES.replace("ninety", "sixty")}`,
        `${SEAL}\n\n${DUES.replace("ninety", "sixty")}`,
      ],
      "1.2-p2",
      [
        "1.2: Dues are payable on the first of January, and a member in arrears for",
        "0 1.2: sixty ← ninety",
        "1.2: days may not vote.",
      ],
    ],
    [
      "two paragraphs made one",
      [`${SEAL}\n\n${DUES}`, `${SEAL} ${DUES}`],
      "1.2",
      ["1.2: It has a seal, which the Secretary keeps at the office in a locked drawer.", `1.2-p2: ${DUES}`],
    ],
    [
      "a phrase struck, and later put in again: it came with the step that put it in again",
      [SEAL, SEAL.replace(" in a locked drawer", ""), SEAL],
      "1.2",
      ["1.2: It has a seal, which the Secretary keeps at the office", "1 1.2: in a locked drawer."],
    ],
    [
      "a section moved to another place under another number, and amended after that",
      [
        `${NAME}\n\n${SEAL}\n\n### 1.3 Dues\n\n${DUES}`,
        `${NAME}\n\n### 1.2 Dues\n\n${DUES}\n\n${SEAL.replace("1.2", "1.3")}`,
        `${NAME}\n\n### 1.2 Dues\n\n${DUES}\n\n${SEAL.replace("1.2", "1.3").replace("locked", "sealed")}`,
      ],
      "1.3",
      ["1.2: It has a seal, which the Secretary keeps at the office in a", "1 1.3: sealed ← locked", "1.2: drawer."],
    ],
    [
      "a dash written in another way stands where it stood, between words that are as old",
      [
        SEAL.replace("a seal, which", "a seal -- which"),
        SEAL.replace("a seal, which", "a seal — which"),
        SEAL.replace("a seal, which", "a seal — which").replace("locked", "closed"),
      ],
      "1.2",
      ["1.2: It has a seal — which the Secretary keeps at the office in a", "1 1.2: closed ← locked", "1.2: drawer."],
    ],
    [
      "no steps: one text knows no history",
      [SEAL],
      "1.2",
      ["1.2: It has a seal, which the Secretary keeps at the office in a locked drawer."],
    ],
  ])("%s", (_, versions, clause, expected) => {
    expect(told(versions, clause)).toEqual(expected);
  });

  test("of a title", () => {
    expect(
      told([SEAL, SEAL.replace("Seal", "Common Seal"), SEAL.replace("Seal", "Common Stamp")], "1.2", "title"),
    ).toEqual(["0 1.2: Common", "1 1.2: Stamp ← Seal"]);
  });

  test("only of the words that are asked for", () => {
    const { texts, steps } = stepsOf([SEAL, SEAL.replace("locked", "closed")]);
    const { text } = findClause(texts[1]!, "1.2")!;
    const [from, to] = [text.indexOf("in a"), text.indexOf("ed drawer")];
    expect(traceWords(steps, { clause: "1.2", part: "text", from, to })).toEqual([
      { words: { from, to: from + 5 }, clause: "1.2", replaced: "" },
      { words: { from: from + 5, to }, step: 0, clause: "1.2", replaced: "locked" },
    ]);
  });

  test("of a comma alone", () => {
    const { texts, steps } = stepsOf([SEAL, SEAL]);
    const at = findClause(texts[1]!, "1.2")!.text.indexOf(",");
    const words = { from: at, to: at + 1 };
    expect(traceWords(steps, { clause: "1.2", part: "text", ...words })).toEqual([
      { words, clause: "1.2", replaced: "" },
    ]);
  });

  test("of words that are not there, none", () => {
    const { steps } = stepsOf([NAME, NAME]);
    expect(traceWords(steps, { clause: "9.9", part: "text", from: 0, to: 5 })).toEqual([]);
    expect(traceWords(steps, { clause: "1.1", part: "text", from: 5, to: 5000 })).toEqual([]);
    expect(traceWords(steps, { clause: "1.1", part: "text", from: -1, to: 5 })).toEqual([]);
    expect(traceWords(steps, { clause: "1.1", part: "text", from: 5, to: 5 })).toEqual([]);
  });

  test("harbour-commons: the Chair came in 2018, sixty days in 2024, electronic meetings in 2021", () => {
    const folder = "bylaws/harbour-commons/versions";
    const versions = readdirSync(folder)
      .sort()
      .map((file) => readFileSync(join(folder, file), "utf8"));
    expect(versions).toHaveLength(4);
    expect(told(versions, "6.2", "title")).toEqual(["0 6.2: Chair ← Chairman"]);
    expect(told(versions, "2.1-p17")[1]).toBe("2 2.1-p17: sixty ← ninety");
    expect(told(versions, "4.10", "title")).toEqual(["1 4.10: Meetings by Electronic Means"]);
  });
});

const LINES = [
  "## Article 1. Name",
  "### 1.1 Name",
  "### 1.2 Seal",
  "### 1.3 Office of the Secretary",
  "(a) one thing or another;",
  "(b) two",
  SEAL.split("\n\n")[1]!,
  NAME.split("\n\n")[1]!,
  DUES,
  `${DUES} It has a seal.`,
  "Each member has one vote in every meeting.",
  'The "Board" shall meet once in every month, and oftener when it is called.',
  "The “Board” may meet once in every month, and oftener when the Chair calls it.",
];

const version = fc.array(fc.constantFrom(...LINES), { maxLength: 12 }).map((lines) => lines.join("\n\n"));

/** Words alone, so that signs, capitals and line breaks do not count. */
const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function expectLaws(sources: readonly string[], onlyClauses?: number): void {
  const { texts, steps } = stepsOf(sources);
  const clauses = texts.map(
    (text) => new Map(Array.from(eachClause(text.clauses), (clause) => [clause.address, clause])),
  );
  const newest: Clause[] = [...eachClause(texts.at(-1)!.clauses)];
  for (const clause of newest.slice(0, onlyClauses)) {
    for (const part of ["title", "text"] as const) {
      const words = clause[part];
      if (words === "") continue;
      const place = `${clause.address} of ${JSON.stringify(sources).slice(0, 2000)}`;
      const stretches = traceWords(steps, { clause: clause.address, part, from: 0, to: words.length });
      expect(
        stretches.map(({ words }) => words.from),
        place,
      ).toEqual([0, ...stretches.slice(0, -1).map(({ words }) => words.to)]);
      expect(stretches.at(-1)!.words.to, place).toBe(words.length);
      for (const { words: at, step, clause: address, replaced } of stretches) {
        const source = clauses[step === undefined ? 0 : step + 1]!.get(address)!;
        const there = wordsIn(source[part]);
        let next = 0;
        for (const word of wordsIn(words.slice(at.from, at.to))) {
          // The number of a reference may have followed its clause since.
          if (/\d/.test(word)) continue;
          const index = there.indexOf(word, next);
          if (index < 0) expect.fail(`${place}: “${word}” does not stand in ${address} after step ${step}`);
          next = index + 1;
        }
        if (step === undefined) expect(replaced, place).toBe("");
        else expect(wordsIn(replaced), place).not.toEqual(wordsIn(words.slice(at.from, at.to)));
        if (step !== undefined && replaced !== "")
          expect(
            [...clauses[step]!.values()].some((old) => old[part].includes(replaced)),
            `${place}: ${replaced}`,
          ).toBe(true);
      }
    }
  }
}

describe("stretches have no gaps, and their words stand in the text that brought them in", () => {
  test("of any versions", () => {
    expectAlways(
      fc.property(fc.array(version, { minLength: 1, maxLength: 5 }), (versions) => expectLaws(versions)),
      200,
    );
  });

  const name = "psf-bylaws";
  test.skipIf(!existsSync(join(CORPUS, name)))(`${name}, 17 versions (skipped where ${CORPUS} is absent)`, () => {
    const folders = readdirSync(join(CORPUS, name))
      .filter((folder) => /^\d{3}-/.test(folder))
      .sort();
    const sources = folders.map((folder) => {
      const [file] = readdirSync(join(CORPUS, name, folder));
      return readFileSync(join(CORPUS, name, folder, file!), "utf8");
    });
    expectLaws(sources);
  });
});
